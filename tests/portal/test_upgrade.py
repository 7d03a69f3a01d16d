"""From one release to the next while people work, as `docs/upgrade.md` has it: no visitor notices.

The next release is this one with a column more. Its migration is applied while this one serves, this one
goes on serving, and then the next one takes the socket over.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings

from portal.backup.taking import take
from tests.cast import World, make_world
from tests.portal.elsewhere import Elsewhere, elsewhere
from tests.portal.gunicorns import environment, held_socket, some_more, started_with, visited, wait_for
from tests.portal.process import ROOT
from tests.races import server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LEFT_OUT = shutil.ignore_patterns(".*", "var", "tests", "docs", "__pycache__")
MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "{before}")]
    operations = [migrations.AddField("group", "motto", models.CharField(max_length=20, null=True))]
"""
FIELD = '\n\nGroup.add_to_class("motto", models.CharField(max_length=20, null=True))\n'


def next_release(folder: Path) -> Path:
    release = folder / "next"
    shutil.copytree(ROOT, release, ignore=LEFT_OUT)
    (release / "var").mkdir()
    (release / "var" / "static").symlink_to(ROOT / "var" / "static")
    migrations = release / "groups" / "migrations"
    last = sorted(migrations.glob("0*.py"))[-1].stem
    number = int(re.match(r"\d+", last)[0]) + 1  # type: ignore[index]
    (migrations / f"{number:04}_motto.py").write_text(MIGRATION.format(before=last))
    model = release / "groups" / "models" / "group.py"
    model.write_text(model.read_text() + FIELD)
    return release


def visits(host: str, world: World) -> Callable[[], int]:
    """Whoever reads, and whoever changes something: pages of the table that changes, and others."""
    coordinator, employee = server.Knock(host, world.coordinator), server.Knock(host, world.employee)
    group = f"/groups/{world.group.slug}/"
    acts = [
        lambda: coordinator.get(group),
        lambda: employee.get("/groups/"),
        lambda: employee.get("/"),
        lambda: employee.post(f"{group}follow/")[0],
        lambda: employee.post(f"{group}unfollow/")[0],
        lambda: coordinator.get(f"{group}edit/"),
    ]
    turn = count()
    return lambda: acts[next(turn) % len(acts)]()


def settings_at(there: Elsewhere) -> dict[str, str]:
    """The sessions of the test's own settings hold there too."""
    ours = {"RIKTNING_DATABASE_URL": there.url, "RIKTNING_DEMO": "1", "RIKTNING_DATABASE_POOL": "0"}
    return ours | {"RIKTNING_SECRET_KEY": settings.SECRET_KEY, "RIKTNING_ALLOWED_HOSTS": "127.0.0.1"}


def test_nobody_notices_the_next_release(transactional_db: None, tmp_path: Path) -> None:
    world = make_world()
    with held_socket() as held, elsewhere(tmp_path) as there:
        host = f"127.0.0.1:{held.getsockname()[1]}"
        visit = visits(host, world)  # signed in before the copy is made
        taken = take(tmp_path / "made", [])
        assert there.manage("restore", str(taken.path), "--as-it-was").returncode == 0
        release, told = next_release(tmp_path), settings_at(there)
        process = started_with(held, **told)
        try:
            wait_for(host)
            with visited(visit) as answers:
                some_more(answers)
                migrate = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--no-input"]
                subprocess.run(migrate, cwd=release, env=environment(**told), check=True)
                some_more(answers)
                process.terminate()
                assert process.wait(timeout=server.START) == 0
                process = started_with(held, release, **told)
                some_more(answers)
        finally:
            process.terminate()
            process.wait(timeout=server.START)
        with there.connected() as connected, connected.cursor() as cursor:
            cursor.execute("SELECT motto FROM groups_group LIMIT 1")

    assert {status for status in answers if status not in (200, 302)} == set()
    assert {200, 302} <= set(answers)
