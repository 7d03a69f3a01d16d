"""Exports and figures over time are read from the replica where there is one, and nothing else is.

`make cluster` has one that is five seconds behind, and one that is killed.
"""

import json

import pytest
from django.db import connection

from feedback import exporting
from feedback.models import Feedback
from tests.cast import make_world
from tests.factories.feedback import make_post
from tests.portal.process import python
from tests.races.server import test_database_url as database_url
from ui.replica import replica

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ASKED = """
import json, django
django.setup()
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext
from feedback import exporting
from feedback.models import Feedback
from feedback.statistics import statistics

def asked(act):
    counting = CaptureQueriesContext(connections["replica"]), CaptureQueriesContext(connections["default"])
    with counting[0] as there, counting[1] as here:
        told = act()
    return [told, len(there), len(here)]

export = asked(lambda: [row[3] for row in exporting.rows(Feedback.objects.completed(), "sv")])
figures = asked(lambda: statistics().answered)
with connections["replica"].cursor() as cursor:
    cursor.execute("SHOW default_transaction_read_only")
    print(json.dumps([export, figures, cursor.fetchone()[0]]))
"""


def test_export_and_figures_ask_the_replica_and_what_waits_the_primary() -> None:
    world = make_world()
    make_post(world.member, group=world.group, title="Om maten")
    if connection.vendor == "sqlite":  # has no replicas
        assert replica() == "default"
        assert [row[3] for row in exporting.rows(Feedback.objects.completed(), "sv")] == ["Om maten"]
        return
    told = {"RIKTNING_DATABASE_URL": database_url(), "RIKTNING_REPLICA_URL": database_url()}
    done = python("-W", "ignore", "-c", ASKED, RIKTNING_DEMO="1", RIKTNING_DATABASE_POOL="0", **told)
    assert done.returncode == 0, done.stderr

    export, figures, read_only = json.loads(done.stdout)
    assert (export[0], export[1] > 0, export[2]) == (["Om maten"], True, 0)
    assert (figures[1] >= 3, figures[2] >= 2) == (True, True)
    assert read_only == "on"
