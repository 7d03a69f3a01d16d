"""One command makes the settings of an installation and says what is missing."""

from pathlib import Path

import pytest

from portal.setup.env import main
from tests.portal.process import PRODUCTION, python

FILLED = [f"{name}={value}" for name, value in PRODUCTION.items() if name != "RIKTNING_SECRET_KEY"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "riktning.env"


def test_new_file_is_its_owners_has_a_key_of_its_own_and_what_is_missing_is_said(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(file)]) == 1

    assert file.stat().st_mode & 0o077 == 0
    said = capsys.readouterr().out
    assert "RIKTNING_ALLOWED_HOSTS" in said
    assert "RIKTNING_SECRET_KEY" not in said
    other = file.with_name("other.env")
    main([str(other)])
    assert other.read_text() != file.read_text()


def test_what_is_told_is_put_in_and_what_is_there_is_kept(file: Path) -> None:
    main([str(file)])
    key = next(line for line in file.read_text().splitlines() if line.startswith("RIKTNING_SECRET_KEY="))

    assert main([str(file), *FILLED, "RIKTNING_LOG_FORMAT=json", "RIKTNING_WORKERS=3"]) == 0
    assert main([str(file), "RIKTNING_LOG_FORMAT=line"]) == 0

    lines = file.read_text().splitlines()
    assert key in lines
    assert 'RIKTNING_LOG_FORMAT="line"' in lines
    assert 'RIKTNING_WORKERS="3"' in lines
    assert len([line for line in lines if "RIKTNING_LOG_FORMAT=" in line]) == 1


def test_what_is_no_setting_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file), "PATH=/tmp"]) == 2
    assert not file.exists()
    assert "PATH" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.one_database
def test_portal_reads_it_and_deployment_check_passes(file: Path) -> None:
    assert main([str(file), *FILLED]) == 0

    check = ("-W", "ignore", "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    done = python(*check, RIKTNING_ENV_FILE=str(file))
    assert done.returncode == 0, done.stderr
