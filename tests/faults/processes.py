"""The mail server and the worker, each a process of its own, which may be killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.postgres import free_port
from tests.races.server import test_database_url as database_url

IS_FULL = os.environ.get("RIKTNING_FAULTS") == "full"
LEASE = 3  # seconds; in production 110
START = 30.0


class CountingServer:
    """The counting SMTP server, kept on one port however often it is stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.log, self.mood = folder / "accepted.log", folder / "mood"
        self.log.touch()
        self.be("fine")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def be(self, mood: str) -> None:
        self.mood.write_text(mood)

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.counting_server", str(self.port), self.log, self.mood]
        self.process = subprocess.Popen(command)
        wait_until(self._answers, START)

    def stop(self) -> None:
        """From now on it refuses every connection."""
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """From now on it answers nothing, though the line is there."""
        if self.process:
            self.process.send_signal(signal.SIGSTOP)

    def come_back(self) -> None:
        """It is as it should be, whatever it was."""
        self.be("fine")
        if self.process:
            self.process.send_signal(signal.SIGCONT)
        else:
            self.start()

    @property
    def accepted(self) -> list[tuple[str, str]]:
        """The Message-ID and the recipient of each mail it said yes to, in order."""
        lines = self.log.read_text().splitlines()
        return [(line.split()[0], line.split()[1]) for line in lines]

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@contextmanager
def counting_server(folder: Path) -> Iterator[CountingServer]:
    server = CountingServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def start_worker(mail_url: str, *, poll: float = 0.05) -> subprocess.Popen[bytes]:
    """A worker on the test's own database, as in production but for its shorter lease."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "RIKTNING_DATABASE_URL": database_url(),
        "RIKTNING_EMAIL_URL": mail_url,
        "RIKTNING_MAIL_LEASE": str(LEASE),
        "RIKTNING_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "manage.py", "worker", "--poll", str(poll)]
    return subprocess.Popen(command, env={**os.environ, **environment})


def end(process: subprocess.Popen[bytes]) -> int:
    """Ask it to stop, and wait for it; its exit code."""
    process.terminate()
    return process.wait(timeout=START)


def wait_until(holds: Callable[[], bool], seconds: float, every: float = 0.01) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not within {seconds} seconds")
        time.sleep(every)
