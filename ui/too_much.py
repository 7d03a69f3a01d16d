"""A form that was too much to be taken: read to its end, within bounds, and its words given back."""

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote_plus

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, RawPostDataException

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
MOST_READ = 40 * 2**20  # bytes; a browser that is answered in the middle of sending shows an error of its own
MOST_PARSED = 4 * 2**20
MOST_FIELDS, MOST_TEXTS, LONGEST = 2_000, 50, 100_000
PIECE = 2**16


def words_in_vain(request: HttpRequest) -> list[str]:
    """The texts of several words in it. Those of a form with files are gone: they were read in passing."""
    body = _read(request)
    if request.content_type != "application/x-www-form-urlencoded":
        return []
    return [text[:LONGEST] for text in _texts(body) if len(text.split(maxsplit=2)) > 1][:MOST_TEXTS]


def _texts(body: bytes) -> Iterator[str]:
    for pair in body[:MOST_PARSED].split(b"&", MOST_FIELDS)[:MOST_FIELDS]:
        yield unquote_plus(pair.partition(b"=")[2].decode(errors="replace"))


def _read(request: HttpRequest) -> bytes:
    with suppress(RequestDataTooBig, RawPostDataException):
        return request.body
    read = bytearray()
    with suppress(OSError):
        while len(read) < MOST_READ and (piece := request.read(PIECE)):
            read += piece
    return bytes(read[: MOST_PARSED + 1])
