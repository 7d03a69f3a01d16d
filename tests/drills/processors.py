"""How much of the processor each part of a machine has used, whatever else runs beside it."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.drills.machines import Cluster

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Used:
    """Seconds of processor time, by part."""

    web: float
    database: float
    worker: float
    proxy: float

    def until(self, later: "Used") -> "Used":
        return Used(
            later.web - self.web,
            later.database - self.database,
            later.worker - self.worker,
            later.proxy - self.proxy,
        )

    @property
    def total(self) -> float:
        return self.web + self.database + self.worker + self.proxy

    def told(self) -> str:
        parts = f"web {self.web:.1f} s, database {self.database:.1f}, worker {self.worker:.1f}"
        return f"{parts}, nginx {self.proxy:.1f}"


def used_by(machine: Cluster) -> Used:
    (web,) = machine.webs.values()
    (worker,) = machine.workers
    database = int((machine.primary.server.folder / "data" / "postmaster.pid").read_text().split()[0])
    assert machine.proxy
    return Used(
        *(_seconds(pid) for pid in (web.process.pid, database, worker.process.pid, machine.proxy.process.pid))
    )


def _seconds(pid: int) -> float:
    """Of a process, of its children, and of those that have ended."""
    total, parents = 0.0, {pid}
    rows = list(_rows())
    while True:
        found = {child for child, parent, _ticks in rows if parent in parents} - parents
        if not found:
            break
        parents |= found
    for child, _parent, ticks in rows:
        if child in parents:
            total += ticks / TICKS
    return total


def _rows() -> list[tuple[int, int, int]]:
    """Each process's number, its parent's, and its time: its own and that of children it has waited for."""
    rows = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            rows.append((int(stat.parent.name), int(fields[1]), sum(map(int, fields[11:15]))))
    return rows
