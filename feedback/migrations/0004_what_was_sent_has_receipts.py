"""What has been sent gets its receipts, and what the coordinators did with it moves there.

Whom each kind of group reports to stands here as it stood that day. Nothing old is due for an answer: it
was sent before anybody was promised one.
"""

from django.db import migrations

COORDINATION, STORGRUPP, STEERING = "coordination_group", "storgrupp", "steering_group"
REPORTS_TO = {
    "working_group": (STORGRUPP, STEERING),
    "learning_forum": (STORGRUPP, STEERING),
    STORGRUPP: (STEERING,),
    COORDINATION: (STEERING,),
}


def make_receipts(apps, schema_editor):
    Feedback = apps.get_model("feedback", "Feedback")
    Group = apps.get_model("groups", "Group")
    Receipt = apps.get_model("feedback", "Receipt")
    bodies = {body.kind: body for body in Group.objects.filter(ended_on=None, direction=None)}
    for post in Feedback.objects.exclude(completed_at=None).select_related("group").iterator():
        to = REPORTS_TO.get(post.group.kind, ()) if post.voice == "group" else ()
        for kind in dict.fromkeys([*to, COORDINATION]):
            if kind in bodies:
                Receipt.objects.create(feedback=post, body=bodies[kind], sent_at=post.completed_at)


def move_reviews(apps, schema_editor):
    Review = apps.get_model("feedback", "Review")
    Receipt = apps.get_model("feedback", "Receipt")
    receipts = Receipt.objects.filter(body__kind=COORDINATION)
    for review in Review.objects.all().iterator():
        receipt = receipts.filter(feedback=review.feedback_id).first()
        if receipt:
            _move(review, receipt, apps)


def _move(review, receipt, apps):
    apps.get_model("feedback", "Acknowledgement").objects.create(
        receipt=receipt, person_id=review.reviewed_by_id, at=review.reviewed_at, as_coordinator=True
    )
    if review.answered_at:
        apps.get_model("feedback", "Answer").objects.create(
            receipt=receipt,
            text=review.answer,
            drafted_by_id=review.answered_by_id,
            drafted_at=review.answered_at,
            published_by_id=review.answered_by_id,
            published_at=review.answered_at,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0003_answers_and_receipts'),
    ]

    operations = [
        migrations.RunPython(make_receipts, migrations.RunPython.noop),
        migrations.RunPython(move_reviews, migrations.RunPython.noop),
    ]
