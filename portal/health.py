"""Whether the portal lives and whether it is ready, for whoever watches over it from inside.

`/healthz` says that this process answers. `/readyz` looks at what it needs (database, migrations, a worker's
pulse, room on the disk) and answers 503 when something is missing, with a word on each. `/metrics` has more
figures (`portal.metrics`). They are answered before anything else, whatever name the portal is called by, to
those in `settings.MONITORS` alone. What has come through a proxy comes from outside: there is no such page.
"""

import shutil
from collections.abc import Callable
from functools import cache
from ipaddress import ip_address

from django.conf import settings
from django.core.cache import cache as limits
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from files.storage import attachment_storage
from notices.models import WorkerPulse
from notices.queue_status import SILENT_AFTER
from portal.metrics import metrics
from ui.dates import now

WELL = "ok"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


def answer_monitors(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    def answer(request: HttpRequest) -> HttpResponse:
        view = VIEWS.get(request.path_info)
        if view is None or not is_from_inside(request):
            return get_response(request)
        response = view()
        response["Cache-Control"] = "no-store"
        return response

    return answer


def is_from_inside(request: HttpRequest) -> bool:
    if any(header in request.META for header in FORWARDED):
        return False
    address = request.META.get("REMOTE_ADDR")
    if not address:  # a unix socket: somebody on this machine
        return True
    return any(ip_address(address) in network for network in settings.MONITORS)


def live() -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def ready() -> HttpResponse:
    found = {name: _result(look) for name, look in LOOKS.items()}
    return JsonResponse(found, status=200 if set(found.values()) == {WELL} else 503)


def _result(look: Callable[[], str]) -> str:
    """What a look says. What goes wrong in it is told by its kind alone: its words may tell addresses."""
    try:
        return look()
    except Exception as problem:
        return type(problem).__name__


def database() -> str:
    """Also the table in which limits are counted: without it nobody signs in."""
    limits.get("health")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return WELL


def migrations() -> str:
    return WELL if _is_migrated() else "not all applied"


def worker() -> str:
    sign = WorkerPulse.objects.latest_sign()
    if sign is None:
        return "never seen"
    return WELL if sign.seen_at > now() - SILENT_AFTER else f"last seen {sign.seen_at.isoformat()}"


def disk() -> str:
    """Room for attached files; where they lie in a bucket, whether it answers."""
    if settings.ATTACHMENTS_URL:
        attachment_storage().exists("health")
        return WELL
    settings.ATTACHMENTS_DIR.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.ATTACHMENTS_DIR).free // settings.MB
    return WELL if free >= settings.DISK_MIN_FREE_MB else f"{free} MB free"


class _NotYet(Exception):
    pass


def _is_migrated() -> bool:
    try:
        return _once_migrated()
    except _NotYet:
        return False


@cache
def _once_migrated() -> bool:
    """Once all are applied it stays so for this process, and looking costs some tenths of a second.

    An exception is not kept, so what is missing is looked for again.
    """
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise _NotYet
    return True


VIEWS = {"/healthz": live, "/readyz": ready, "/metrics": metrics}
LOOKS = {"database": database, "migrations": migrations, "worker": worker, "disk": disk}
