"""What a backup says of itself: the last member of its archive, against which all others are held."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from portal.backup.checksums import TableSum
from portal.backup.errors import BackupError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True)
class MemberSum:
    size: int  # bytes
    sha256: str


@dataclass(frozen=True)
class Manifest:
    made_at: datetime
    engine: str  # sqlite or postgresql
    tables: dict[str, TableSum]
    members: dict[str, MemberSum]
    missing: list[str] = field(default_factory=list)  # files that the database names and that were not there
    damaged: list[str] = field(default_factory=list)  # and those that are not what was attached

    def write(self) -> bytes:
        told = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(told, indent=1).encode()

    @classmethod
    def read(cls, text: bytes) -> "Manifest":
        told = json.loads(text)
        if told.pop("format") != FORMAT:
            raise BackupError("Another version of the portal made this backup: restore it with that one.")
        told["made_at"] = datetime.fromisoformat(told["made_at"])
        told["tables"] = {name: TableSum(**found) for name, found in told["tables"].items()}
        told["members"] = {name: MemberSum(**found) for name, found in told["members"].items()}
        return cls(**told)

    @property
    def summary(self) -> str:
        rows = sum(table.rows for table in self.tables.values())
        return f"{self.made_at:%Y-%m-%d %H:%M} UTC, {self.engine}, {rows} rows, {len(self.members) - 1} files"

    def compare(self, found: Mapping[str, MemberSum]) -> None:
        """Raises BackupError when the archive holds anything else than what was put into it."""
        names = found.keys() | self.members.keys()
        wrong = sorted(name for name in names if found.get(name) != self.members.get(name))
        if wrong:
            raise BackupError(f"The backup is damaged: {len(wrong)} of its members, {wrong[0]} among them.")
