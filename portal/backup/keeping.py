"""Which backups are kept: the newest of each of the last days, weeks and months."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

STAMP = "%Y%m%dT%H%M%SZ"
NAMED = re.compile(r"riktning-(\d{8}T\d{6}Z)\.tar(\.age)?")


@dataclass(frozen=True)
class Keep:
    days: int
    weeks: int
    months: int

    def of(self, made: Iterable[datetime]) -> set[datetime]:
        newest_first = sorted(made, reverse=True)
        kept = set(newest_first[:1])
        kept |= _newest_of_each(newest_first, lambda at: timezone.localdate(at), self.days)
        kept |= _newest_of_each(newest_first, lambda at: timezone.localdate(at).isocalendar()[:2], self.weeks)
        kept |= _newest_of_each(newest_first, lambda at: timezone.localdate(at).replace(day=1), self.months)
        return kept


def name_of(made_at: datetime) -> str:
    return f"riktning-{made_at.astimezone(UTC).strftime(STAMP)}"


def backups_in(folder: Path) -> dict[Path, datetime]:
    found = ((path, NAMED.fullmatch(path.name)) for path in folder.iterdir())
    return {path: datetime.strptime(name[1], STAMP).replace(tzinfo=UTC) for path, name in found if name}


def prune(folder: Path, keep: Keep) -> list[Path]:
    """Delete the backups in a folder that are not to be kept, and say which they were."""
    backups = backups_in(folder)
    kept = keep.of(backups.values())
    gone = sorted(path for path, made_at in backups.items() if made_at not in kept)
    for path in gone:
        path.unlink()
        path.with_name(f"{path.name}.sha256").unlink(missing_ok=True)
    return gone


def _newest_of_each(
    newest_first: Iterable[datetime], period: Callable[[datetime], object], how_many: int
) -> set[datetime]:
    newest: dict[object, datetime] = {}
    for made_at in newest_first:
        newest.setdefault(period(made_at), made_at)
    return set(list(newest.values())[:how_many])
