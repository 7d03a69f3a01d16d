"""What stands in `deploy/`: each file is asked by the program that would read it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.missing import missing

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
HARDENED = {"NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes"}


def systemd_analyze() -> str:
    return shutil.which("systemd-analyze") or missing("systemd-analyze", "apt-get install systemd")


def test_systemd_takes_every_unit_without_a_word(tmp_path: Path) -> None:
    """It ends with 0 for words that it does not know, and only warns."""
    for unit in UNITS:
        text = unit.read_text().replace("/srv/riktning/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text)

    command = [systemd_analyze(), "verify", *(tmp_path / unit.name for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert len(UNITS) == 7
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_every_service_is_fenced_in(unit: Path) -> None:
    assert set(unit.read_text().splitlines()) >= HARDENED
    command = [systemd_analyze(), "security", "--offline=true", "--threshold=20", unit]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-200:]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_what_a_service_runs_is_there(unit: Path) -> None:
    command = re.findall(r"^ExecStart=/srv/riktning/\.venv/bin/python (.*)$", unit.read_text(), re.MULTILINE)[
        0
    ]
    if command.startswith("manage.py"):
        name = command.split()[1]
        assert list(ROOT.glob(f"*/management/commands/{name}.py"))
    else:
        assert command == "-m gunicorn --config portal/gunicorn.py portal.wsgi"


def test_page_on_proxies_shows_the_file_that_is_here() -> None:
    page = (ROOT / "docs" / "proxy.md").read_text()
    shown = re.findall(r"```nginx\n(.*?)```", page, re.DOTALL)[0]

    assert (DEPLOY / "nginx.conf").read_text().partition("\n")[2] == shown


def test_container_file_is_as_its_linter_wants_it() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_composed_services_run_what_is_there_and_keep_what_must_be_kept() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = told["services"]

    assert set(services) == {"database", "migrate", "web", "worker"}
    for name, command in {"migrate": "migrate", "worker": "worker"}.items():
        assert services[name]["command"][:3] == ["python", "manage.py", command]
    volumes = {mount.split(":")[0] for service in services.values() for mount in service.get("volumes", [])}
    assert volumes == set(told["volumes"]) == {"database", "files"}
    for service in services.values():
        assert service.get("ports", []) in ([], ["127.0.0.1:8000:8000"])
