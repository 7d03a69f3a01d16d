"""`docs/operations.md`, followed literally in an empty home: `make from-nothing`.

Every command of the page is run, in its order and as it stands there, with folders of this test's own in the
place of /srv, /etc, /run and /var. What only root of a whole machine can do has a stand-in: packages are
there already, accounts are not made, and units are started as they say by `systemctl.py`. PostgreSQL and
nginx are the distribution's, the mail server is a real one, and the administrator signs in over TLS.
"""

import json
import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from getpass import getuser
from http.client import HTTPSConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import pytest

from tests.mail_server import MailServer, mail_server
from tests.missing import missing
from tests.portal.process import ROOT
from tests.portal.test_behind_a_proxy import AROUND, HOST, NGINX
from tests.postgres import INSTALL, Server, find_binaries, free_port
from tests.races import server

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
STAND_INS = """
set -eu
apt-get() { echo "there already: $*"; }
adduser() { mkdir -p "{home}"; }
chown() { test -e "$2"; }
runuser() { PGUSER=$2; export PGUSER; shift 3; "$@"; }
systemctl() { "{python}" "{stand_in}" "{root}" "$@"; }
"""


@pytest.fixture
def root() -> Iterator[Path]:
    with TemporaryDirectory(prefix="riktning-from-nothing-") as folder:
        root = Path(folder)
        for name in ("srv", "units", "nginx/ours", "ssl", "run", "account"):
            (root / name).mkdir(parents=True)
        yield root
        pids = (root / "pids").read_text().split() if (root / "pids").exists() else []
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGTERM)
        time.sleep(2)


@pytest.fixture
def postgres() -> Iterator[Server]:
    with TemporaryDirectory(prefix="riktning-postgres-") as folder:
        binaries = find_binaries() or missing("PostgreSQL", INSTALL)
        found = Server(binaries, Path(folder), free_port(), superuser="postgres")
        found.prepare()
        found.start()
        try:
            yield found
        finally:
            found.stop()


def places(root: Path) -> dict[str, str]:
    return {
        "/srv/riktning": f"{root}/srv/riktning",
        "/etc/riktning.env": f"{root}/riktning.env",
        "/etc/systemd/system": f"{root}/units",
        "/etc/nginx/conf.d": f"{root}/nginx",
        "/etc/ssl/riktning": f"{root}/ssl/riktning",
        "/run/riktning": f"{root}/run",
        "/var/lib/riktning": f"{root}/account/riktning",
    }


def put_nginx_around(root: Path, port: int) -> None:
    """What Debian's own nginx.conf does: it includes conf.d; and its ports are this test's."""
    ports = {"listen 443 ssl": f"listen 127.0.0.1:{port} ssl", "listen 80": f"listen 127.0.0.1:{free_port()}"}
    told = {"places": places(root) | ports, "nginx": NGINX}
    (root / "stands_for.json").write_text(json.dumps(told))
    include = f"include {root}/nginx/ours/*.conf;"
    (root / "nginx.conf").write_text(AROUND.format(user=getuser(), folder=root, example=include))


def followed(root: Path, mail: MailServer) -> str:
    script = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL))
    changes = places(root) | {
        "ADDRESS": str(ROOT),
        "smtp://user:password@mail.riktning.example:587": mail.url,
    }
    for theirs, ours in changes.items():
        assert theirs in script
        script = script.replace(theirs, ours)
    stand_ins = STAND_INS.replace("{home}", f"{root}/account/riktning").replace("{root}", str(root))
    stand_in = ROOT / "tests" / "drills" / "systemctl.py"
    return stand_ins.replace("{python}", sys.executable).replace("{stand_in}", str(stand_in)) + script


def test_page_leads_from_nothing_to_the_first_sign_in(root: Path, postgres: Server) -> None:
    port = free_port()
    put_nginx_around(root, port)
    ours = ("RIKTNING_", "DJANGO_", "PYTEST_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment = inherited | {"HOME": str(root / "account")}
    environment |= {"PGHOST": "127.0.0.1", "PGPORT": str(postgres.port)}
    with mail_server() as mail:
        done = subprocess.run(
            ["bash", "-c", followed(root, mail)],
            cwd=root / "account",
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        log = root / "services.log"
        print(done.stdout, done.stderr, log.read_text() if log.exists() else "")
        assert done.returncode == 0
        ready = json.loads(done.stdout.splitlines()[-1])
        assert ready == dict.fromkeys(["database", "migrations", "worker", "disk"], "ok")
        assert signs_in(port, mail)


class Browser:
    """Over TLS, through nginx, with cookies."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {"__Host-csrftoken": server.CSRF}

    def ask(self, method: str, address: str, **typed: str) -> int:
        context = ssl._create_unverified_context()
        line = HTTPSConnection("127.0.0.1", self.port, timeout=60, context=context)
        headers = {"Host": HOST, "Referer": f"https://{HOST}/", "X-CSRFToken": server.CSRF}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            line.request(method, address, urlencode(typed), headers)
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, value = cookie.partition(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer.status


def signs_in(port: int, mail: MailServer) -> bool:
    browser = Browser(port)
    assert browser.ask("GET", "/sign-in/") == 200
    assert browser.ask("GET", "/first-day/") == 302  # to sign in first
    assert browser.ask("POST", "/sign-in/", email="alva@riktning.example") == 302
    deadline = time.monotonic() + server.START
    while not mail.letters:
        assert time.monotonic() < deadline, "no mail came"
        time.sleep(0.1)
    body = mail.letters[0].get_content()
    code = re.search(r"^[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}\s*$", body, re.MULTILINE)
    assert code, body
    assert browser.ask("POST", "/sign-in/code/", code=code[0].strip()) == 302
    return browser.ask("GET", "/first-day/") == 200
