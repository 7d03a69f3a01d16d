"""Attached files in a bucket that speaks S3, for several machines (`RIKTNING_ATTACHMENTS_URL`).

Imported only where one is named: what it needs is in requirements/several.txt.
"""

from typing import IO, Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

# Seconds and tries: a bucket that is away must not hold a page for longer than gunicorn lets it be held.
PATIENCE = Config(connect_timeout=3, read_timeout=10, retries={"total_max_attempts": 2, "mode": "standard"})


class Bucket(S3Storage):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        found: Config = self.client_config  # type: ignore[has-type]
        self.client_config = found.merge(PATIENCE)

    def save(self, name: str, content: IO[bytes], max_length: int | None = None) -> str:
        """What cannot be written is told as a folder tells it, so that whoever attaches hears of it."""
        try:
            saved: str = super().save(name, content, max_length)
        except (BotoCoreError, Boto3Error, ClientError) as problem:
            raise OSError("The bucket has not taken the file.") from problem
        return saved
