"""Where attached files lie: outside everything a web server serves, under names that say nothing."""

from secrets import token_hex

from django.core.files.storage import Storage, storages
from django.db import models


def attachment_storage() -> Storage:
    return storages["attachments"]


def random_name(attachment: models.Model, name: str) -> str:
    """Nobody's choice, not to be guessed, and without an ending; spread over 256 folders."""
    token = token_hex(20)
    return f"{token[:2]}/{token[2:]}"
