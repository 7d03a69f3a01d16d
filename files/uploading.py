"""How much of a request is taken in: Django stores whatever comes before anybody judges it."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class Bounded(FileUploadHandler):
    """Stands before the handlers that keep a file: they get a little more than may be attached, no more.

    So that a form sees that a file is too large, and says so, without the whole of it having been stored.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = settings.ATTACHMENTS_MAX_BYTES + self.chunk_size

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.left_of_file = settings.ATTACHMENT_MAX_BYTES + self.chunk_size

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """None keeps the piece from the handlers that come after."""
        if min(self.left, self.left_of_file) < len(raw_data):
            return None
        self.left -= len(raw_data)
        self.left_of_file -= len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handler that has kept it hands it over."""
