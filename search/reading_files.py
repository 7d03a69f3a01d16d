"""The words in attached files, read by the worker, each in a process of its own (`search/file_reader.py`)."""

import logging
import subprocess
import sys
from pathlib import Path

from django.db import transaction

from files.kinds import CSV, DOCX, ODP, ODS, ODT, PDF, PPTX, TEXT, XLSX
from files.models import Attachment
from search.file_reader import SECONDS
from search.indexing import refresh
from search.models import FileText, SearchWord
from search.searched import FILES
from search.words import composed

logger = logging.getLogger(__name__)

READ = {
    PDF: "pdf",
    DOCX: "docx",
    PPTX: "pptx",
    XLSX: "xlsx",
    **dict.fromkeys((ODT, ODS, ODP), "odf"),
    **dict.fromkeys((TEXT, CSV), "plain"),
}
READABLE = {kind.content_type: name for kind, name in READ.items()}
AT_ONCE = 20  # files in one go, so that mail does not wait for them
HERE = Path(__file__).resolve().parent.parent


def read_waiting_files() -> None:
    """Those that nobody has read yet. What cannot be read is empty, and is not tried again."""
    waiting = Attachment.objects.filter(read=None, content_type__in=READABLE).order_by("pk")
    for attachment in waiting[:AT_ONCE]:
        _keep(attachment, words_in(attachment))


def words_in(attachment: Attachment) -> str:
    try:
        with attachment.file.open("rb") as content:
            return _read(READABLE[attachment.content_type], content.read())
    except (OSError, subprocess.SubprocessError) as problem:
        logger.warning("File %s could not be read: %s", attachment.pk, type(problem).__name__)
        return ""


def _read(kind: str, content: bytes) -> str:
    command = [sys.executable, "-m", "search.file_reader", kind]
    done = subprocess.run(  # noqa: S603 - our own program; what is in the file is its input alone
        command, input=content, capture_output=True, timeout=2 * SECONDS, cwd=HERE, check=True
    )
    return composed(done.stdout.decode("utf-8", "ignore"))


@transaction.atomic
def _keep(attachment: Attachment, text: str) -> None:
    """It may be gone meanwhile, or another worker may have been quicker."""
    there = Attachment.objects.select_for_update().filter(pk=attachment.pk).first()
    if there is None or FileText.objects.filter(attachment=there).exists():  # asked once the row is held
        return
    FileText.objects.create(attachment=attachment, text=text)
    words = refresh(FILES, [attachment.pk])
    transaction.on_commit(lambda: SearchWord.objects.learn(words), robust=True)
