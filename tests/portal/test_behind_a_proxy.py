"""Behind a real proxy, set up by the files in `deploy/`: limits count visitors, and nobody is shut out.

Marked `slow`: it starts nginx or Caddy, and gunicorn on a port or on a socket.
"""

import re
import shutil
import ssl
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from hashlib import sha256
from http.client import HTTPSConnection
from os import environ
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache

from people.models import Person
from tests.cast import make_world
from tests.missing import missing
from tests.portal.process import PRODUCTION, ROOT
from tests.postgres import free_port
from tests.races import server

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
ERROR_PAGES = ROOT / "deploy" / "error_pages"
HOST = PRODUCTION["RIKTNING_ALLOWED_HOSTS"]
AROUND = """
daemon off; user {user}; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{example}
}}
"""

Ask = Callable[..., tuple[int, str]]


def written_for(folder: Path, upstream: str, port: int) -> str:
    """The file in `deploy/`, with this test's own places."""
    example = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    places = {
        "unix:/run/riktning/portal.sock": upstream,
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "/etc/ssl/riktning": f"{folder}/riktning",
        "/srv/riktning": str(ROOT),
    }
    for theirs, ours in places.items():
        assert theirs in example
        example = example.replace(theirs, ours)
    return AROUND.format(user=getuser(), folder=folder, example=example)


def caddy_for(folder: Path, upstream: str, port: int) -> str:
    """The same, with this test's certificate in the place of one that Caddy would fetch."""
    example = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    places = {
        "unix//run/riktning/portal.sock": upstream.replace("unix:", "unix/"),
        "riktning.example {": f"https://{HOST}:{port} {{\n\ttls {folder}/riktning.pem {folder}/riktning.key",
        "/srv/riktning": str(ROOT),
    }
    for theirs, ours in places.items():
        assert theirs in example
        example = example.replace(theirs, ours)
    return f"{{\n\tadmin off\n\tauto_https off\n\tdefault_sni {HOST}\n\tdefault_bind 127.0.0.1\n}}\n{example}"


def make_certificate(folder: Path) -> None:
    key, certificate = folder / "riktning.key", folder / "riktning.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    files = ["-nodes", "-keyout", str(key), "-out", str(certificate), "-subj", f"/CN={HOST}"]
    subprocess.run([*command, *files], check=True, capture_output=True)


@contextmanager
def running(*command: str, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, env={**environ, **environment})
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=server.START)


def proxy(program: str, folder: Path, upstream: str, port: int) -> list[str]:
    """How it is started, once its file is written."""
    if program == "caddy":
        (folder / "Caddyfile").write_text(caddy_for(folder, upstream, port))
        caddy = shutil.which("caddy") or missing("caddy", "apt-get install caddy")
        return [caddy, "run", "--config", str(folder / "Caddyfile")]
    (folder / "nginx.conf").write_text(written_for(folder, upstream, port))
    return [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]


@pytest.fixture(params=[("nginx", "port"), ("nginx", "socket"), ("caddy", "socket")], ids="-".join)
def ask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ask]:
    """What a visitor is answered over TLS, through the proxy, by a portal with the settings of production."""
    cache.clear()
    port, upstream = free_port(), f"127.0.0.1:{free_port()}"
    program, way = request.param
    if way == "socket":
        upstream = f"unix:{tmp_path}/portal.sock"
    make_certificate(tmp_path)
    in_front = proxy(program, tmp_path, upstream, port)
    environment = PRODUCTION | {
        "RIKTNING_DATABASE_URL": server.test_database_url(),
        "RIKTNING_DEMO": "0",
        "RIKTNING_BEHIND_PROXY": "on",
        "RIKTNING_ENV_FILE": "",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    environment |= {"RIKTNING_BIND": upstream, "RIKTNING_WORKERS": "2"}
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
    with running(*gunicorn, **environment), running(*in_front, HOME=str(tmp_path)):
        yield _asking(port)


@pytest.fixture(params=["nginx", "caddy"])
def ask_in_vain(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ask]:
    """The same, with nothing behind the proxy."""
    port = free_port()
    make_certificate(tmp_path)
    in_front = proxy(request.param, tmp_path, f"unix:{tmp_path}/portal.sock", port)
    with running(*in_front, HOME=str(tmp_path)):
        yield _asking(port, answers=502)


def _asking(port: int, answers: int = 200) -> Ask:
    context = ssl._create_unverified_context()

    def ask(
        method: str, address: str, typed: dict[str, str] | None = None, **headers: str
    ) -> tuple[int, str]:
        line = HTTPSConnection("127.0.0.1", port, timeout=60, context=context)
        sent = {
            "Host": HOST,
            "Cookie": f"__Host-csrftoken={server.CSRF}",
            "X-CSRFToken": server.CSRF,
        } | headers
        sent |= {"Referer": f"https://{HOST}/", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request(method, address, urlencode(typed or {}), sent)
            response = line.getresponse()
            return response.status, response.read().decode()
        finally:
            line.close()

    deadline = time.monotonic() + server.START
    while time.monotonic() < deadline:
        try:
            if ask("GET", "/sign-in/")[0] == answers:
                return ask
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("No answer through the proxy")


def test_people_sign_in_through_it_and_spoofing_loosens_nothing(ask: Ask) -> None:
    employee: Person = make_world().employee

    def asks_for_a_code(email: str | None, **headers: str) -> bool:
        return ask("POST", "/sign-in/", {"email": email or ""}, **headers)[0] == 302

    claims = [{"X-Forwarded-For": f"203.0.113.{number}", "X-Real-IP": "203.0.113.9"} for number in range(4)]
    assert [asks_for_a_code(employee.email, **claim) for claim in claims] == [True, True, True, False]
    answers = [
        ask("POST", "/sign-in/", {"email": f"colleague{number}@service.example"}) for number in range(30)
    ]
    assert [page for status, page in answers if status != 302] == []
    status, page = ask("POST", "/sign-in/", {"email": "x" * 2_000_000})  # more than nginx takes unless told
    assert (status, "id_email_error" in page) == (200, True)
    for inside in ("/healthz", "/readyz", "/metrics"):
        assert ask("GET", inside)[0] == 404
    too_large = {"Content-Length": "30000000"}  # said, and answered before it is sent
    assert_says(ask("POST", "/sign-in/", {"email": "x"}, **too_large), 413, "too-large")
    assert_says(ask("GET", f"/search/?q={'x' * 9_000}"), 414, "not-understood")
    assert ask("GET", f"/sign-in/?next={'x' * 8_000}")[0] == 200  # gunicorn takes what is let through


def assert_says(answer: tuple[int, str], status: int, page: str) -> None:
    assert answer == (status, (ERROR_PAGES / f"{page}.html").read_text(encoding="utf-8"))


def test_portal_that_is_away_is_told_in_its_words(ask_in_vain: Ask) -> None:
    for method in ("GET", "POST"):
        assert_says(ask_in_vain(method, "/feedback/"), 502, "away")


@pytest.mark.parametrize("page", sorted(ERROR_PAGES.iterdir()), ids=lambda page: page.stem)
def test_page_that_a_proxy_answers_with_needs_nothing_else(page: Path) -> None:
    """Its one style is known to the browser by the hash that both examples send along."""
    text = page.read_text(encoding="utf-8")
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)[0]
    known = b64encode(sha256(style.encode()).digest()).decode()

    assert text.index('<html lang="sv">') < text.index('<section lang="en">')
    assert set(re.findall(r'(?:href|src|url)[=(]"?([^" )>]*)', text)) == {"/"}
    assert "color-scheme: light dark" in style
    for example in ("nginx.conf", "Caddyfile"):
        assert f"default-src 'none'; style-src 'sha256-{known}'" in (ROOT / "deploy" / example).read_text()
        assert page.name in (ROOT / "deploy" / example).read_text()
