"""What was sent and answered before there were receipts keeps its way and its answer."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from groups.kinds import KindCode
from tests.factories.groups import make_group
from tests.factories.people import make_person
from ui.dates import now

BEFORE = [("feedback", "0002_initial")]
AFTER = [("feedback", "0005_review_keeps_no_answer")]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_reviews_become_receipts_with_their_reader_and_their_answer() -> None:
    executor = MigrationExecutor(connection)
    newest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "feedback"]
    executor.migrate(BEFORE)
    try:
        post = _reviewed(executor.loader.project_state(BEFORE).apps)
        executor = MigrationExecutor(connection)
        executor.migrate(AFTER)
        apps = executor.loader.project_state(AFTER).apps
        receipts = apps.get_model("feedback", "Receipt").objects.filter(feedback_id=post)
        read = apps.get_model("feedback", "Acknowledgement").objects.get()
        answer = apps.get_model("feedback", "Answer").objects.get()

        kinds = set(receipts.values_list("body__kind", flat=True))
        assert kinds == {KindCode.STORGRUPP, KindCode.COORDINATION_GROUP}
        assert not receipts.exclude(answer_by=None).exists()
        assert read.receipt.body.kind == answer.receipt.body.kind == KindCode.COORDINATION_GROUP
        assert (answer.text, answer.published_by_id, read.as_coordinator) == ("Ja!", read.person_id, True)
    finally:
        for model in ("Answer", "Acknowledgement", "Receipt", "Review", "Feedback"):
            apps.get_model("feedback", model).objects.all().delete()
        MigrationExecutor(connection).migrate(newest)


def _reviewed(apps: object) -> int:
    get_model = apps.get_model  # type: ignore[attr-defined]
    group, by = make_group(), make_person()
    make_group(kind=KindCode.STORGRUPP)
    make_group(kind=KindCode.COORDINATION_GROUP)
    done = {"author_id": by.pk, "completed_by_id": by.pk, "completed_at": now()}
    post = get_model("feedback", "Feedback").objects.create(
        voice="group", title="Får vi?", text="Prova.", group_id=group.pk, **done
    )
    answered = {"answer": "Ja!", "answered_by_id": by.pk, "answered_at": now()}
    get_model("feedback", "Review").objects.create(feedback=post, reviewed_by_id=by.pk, **answered)
    return int(post.pk)
