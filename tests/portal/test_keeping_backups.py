"""Which backups are kept: the newest of each of the last days, weeks and months."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.backup.keeping import Keep, name_of, prune

NOON = datetime(2026, 11, 29, 11, tzinfo=UTC)


def made(folder: Path, *times: datetime) -> None:
    for at in times:
        (folder / f"{name_of(at)}.tar").touch()
        (folder / f"{name_of(at)}.tar.sha256").touch()


def left(folder: Path) -> list[str]:
    return sorted(path.name[9:17] for path in folder.glob("*.tar"))


def test_newest_of_each_day_week_and_month_is_kept(tmp_path: Path) -> None:
    made(tmp_path, *(NOON - timedelta(days=days) for days in range(100)))

    prune(tmp_path, Keep(days=3, weeks=2, months=3))

    assert left(tmp_path) == ["20260930", "20261031", "20261122", "20261127", "20261128", "20261129"]


def test_of_several_in_a_day_the_newest_is_kept(tmp_path: Path) -> None:
    made(tmp_path, NOON, NOON - timedelta(hours=3), NOON - timedelta(days=1))

    gone = prune(tmp_path, Keep(days=2, weeks=0, months=0))

    assert [path.name for path in gone] == ["riktning-20261129T080000Z.tar"]
    assert len(list(tmp_path.iterdir())) == 4


def test_newest_is_kept_whatever_is_asked_and_other_files_are_left_alone(tmp_path: Path) -> None:
    made(tmp_path, NOON)
    (tmp_path / "riktning-20200101T000000Z.tar.bak").touch()

    assert prune(tmp_path, Keep(days=0, weeks=0, months=0)) == []
