"""What a page of the admin calls its fields and its rows."""

import pytest
from django.contrib.admin import site
from django.utils.text import capfirst
from django.utils.translation import override

from groups.events import GroupEvent
from notices.kinds import NoticeKind
from notices.notifications import notify
from people.models import Act
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.mark.one_database
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_field_of_the_admin_begins_with_a_capital(language: str) -> None:
    with override(language):
        labels = {
            str(field.label)
            for admin in site._registry.values()
            for field in getattr(admin.form, "declared_fields", {}).values()
            if field.label
        }
    assert labels
    assert {label for label in labels if label != capfirst(label)} == set()


@pytest.mark.one_database
def test_rows_of_the_admin_are_called_by_what_happened_and_when(world: World) -> None:
    notify([world.member], NoticeKind.GROUP, lambda: "Hej", about=world.group)
    notice = world.member.notices.latest("pk")
    act = Act.objects.record(GroupEvent.JOINED, world.group, by=world.member)
    with override("sv"):
        assert str(notice).startswith(f"{notice.get_kind_display()}, ")
        assert str(act).startswith(f"{act.get_verb_display()}, ")
        assert GroupEvent.JOINED.value not in str(act)
