"""With several machines, nginx asks the next one when one goes away in the middle of a question.

`make cluster` kills real ones. Here one takes the question, reads it, and is gone; the other answers.
"""

import shutil
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.portal.test_behind_a_proxy import NGINX, _asking, make_certificate, running, written_for
from tests.postgres import free_port

pytestmark = [pytest.mark.slow, pytest.mark.one_database]


class Dying(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        length = 0
        while (line := self.rfile.readline().strip().lower()) != b"":
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        self.whole = self.rfile.read(length)


class Living(Dying):
    def handle(self) -> None:
        super().handle()
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(self.whole)
            + self.whole
        )


class Machine(socketserver.ThreadingTCPServer):
    daemon_threads = True


@contextmanager
def machine(handler: type[Dying]) -> Iterator[str]:
    with Machine(("127.0.0.1", 0), handler) as found:
        threading.Thread(target=found.serve_forever, args=[0.05]).start()
        yield f"127.0.0.1:{found.server_address[1]}"
        found.shutdown()


def test_machine_that_goes_away_fails_nobody_not_even_who_sends_a_form(tmp_path: Path) -> None:
    assert shutil.which(NGINX), "apt-get install nginx-light"
    port = free_port()
    make_certificate(tmp_path)
    with machine(Dying) as dying, machine(Living) as living:
        (tmp_path / "nginx.conf").write_text(written_for(tmp_path, f"{living}; server {dying}", port))
        with running(NGINX, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")):
            ask = _asking(port)  # which has asked the one that lives: the next question is the other's
            answers = [ask("POST", "/feedback/", {"text": f"nummer {number}"}) for number in range(6)]

    assert answers == [(200, f"text=nummer+{number}") for number in range(6)]
