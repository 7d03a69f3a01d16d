"""A small server that speaks clamd's INSTREAM as its manual tells it, and finds the EICAR test string."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from tests.factories.attachments import EICAR


class Scanner:
    """Answers one client after the other. `says` is what it answers instead of what it found."""

    def __init__(self, line: socket.socket, says: bytes | None = None, limit: int = 10**9) -> None:
        self.line, self.says, self.limit = line, says, limit
        self.seen: list[bytes] = []

    def serve(self) -> None:
        while True:
            try:
                client, _address = self.line.accept()
            except OSError:  # closed: the test is over
                return
            with client:
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        if _exactly(client, 10) != b"zINSTREAM\0":
            client.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while size := struct.unpack("!L", _exactly(client, 4))[0]:
            content += _exactly(client, size)
            if len(content) > self.limit:
                client.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.seen.append(content)
        found = b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        client.sendall(found if self.says is None else self.says)


def _exactly(client: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size and (piece := client.recv(size - len(got))):
        got += piece
    return got


@contextmanager
def scanning(line: socket.socket | None = None, **options: object) -> Iterator[tuple[Scanner, str]]:
    """A scanner that runs, and its address. Without `line` it listens on a free port of loopback."""
    if line is None:
        line = socket.create_server(("127.0.0.1", 0))
    scanner = Scanner(line, **options)  # type: ignore[arg-type]
    thread = Thread(target=scanner.serve, daemon=True)
    thread.start()
    name = line.getsockname()
    address = f"unix://{name}" if isinstance(name, str) else "tcp://{}:{}".format(*name)
    try:
        yield scanner, address
    finally:
        line.shutdown(socket.SHUT_RDWR)
        line.close()
        thread.join(timeout=5)
