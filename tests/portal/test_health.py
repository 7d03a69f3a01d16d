"""What a monitor is told, and that it is told nobody else."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import Settings

from notices.models import WorkerPulse
from portal import health
from ui.dates import now

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _looks_anew() -> Iterator[None]:
    health._once_migrated.cache_clear()
    yield
    health._once_migrated.cache_clear()


@pytest.fixture
def worker() -> WorkerPulse:
    WorkerPulse.objects.beat("here")
    return WorkerPulse.objects.get()


def ready(**headers: Any) -> tuple[int, dict[str, str]]:
    answer = Client().get("/readyz", headers={"host": "10.1.2.3:8000"}, **headers)
    return answer.status_code, answer.json()


def test_process_that_answers_is_alive_under_any_name_and_asks_no_database(
    django_assert_num_queries: Any, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    with django_assert_num_queries(0):
        answer = Client().get("/healthz", headers={"host": "10.1.2.3:8000"})

    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (200, b"ok\n", "no-store")


@pytest.mark.usefixtures("worker")
def test_portal_that_has_all_it_needs_is_ready() -> None:
    assert ready() == (200, dict.fromkeys(["database", "migrations", "worker", "disk"], "ok"))


def test_portal_without_a_worker_is_not() -> None:
    status, found = ready()

    assert (status, found["worker"], found["database"]) == (503, "never seen", "ok")


def test_portal_whose_worker_is_silent_is_not(worker: WorkerPulse) -> None:
    WorkerPulse.objects.update(seen_at=now() - timedelta(minutes=10))

    status, found = ready()

    assert status == 503
    assert found["worker"].startswith("last seen 2")


@pytest.mark.usefixtures("worker")
def test_portal_with_a_full_disk_is_not(settings: Settings) -> None:
    settings.DISK_MIN_FREE_MB = 10**9

    status, found = ready()

    assert status == 503
    assert found["disk"].endswith(" MB free")


@pytest.mark.usefixtures("worker")
def test_portal_that_is_newer_than_its_database_is_not_until_it_is_migrated() -> None:
    MigrationRecorder.Migration.objects.filter(app="portal").order_by("-pk")[:1].get().delete()

    assert ready()[1]["migrations"] == "not all applied"

    call_command("migrate", "portal", fake=True, verbosity=0)
    assert ready() == (200, dict.fromkeys(["database", "migrations", "worker", "disk"], "ok"))


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
@pytest.mark.parametrize(
    "outside",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_nobody_outside_is_told(address: str, outside: dict[str, str]) -> None:
    answer = Client().get(address, **outside)  # type: ignore[arg-type]

    assert answer.status_code == 404


def test_whoever_shares_the_machine_may_ask_by_its_socket() -> None:
    assert Client().get("/healthz", REMOTE_ADDR="").status_code == 200
