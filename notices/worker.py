"""The one process beside the web server: it delivers mail, and does what time alone sets off.

Several may run side by side; the database decides who does what. Ended politely (SIGTERM), a worker finishes
the mail it is at. Killed, it loses its lease, and another takes over (`notices/outbox.py`).
"""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable
from threading import Event
from typing import Any

from django.db import DatabaseError, close_old_connections

from notices import outbox
from notices.delivering import Delivery, deliver_next
from notices.models import WorkerPulse

logger = logging.getLogger(__name__)

BEAT = 10.0  # seconds between two signs of life
CHORES_EVERY = 60 * 60.0
OFTEN = 20.0  # seconds
PAUSES = (5, 10, 20, 40, 60)  # seconds, while the mail server is away
PATIENCE = 3  # mails on end that it will not take now; then it is not about them, and it counts as away


class Worker:
    """`chores` are called when it starts and every hour, what is to be done `often` every OFTEN seconds; it
    looks for mail every `poll` seconds.
    """

    def __init__(
        self, chores: Iterable[Callable[[], Any]], *, often: Iterable[Callable[[], Any]] = (), poll: float
    ) -> None:
        self.chores = list(chores)
        self.often = list(often)
        self.poll = poll
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = Event()
        self.failures = 0  # times that the mail server was away since it last took something
        self._next = {self._beat: 0.0, self._do_often: 0.0, self._do_chores: 0.0}

    def run(self) -> None:
        """Until it is told to stop."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        while not self.stopping.is_set():
            self.stopping.wait(self.look())

    def drain(self) -> bool:
        """Do what is due now, and no more. False when the mail server would not take it."""
        self._keep_time()
        outbox.reclaim()
        return self._deliver()

    def look(self) -> float:
        """One look at everything; the seconds to wait before the next."""
        close_old_connections()
        try:
            self._keep_time()
            outbox.reclaim()
            is_there = self._deliver()
        except DatabaseError:
            logger.exception("The database could not be asked")
            return PAUSES[0]
        if is_there:
            return self.poll
        self.failures += 1
        return PAUSES[min(self.failures, len(PAUSES)) - 1]

    def _stop(self, *_signal: Any) -> None:
        self.stopping.set()

    def _deliver(self) -> bool:
        """Mail after mail until none is due. False as soon as the mail server is away, or as good as away."""
        not_taken = 0
        while not_taken < PATIENCE and not self.stopping.is_set():
            self._keep_time()
            match deliver_next():
                case Delivery.NOTHING:
                    return True
                case Delivery.SERVER_AWAY:
                    return False
                case Delivery.NOT_NOW:
                    not_taken += 1
                case Delivery.DONE:
                    self.failures = not_taken = 0
        return not_taken < PATIENCE

    def _keep_time(self) -> None:
        for act, due in self._next.items():
            if time.monotonic() >= due:
                act()

    def _beat(self) -> None:
        WorkerPulse.objects.beat(self.name)
        self._next[self._beat] = time.monotonic() + BEAT

    def _do_chores(self) -> None:
        self._next[self._do_chores] = time.monotonic() + CHORES_EVERY
        self._do(self.chores)

    def _do_often(self) -> None:
        self._next[self._do_often] = time.monotonic() + OFTEN
        self._do(self.often)

    def _do(self, chores: Iterable[Callable[[], Any]]) -> None:
        """One that fails is written to the log and does not keep the others from being done."""
        for chore in chores:
            try:
                chore()
            except Exception:
                logger.exception("%s failed", chore)
