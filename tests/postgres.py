"""Run a command against a throwaway PostgreSQL: `python -m tests.postgres COMMAND…`

The server is made from the machine's own binaries in a temporary directory, listens on a free port of
loopback only, and is gone when the command ends. COMMAND finds it in RIKTNING_DATABASE_URL.
The exit code is COMMAND's.
"""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

INSTALL = "apt-get install postgresql"
# Nothing here is worth keeping through a power cut; what tests can notice keeps its default.
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": os.environ.get("RIKTNING_BENCH_BUFFERS", "128MB"),  # the stock setting
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


class ServerError(Exception):
    """PostgreSQL would not start or set itself up; the text is what it said."""


def main(command: Sequence[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on_signal)
    binaries = find_binaries()
    if binaries is None:
        return report_missing(command)
    try:
        with throwaway_server(binaries) as url:
            return run(command, url)
    except ServerError as failure:
        print(failure, file=sys.stderr)
        return 1


def stop_on_signal(number: int, frame: object) -> NoReturn:
    """Leave through the `finally` clauses, which stop the server."""
    raise SystemExit(128 + number)


def report_missing(command: Sequence[str]) -> int:
    required = os.environ.get("RIKTNING_NO_SKIPS") == "1"
    verdict = "FAILED" if required else "SKIPPED"
    print(
        f"{verdict}: PostgreSQL is missing, so not run on it: {' '.join(command)}. To install it: {INSTALL}"
    )
    return int(required)


def find_binaries() -> Path | None:
    """The directory holding initdb, postgres and pg_ctl, or None. Debian keeps them off PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    on_path = [Path(folder) for folder in os.get_exec_path()]
    for folder in [*on_path, *debian, *from_pg_config()]:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres", "pg_ctl")):
            return folder
    return None


def version(folder: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", folder.parent.name)]


def from_pg_config() -> list[Path]:
    if not shutil.which("pg_config"):
        return []
    answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
    return [Path(answer.stdout.strip())] if answer.returncode == 0 else []


@contextmanager
def throwaway_server(binaries: Path) -> Iterator[str]:
    """Yield the server's address, as Django's settings read it."""
    with tempfile.TemporaryDirectory(prefix="riktning-postgres-") as folder:
        server = Server(binaries, Path(folder), free_port())
        server.prepare()
        try:
            server.start()
            yield f"postgres://riktning@127.0.0.1:{server.port}/postgres"
        finally:
            server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Server:
    binaries: Path
    folder: Path
    port: int
    options: Mapping[str, str] = field(default_factory=lambda: OPTIONS)
    superuser: str = "riktning"

    def prepare(self) -> None:
        """Make the database cluster. Trust is enough: loopback only, test data only, for minutes."""
        if account := unprivileged():
            os.chown(self.folder, account["user"], account["group"])
        self._tool(
            "initdb", f"--username={self.superuser}", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"
        )

    def start(self) -> None:
        options = " ".join(
            f"-c {name}='{value}'" for name, value in {**self.options, "port": self.port}.items()
        )
        self._tool("pg_ctl", "start", "--wait", f"--log={self.folder}/server.log", f"--options={options}")

    def promote(self) -> None:
        """A replica becomes the one that is written to."""
        self._tool("pg_ctl", "promote", "--wait")

    def stop(self) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self._tool("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _tool(self, name: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, writing to a file: the server would hold a pipe open."""
        with (self.folder / "tool.log").open("wb") as log:
            done = subprocess.run(
                [self.binaries / name, *arguments],
                cwd=self.folder,
                env={**os.environ, "PGDATA": str(self.folder / "data")},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
                **unprivileged(),
            )
        if done.returncode:
            said = "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))
            raise ServerError(f"{name} failed:\n{said}")


def unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: whom to run it as then, as arguments to subprocess."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name for account in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def run(command: Sequence[str], url: str) -> int:
    with subprocess.Popen(command, env={**os.environ, "RIKTNING_DATABASE_URL": url}) as process:
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            raise


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m tests.postgres COMMAND…")
    sys.exit(main(sys.argv[1:]))
