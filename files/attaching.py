"""Attaching files and taking them away again, as long as what they belong to is a draft.

A file is written before its row: no row is ever without its file. What a rollback leaves behind is deleted
at once where the rollback passes by here, and otherwise by `manage.py attachments`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Sum

from files.events import FileEvent
from files.judging import Checked
from files.models import Attachable, Attachment
from files.models.attachment import delete_files
from files.refusals import NOT_STORED, SETTLED, TOO_MANY, TOO_MUCH
from files.storage import attachment_storage
from people.models import Act, Person
from ui.dates import now

LEFT_BEHIND = timedelta(days=1)  # long after the transaction it was written in
MB = 1024 * 1024


@contextmanager
def attaching(files: Sequence[Checked], target: Attachable, *, by: Person) -> Iterator[list[Attachment]]:
    """Attach `files`, and then what is done inside: all of it, or nothing.

    Raises ValidationError, for the field "attachments", when that is one too many or `target` is settled.
    """
    stored: list[Attachment] = []
    try:
        with transaction.atomic():
            if files:
                _make_room(files, target)
            for file in files:
                attachment = store(file, target, by=by)
                stored.append(attachment)
                Act.objects.record(FileEvent.ATTACHED, target, by=by, file=attachment.pk)
            yield stored
    except BaseException:
        delete_files(str(attachment.file) for attachment in stored)
        raise


def store(file: Checked, target: Attachable, *, by: Person) -> Attachment:
    """Write one file, and its row. Asks no rule."""
    file.content.seek(0)
    try:
        return Attachment.objects.create(
            target=target,
            name=file.name,
            size=file.size,
            content_type=file.kind.content_type,
            sha256=file.sha256,
            file=file.content,
            added_by=by,
        )
    except OSError as problem:
        raise ValidationError({"attachments": NOT_STORED}) from problem


@transaction.atomic
def take_away(attachment: Attachment, *, by: Person) -> bool:
    """False, and nothing has changed, when what it belongs to is no longer a draft."""
    target = attachment.target
    if target is None or not _lock_if_open(target):
        return False
    attachments = Attachment.objects.filter(pk=attachment.pk)
    if attachments.exists():
        attachments.throw_away()
        Act.objects.record(FileEvent.REMOVED, target, by=by, file=attachment.pk)
    return True


def throw_away_all(target: Attachable, *, by: Person) -> None:
    """All files of a draft that is thrown away itself; in the caller's transaction."""
    attachments = target.attachments.all()
    numbers = [attachment.pk for attachment in attachments]
    removed = [Act.of(FileEvent.REMOVED, target, by=by, file=number) for number in numbers]
    attachments.throw_away()
    Act.objects.record_all(removed)


def sweep(storage: Storage | None = None) -> int:
    """Delete what no row knows: files of a transaction that never came to its end. Returns how many."""
    storage = storage or attachment_storage()
    try:
        folders = storage.listdir("")[0]
    except FileNotFoundError:  # nothing has been attached yet
        folders = []
    stored = [f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]]
    old = [name for name in stored if _age(storage, name) > LEFT_BEHIND]
    known = set(Attachment.objects.filter(file__in=old).values_list("file", flat=True))
    lost = set(old) - known
    for name in lost:
        storage.delete(name)
    return len(lost)


def room_for(files: Sequence[Checked], target: Attachable) -> None:
    """Raises ValidationError when that would be one too many, or too much."""
    there = Attachment.objects.of(target) if target.pk else Attachment.objects.none()
    count, size = there.count(), there.aggregate(size=Sum("size"))["size"] or 0
    if count + len(files) > settings.ATTACHMENTS_MAX:
        raise ValidationError({"attachments": TOO_MANY % {"limit": settings.ATTACHMENTS_MAX, "there": count}})
    if size + sum(file.size for file in files) > settings.ATTACHMENTS_MAX_BYTES:
        raise ValidationError({"attachments": TOO_MUCH % {"limit": settings.ATTACHMENTS_MAX_BYTES // MB}})


def _make_room(files: Sequence[Checked], target: Attachable) -> None:
    """Two who attach at once: the second waits for the first one's lock, and counts what is there then."""
    if not _lock_if_open(target):
        raise ValidationError({"attachments": SETTLED})
    room_for(files, target)


def _lock_if_open(target: Attachable) -> bool:
    """Locks the row alone: whether it is open may be told by others, joined, which cannot be locked."""
    kind = type(target)
    locked = kind._default_manager.select_for_update().filter(pk=target.pk).values_list("pk", flat=True)
    return bool(locked) and kind.still_open().filter(pk=target.pk).exists()


def _age(storage: Storage, name: str) -> timedelta:
    return now() - storage.get_modified_time(name).astimezone(UTC)
