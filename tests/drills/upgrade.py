"""From the release before to this one while people work, as `docs/upgrade.md` has it: `make upgrade-drill`.

The release before is a commit of this repository, by default the last one without the latest migration
(`RIKTNING_FROM=…` names another). It is unpacked and made ready in a folder of its own, with its own
dependencies; it serves the demo under load while this release's migrations are applied, goes on, is followed
by this release, and takes over again, as going back does. The suite has a short form
(`tests/portal/test_upgrade.py`), with a column more in the place of another release.
"""

import json
import os
import socket
import statistics
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.factories.feedback import typed_feedback
from tests.portal.elsewhere import Elsewhere, elsewhere
from tests.portal.gunicorns import CLIENTS, held_socket, some_more, visited, wait_for
from tests.portal.process import PRODUCTION, ROOT
from tests.races import server

pytestmark = pytest.mark.django_db(transaction=True)

MIGRATIONS = [":(glob)*/migrations/0*.py"]
SECONDS = 8  # under load, between two steps
PEOPLE = """
import json, django
django.setup()
from django.test import Client
from groups.models import Group
from people.models import Person

def session_of(person):
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value

people = list(Person.objects.active().order_by("pk")[:8])
people += [one for one in Person.objects.active() if one.has_perm("workshops.run_workshop")][:1]
groups = list(Group.objects.current().values_list("slug", flat=True))
print(json.dumps({"sessions": [session_of(one) for one in people], "groups": groups}))
"""
PAGES = [
    "/",
    "/groups/",
    "/directions/",
    "/feedback/",
    "/notices/",
    "/overview/",
    "/organisation/",
    "/search/?q=mat",
]


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"git {' '.join(arguments)}: {done.stderr}"
    return done.stdout.strip()


def release_before() -> str:
    """A shallow clone has not got it, and says so here rather than pass over it."""
    if named := os.environ.get("RIKTNING_FROM"):
        return git("rev-parse", "--verify", f"{named}^{{commit}}")
    latest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", *MIGRATIONS)
    return git("rev-parse", "--verify", f"{latest}^")


def unpacked(commit: str, folder: Path) -> Path:
    """The release in a folder of its own, made ready as the page says."""
    release = folder / f"riktning-{commit[:7]}"
    release.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "--extract"], cwd=release, input=packed.stdout, check=True)
    made = subprocess.run(
        ["make", "ready"], cwd=release, env=apart(), capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return release


def apart(**settings: str) -> dict[str, str]:
    ours = ("RIKTNING_", "DJANGO_", "PYTEST_", "MAKE", "MFLAGS", "VIRTUAL_ENV")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | settings


def settings_at(there: Elsewhere) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "RIKTNING_ENV_FILE": "",
        "RIKTNING_DEMO": "1",
        "RIKTNING_SECRET_KEY": PRODUCTION["RIKTNING_SECRET_KEY"],
        "RIKTNING_ALLOWED_HOSTS": "127.0.0.1",
        "RIKTNING_DATABASE_URL": there.url,
        "RIKTNING_ATTACHMENTS_DIR": str(there.files),
        "RIKTNING_WORKERS": "2",
        "RIKTNING_LOG_LEVEL": "ERROR",
    }


class Release:
    def __init__(self, folder: Path, told: dict[str, str]) -> None:
        self.folder, self.told = folder, told

    def python(self, *arguments: str) -> str:
        command = [self.folder / ".venv/bin/python", "-W", "ignore", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=apart(**self.told), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def plan(self) -> list[str]:
        said = self.python("manage.py", "showmigrations", "--plan")
        return [line.split()[2] for line in said.splitlines() if line.startswith("[ ]")]

    @contextmanager
    def serving(self, held: socket.socket) -> Iterator[None]:
        """As systemd starts it, with the socket that it holds; its worker beside it."""
        handing_over = [
            "bash",
            "-c",
            f'exec 3<&{held.fileno()}; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"',
            "bash",
        ]
        python = str(self.folder / ".venv/bin/python")
        gunicorn = [python, "-m", "gunicorn", "--config", "portal/gunicorn.py", "portal.wsgi"]
        how: dict[str, Any] = {"cwd": self.folder, "env": apart(**self.told)}
        web = subprocess.Popen([*handing_over, *gunicorn], pass_fds=[held.fileno()], **how)
        worker = subprocess.Popen([python, "manage.py", "worker"], **how)
        try:
            wait_for(f"127.0.0.1:{held.getsockname()[1]}")
            yield
        finally:
            for process in (web, worker):
                process.terminate()
            ended = [process.wait(timeout=2 * server.START) for process in (web, worker)]
        assert ended == [0, 0]


class Visitors:
    """Whoever reads and writes, and how long each answer took."""

    def __init__(self, host: str, people: dict[str, list[str]]) -> None:
        self.step = "before"
        self.took: dict[str, list[float]] = defaultdict(list)  # by the step in which it was asked
        self.knocks = [server.Knock(host) for _key in people["sessions"]]
        for knock, key in zip(self.knocks, people["sessions"], strict=True):
            knock.cookies["sessionid"] = key
        group = f"/groups/{people['groups'][0]}/"
        self.acts = [self._get(page) for page in [*PAGES, group]]
        self.acts += [
            self._post(f"{group}follow/"),
            self._post(f"{group}unfollow/"),
            self._write(people["groups"][0]),
        ]
        self.turn = count()

    def visit(self) -> int:
        number, step = next(self.turn), self.step
        began = time.perf_counter()
        status = self.acts[number % len(self.acts)](self.knocks[number // len(self.acts) % len(self.knocks)])
        self.took[step].append(time.perf_counter() - began)
        return status

    def _get(self, address: str) -> Callable[[server.Knock], int]:
        return lambda knock: knock.get(address)

    def _post(self, address: str) -> Callable[[server.Knock], int]:
        return lambda knock: knock.post(address)[0]

    def _write(self, group: str) -> Callable[[server.Knock], int]:
        address = f"/feedback/about/group/{group}/new/"
        return lambda knock: knock.post(address, typed_feedback())[0]


def go_on(answers: list[int]) -> None:
    time.sleep(SECONDS)
    some_more(answers)


def test_nobody_notices_the_next_release(tmp_path: Path) -> None:
    commit = release_before()
    with held_socket() as held, elsewhere(tmp_path) as there:
        told = settings_at(there)
        before, after = Release(unpacked(commit, tmp_path), told), Release(ROOT, told)
        before.python("manage.py", "migrate", "--no-input", "--verbosity", "0")
        before.python("manage.py", "demo")
        people = json.loads(before.python("-c", PEOPLE))
        new = after.plan()
        assert new, f"{commit[:7]} has every migration already: name an older one in RIKTNING_FROM"
        visitors = Visitors(f"127.0.0.1:{held.getsockname()[1]}", people)
        with visited_throughout(held, before, visitors) as (answers, hand_over):
            go_on(answers)
            visitors.step = "while migrations are applied"
            after.python("manage.py", "migrate", "--no-input", "--verbosity", "0")
            visitors.step = "afterwards"
            go_on(answers)
            for release in (after, before, after):
                visitors.step = "while another release is started"
                hand_over(release)
                visitors.step = "then"
                go_on(answers)
    counted = Counter(answers)
    print(f"\n{connection.vendor}: {commit[:7]} to this tree, {', '.join(new)}; there, back and there again")
    print(f"  under {CLIENTS} visitors: {dict(counted)}; load {os.getloadavg()[0]:.1f}")
    for step, took in visitors.took.items():
        told = f"p50 {statistics.median(took) * 1000:.0f} ms, longest {max(took):.1f} s"
        print(f"  {step:<34} {len(took):>4} × {told}")
    assert {200, 302} <= set(counted)
    assert [status for status in counted if status >= 500] == []


@contextmanager
def visited_throughout(
    held: socket.socket, first: Release, visitors: Visitors
) -> Iterator[tuple[list[int], Callable[[Release], None]]]:
    """People come all the time, whichever release serves; and how another one takes over."""
    with ExitStack() as serving:
        serving.enter_context(first.serving(held))

        def hand_over(release: Release) -> None:
            serving.close()
            serving.enter_context(release.serving(held))

        with visited(visitors.visit) as answers:
            yield answers, hand_over
