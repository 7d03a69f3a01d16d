"""What has been learned of the like, on pages of the apps below: templates may look up, Python may not."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField

from river.learned import heading, offers

register = template.Library()


@register.inclusion_tag("river/_tried.html", takes_context=True)
def has_this_been_tried(
    context: dict[str, Any], form: BaseForm, *names: str, direction: str = ""
) -> dict[str, Any]:
    """Beside a form that begins something: what has been learned of the like, following while one types.

    `names` are the form's fields whose words count. `direction` is an address (slug); a form that has a
    field of that name is asked for it instead.
    """
    fields = [form[name] for name in names]
    typed = " ".join(str(field.value() or "") for field in fields).strip()
    chooses = form["direction"] if "direction" in form.fields else None
    offered = offers(typed, context["request"].user, str(chooses.value() or "") if chooses else direction)
    shown = {"typed": typed, "offers": offered, "heading": heading(typed, offered)}
    return {**shown, "direction": "" if chooses else direction, **_watched(fields, chooses)}


def _watched(fields: list[BoundField], chooses: BoundField | None) -> dict[str, str]:
    """For htmx: which fields to look at, and that are sent with the question."""
    looks = [f"input changed delay:400ms from:#{field.id_for_label}" for field in fields]
    looks += [f"change from:#{chooses.id_for_label}"] if chooses else []
    sent = [*fields, chooses] if chooses else fields
    return {"trigger": ", ".join(looks), "included": ", ".join(f"#{field.id_for_label}" for field in sent)}
