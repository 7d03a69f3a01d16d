"""What is found of people, units and attached files, whose own apps know nothing of search."""

from collections import defaultdict
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from files.models import Attachable, Attachment
from files.models.attachment import AttachmentQuerySet
from people.events import Scope, scope_of
from people.models import Act, Person, Unit
from search.models import SearchText
from search.sources import Document, Numbers, Source, Standing, its_own, names, numbers_of
from ui.swedish import alphabetically

ATTACHED = "SELECT id FROM files_attachment WHERE target_type_id = %s AND target_id = %s"


def _say_person(person: Person) -> Document:
    return Document(person.name, [person.title, person.unit.name if person.unit else ""])


def _say_unit(unit: Unit) -> Document:
    return Document(unit.name, [unit.parent.name if unit.parent else ""])


def _people_of(unit: Unit) -> str:
    """A unit has no page of its own: whoever looks for it meets the people in it."""
    return f"{reverse('search:search')}?{urlencode({'q': unit.name, 'kind': 'person', 'all': 1})}"


def _who_manages(numbers: list[int]) -> dict[int, Standing]:
    """Whoever looks for a unit most often looks for its manager. Asked when read: nobody stays behind."""
    managers: dict[int, list[str]] = defaultdict(list)
    there = Person.objects.managers().filter(unit__in=numbers).order_by(alphabetically("name"), "pk")
    for unit, name in there.values_list("unit", "name"):
        managers[unit].append(name)
    return {unit: Standing(_managers_are(names)) for unit, names in managers.items()}


def _managers_are(names: list[str]) -> str:
    return ngettext("Manager: %(names)s", "Managers: %(names)s", len(names)) % {"names": ", ".join(names)}


def _files() -> AttachmentQuerySet:
    return Attachment.objects.select_related("read").prefetch_related("target")


def _say_file(attachment: Attachment) -> Document:
    """Its name, and what the worker has read in it."""
    read = getattr(attachment, "read", None)
    scope = scope_of(attachment.target) if attachment.target else Scope()
    return Document(
        attachment.name,
        [read.text if read else ""],
        at=attachment.added_at,
        direction=scope.direction,
        group=scope.group,
    )


def _files_of(act: Act) -> Numbers:
    """The one that was attached to it or taken away; after any other act, those that belong elsewhere now."""
    if "file" in act.facts:
        return [act.facts["file"]]
    return _elsewhere(_attached(act), act)


def _attached(act: Act) -> Numbers:
    """Mostly none, and nearly every act asks."""
    with connection.cursor() as cursor:
        cursor.execute(ATTACHED, [act.target_type_id, act.target_id])
        return [number for (number,) in cursor.fetchall()]


def _elsewhere(files: Numbers, act: Act) -> Numbers:
    """Those that the index does not have where the act took place. What is in them no act changes."""
    if not files:
        return []
    where = {"direction": act.scope_direction, "group": act.scope_group}
    known = SearchText.objects.filter(kind=FILES.kind, target_id__in=files)
    return {*files} - {text.target_id for text in known if all(getattr(text, n) == where[n] for n in where)}


def _people_in(act: Act) -> Numbers:
    """They are found by its name too."""
    return numbers_of(Person.objects.get_queryset().active().filter(unit=act.target_id))


def _with_its_parts(act: Act) -> Numbers:
    """Each is found by the name of what it is a part of."""
    return [act.target_id, *numbers_of(Unit.objects.filter(parent=act.target_id))]


PEOPLE = Source(
    kind="person",
    label=_("Person"),
    plural=_("People"),
    rows=lambda: Person.objects.get_queryset().active().select_related("unit"),
    visible_to=lambda person: Person.objects.get_queryset().visible_to(person),
    document=_say_person,
    address=lambda person: reverse("groups:person", args=[person.pk]),
    follows={Person: its_own, Unit: _people_in},
    is_a_name=True,
    leads_straight=True,
)

UNITS = Source(
    kind="unit",
    label=_("Unit"),
    plural=_("Units"),
    rows=lambda: Unit.objects.select_related("parent"),
    visible_to=lambda person: Unit.objects.all(),
    for_everybody=True,
    called=names("enhet", "unit"),
    document=_say_unit,
    address=_people_of,
    follows={Unit: _with_its_parts},
    standing=_who_manages,
    weight=-6,  # there are many, and most are named after what others are about
)

FILES = Source(
    kind="file",
    label=_("Attached file"),
    plural=_("Attached files"),
    rows=_files,
    visible_to=lambda person: Attachment.objects.visible_to(person),
    each_way=lambda person, most: Attachment.objects.each_way_visible_to(person, most),
    called=names("bilaga", "attachment"),
    document=_say_file,
    dated_by="added_at",
    follows=dict.fromkeys(Attachable.__subclasses__(), _files_of),
)
