"""Attached files in a bucket: the same doors, the same permissions, nothing that strangers could read.

The bucket is moto's, asked over http on loopback by the client that would ask a real one.
"""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.urls import reverse
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from files import attaching
from files.models import Attachment
from portal import health
from portal.backup import restoring
from portal.backup.taking import take
from portal.engines import attachments
from tests.cast import World, make_world
from tests.factories.attachments import GOOD, attach
from tests.factories.feedback import make_draft, make_shared
from tests.files.test_attached_files import SignIn, download
from tests.postgres import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
KEYS = {
    "AWS_ACCESS_KEY_ID": "nobodys",
    "AWS_SECRET_ACCESS_KEY": "nobodys",
    "AWS_DEFAULT_REGION": "eu-north-1",
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    port = free_port()
    server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def use(url: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Storage:
    """The field has asked for its storage once, when it was made."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    settings.ATTACHMENTS_URL = url
    settings.STORAGES = settings.STORAGES | {"attachments": attachments(url, Path("unused"))}
    storage = storages["attachments"]
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", storage)
    return storage


@pytest.fixture
def bucket(endpoint: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Any:
    found: Any = use(f"s3://riktning/files?endpoint={endpoint}", settings, monkeypatch)
    boto3.client("s3", endpoint_url=endpoint).create_bucket(
        Bucket="riktning", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"}
    )
    yield found
    found.bucket.objects.all().delete()
    found.bucket.delete()


def test_whoever_may_read_gets_it_and_nobody_else(bucket: Any, world: World, signed_in: SignIn) -> None:
    shared = make_shared(world.employee, world.coordinator, direction=world.direction)
    draft = make_draft(world.member, group=world.group)
    read, kept = attach(shared, world.employee, "protokoll.pdf"), attach(draft, world.member)

    answer = download(signed_in(world.outsider), read)
    assert (answer.status_code, answer.getvalue()) == (200, GOOD["protokoll.pdf"])
    assert answer["Content-Length"] == str(len(GOOD["protokoll.pdf"]))
    assert answer["Content-Disposition"] == 'attachment; filename="protokoll.pdf"'
    assert download(signed_in(world.outsider), kept).status_code == 404
    stored = {one.key for one in bucket.bucket.objects.all()}
    assert stored == {f"files/{read.file}", f"files/{kept.file}"}
    grants = [grant for one in bucket.bucket.objects.all() for grant in one.Acl().grants]
    assert {grant["Grantee"]["Type"] for grant in grants} == {"CanonicalUser"}  # nobody but its owner


def test_file_is_taken_away_again(bucket: Any, world: World, signed_in: SignIn) -> None:
    post = make_draft(world.member, group=world.group)
    file = attach(post, world.member)

    answer = signed_in(world.member).post(reverse("files:remove", args=[file.pk]))

    assert answer.status_code == 302
    assert not Attachment.objects.exists()


def test_what_belongs_to_nothing_is_found_there_too(
    bucket: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attach(make_draft(world.member, group=world.group), world.member)
    bucket.save("ab/orphan", ContentFile(b"left behind"))
    assert attaching.sweep() == 0  # it could belong to a transaction that is still under way
    monkeypatch.setattr(attaching, "LEFT_BEHIND", timedelta(seconds=-60))

    assert attaching.sweep() == 1
    assert [bucket.exists(name) for name in (str(kept.file), "ab/orphan")] == [True, False]


@pytest.mark.django_db(transaction=True)
def test_backup_takes_it_along_and_brings_back_what_is_lost(bucket: Any, tmp_path: Path) -> None:
    world = make_world()
    kept = attach(make_draft(world.member, group=world.group), world.member)
    taken = take(tmp_path, [])
    assert (taken.told.missing, taken.told.damaged) == ([], [])
    bucket.delete(str(kept.file))

    assert restoring.restore_missing_files(taken.path, None) == 1
    with bucket.open(str(kept.file)) as file:
        assert hashlib.sha256(file.read()).hexdigest() == kept.sha256


def test_bucket_that_is_away_takes_nothing_and_says_so(
    world: World, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(f"s3://riktning/files?endpoint=http://127.0.0.1:{free_port()}", settings, monkeypatch)

    draft = make_draft(world.member, group=world.group)
    with pytest.raises(ValidationError), transaction.atomic():
        attach(draft, world.member)
    assert not Attachment.objects.exists()
    assert health._result(health.disk) == "EndpointConnectionError"


def test_monitor_is_told_that_the_bucket_answers(bucket: Any) -> None:
    assert health.disk() == health.WELL
