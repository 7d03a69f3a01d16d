"""Asking clamd, when an installation has one: the INSTREAM command of its protocol (man 8 clamd).

Fails closed: a file that could not be looked at is not taken.
"""

import socket
import struct
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from files.refusals import INFECTED, SCANNER_AWAY, FileRejected

TIMEOUT = 30  # seconds, for each step
PORT = 3310
CLEAN, FOUND = b"stream: OK", b" FOUND"
MAX_REPLY = 4096


def refuse_infected(pieces: Iterable[bytes]) -> None:
    """Let the scanner see a file, if there is one to see it."""
    if not settings.CLAMD_URL:
        return
    try:
        reply = _ask(urlsplit(settings.CLAMD_URL), pieces)
    except (OSError, ValueError) as problem:
        raise FileRejected(SCANNER_AWAY) from problem
    if reply.endswith(FOUND):
        raise FileRejected(INFECTED)
    if reply != CLEAN:  # too large for it, or something it does not say when all is well
        raise FileRejected(SCANNER_AWAY)


def _ask(address: SplitResult, pieces: Iterable[bytes]) -> bytes:
    with _connected(address) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            if piece:
                line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        return _reply(line)


def _connected(address: SplitResult) -> socket.socket:
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port or PORT), timeout=TIMEOUT)
    if address.scheme != "unix":
        raise ValueError(address.scheme)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(TIMEOUT)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def _reply(line: socket.socket) -> bytes:
    reply = b""
    while not reply.endswith(b"\0") and len(reply) < MAX_REPLY:
        piece = line.recv(MAX_REPLY)
        if not piece:
            break
        reply += piece
    return reply.rstrip(b"\0").strip()
