"""The engines that an installation names: what one machine has by itself, and what several share."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from portal import engines
from tests.portal.process import PRODUCTION, python
from tests.postgres import free_port

pytestmark = [pytest.mark.one_database, pytest.mark.slow]

ENGINES = """
import json
import django
django.setup()
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from files.storage import attachment_storage
from ui.replica import replica
files = attachment_storage()
NAMES = ["bucket_name", "location", "endpoint_url"]
print(json.dumps({
    "cache": [type(cache._connections["default"]).__name__, settings.CACHES["default"]["LOCATION"]],
    "files": [type(files).__name__] + [str(getattr(files, name, "")) for name in NAMES],
    "codes": settings.ACCOUNT_RATE_LIMITS["code_from_an_address"],
    "databases": sorted(connections),
    "replica": [connections[settings.REPLICA].settings_dict["OPTIONS"], replica()],
}))
"""


def engines_told(**environment: str) -> dict[str, Any]:
    done = python("-W", "ignore", "-c", ENGINES, **PRODUCTION | environment)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_one_machine_has_one_database_that_limits_are_counted_in_and_a_folder() -> None:
    told = engines_told()

    assert told["cache"] == ["DatabaseCache", "cache"]
    assert told["codes"] == "900/m/ip"
    assert told["files"][0] == "FileSystemStorage"
    assert (told["databases"], told["replica"][1]) == (["default"], "default")


def test_several_machines_share_a_cache_a_bucket_and_a_replica_that_may_be_away() -> None:
    told = engines_told(
        RIKTNING_CODES_FROM_ONE_ADDRESS="3000",
        RIKTNING_CACHE_URL="redis://cache.riktning.example:6379/0",
        RIKTNING_ATTACHMENTS_URL="s3://riktning/files?endpoint=https://s3.riktning.example&region=eu-north-1",
        RIKTNING_REPLICA_URL=f"postgres://riktning@127.0.0.1:{free_port()}/riktning?sslmode=disable",
    )

    assert told["codes"] == "3000/m/ip"
    assert told["cache"] == ["SharedCache", "redis://cache.riktning.example:6379/0"]
    assert told["files"] == ["Bucket", "riktning", "files", "https://s3.riktning.example"]
    assert told["databases"] == ["default", "replica"]
    options, read = told["replica"]
    assert options == {
        "connect_timeout": 2,
        "options": "-c default_transaction_read_only=on -c jit=off",
        "sslmode": "disable",
    }
    assert read == "default"  # nobody answers there


@pytest.mark.parametrize("url", ["/srv/files", "s3://", "s3://riktning?endpont=https://s3.riktning.example"])
def test_bucket_that_nobody_could_find_stops_the_start(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RIKTNING_ATTACHMENTS_URL"):
        engines.attachments(url, Path("unused"))


def test_replica_is_one_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIKTNING_REPLICA_URL", "sqlite:////tmp/none.sqlite3")
    with pytest.raises(ImproperlyConfigured, match="RIKTNING_REPLICA_URL"):
        engines.databases(Env(prefix="RIKTNING_"), Path("unused"))
