"""Reading from the replica: by name, and only what may be some seconds old.

Exports and figures over time ask `replica()` which database to read from, and say `.using(…)`. Nothing is
sent there by itself: whoever has written something sees it on the next page, and a right that is gone is
gone on the next request, since both are asked of the primary.
"""

import logging

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

log = logging.getLogger(__name__)


def replica() -> str:
    """The replica's name; the primary's where there is none, or none that answers."""
    name: str = settings.REPLICA
    if name == DEFAULT_DB_ALIAS:
        return name
    found = connections[name]
    try:
        found.close_if_unusable_or_obsolete()
        found.ensure_connection()
    except Error:
        log.warning("The replica is away: the primary is read instead.")
        return DEFAULT_DB_ALIAS
    return name
