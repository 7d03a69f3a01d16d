"""The engines behind the portal, as one installation names them: databases, cache, and where files lie.

Everything has a default for one machine. With several, `docs/several-machines.md` says what is set.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env

# SQLite takes its write lock when a transaction begins and waits for it: without IMMEDIATE, two
# transactions that read before they write fail with "locked" instead of waiting their turn. Of what it has
# read it keeps 2 MB by itself: of a thousand texts that somebody searches each was fetched anew.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",  # KiB
}
KEPT = 60  # seconds a connection without a pool is kept: making one is a fifth of a page
# A process answers one visitor at a time. Whoever waits for a connection is told before gunicorn ends it.
POOL = {"min_size": 1, "max_size": 4, "timeout": 10}
# A replica that is away must not hold whoever asks it: the primary is asked instead (`ui.replica`).
ON_A_REPLICA = {"connect_timeout": 2}
READ_ONLY = "-c default_transaction_read_only=on"
NO_JIT = "-c jit=off"  # compiling a question takes longer than answering it
PREPARED_FROM = (
    1  # times that a question has been asked before: from then on its plan is kept (`ui/planned.py`)
)
S3_OPTIONS = {"endpoint": "endpoint_url", "region": "region_name", "addressing": "addressing_style"}


def databases(env: Env, folder: Path) -> dict[str, dict[str, Any]]:
    """`default`, which is written to, and `replica` where there is one, which is read by name alone."""
    found = {"default": _default(env, folder)}
    if env.str("REPLICA_URL", ""):
        found["replica"] = _replica(env)
    return found


def _default(env: Env, folder: Path) -> dict[str, Any]:
    # PgBouncer keeps connections, and gives each transaction another: a cursor that outlives one is lost.
    pgbouncer = env.bool("PGBOUNCER", False)
    told: dict[str, Any] = env.dj_db_url(
        "DATABASE_URL",
        f"sqlite:///{folder / 'riktning.sqlite3'}",
        conn_health_checks=True,
        disable_server_side_cursors=pgbouncer,
    )
    if told["ENGINE"].endswith("sqlite3"):
        ours: dict[str, Any] = SQLITE
        told["CONN_MAX_AGE"] = KEPT
    else:
        ours = {"pool": env.bool("DATABASE_POOL", not pgbouncer) and POOL}
        if not pgbouncer:  # which takes no options, and gives each transaction another server
            ours |= {"options": NO_JIT, "prepare_threshold": PREPARED_FROM}
    told["OPTIONS"] = ours | told.get("OPTIONS", {})  # what the address says wins: sslmode, several hosts
    return told


def _replica(env: Env) -> dict[str, Any]:
    """Asked seldom, so without a pool; straight, or through the same PgBouncer as the primary's."""
    pgbouncer = env.bool("PGBOUNCER", False)
    told: dict[str, Any] = env.dj_db_url(
        "REPLICA_URL", conn_max_age=KEPT, conn_health_checks=True, disable_server_side_cursors=pgbouncer
    )
    if not told["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("RIKTNING_REPLICA_URL is postgres://…: only PostgreSQL has replicas.")
    options = {} if pgbouncer else {"options": f"{READ_ONLY} {NO_JIT}"}
    told["OPTIONS"] = ON_A_REPLICA | options | told.get("OPTIONS", {})
    return told | {"TEST": {"MIRROR": "default"}}


def caches(url: str) -> dict[str, dict[str, Any]]:
    """Shared by all processes, since limits are counted here: a table of the database, or Valkey or Redis."""
    if url:
        return {"default": {"BACKEND": "ui.shared_cache.SharedCache", "LOCATION": url}}
    # Large enough for all of them: a count that is thrown out to make room is a limit that is gone.
    table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    return {"default": table | {"OPTIONS": {"MAX_ENTRIES": 100_000}}}


def attachments(url: str, folder: Path) -> dict[str, Any]:
    """A folder, which several machines may share; or a bucket: `s3://bucket/folder?endpoint=https://…`.

    Either way nobody but the portal reads it, and the portal asks who may (`files.views`).
    """
    if not url:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder} | modes,
        }
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.scheme != "s3" or not parts.hostname or not asked.keys() <= S3_OPTIONS.keys():
        known = ", ".join(S3_OPTIONS)
        raise ImproperlyConfigured(
            f"RIKTNING_ATTACHMENTS_URL is s3://bucket/folder?endpoint=https://…, and knows {known}."
        )
    options = {"bucket_name": parts.netloc, "location": unquote(parts.path).strip("/")}
    options |= {S3_OPTIONS[name]: said for name, said in asked.items()}
    kept = {
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "signature_version": "s3v4",
    }
    return {"BACKEND": "files.buckets.Bucket", "OPTIONS": kept | options}
