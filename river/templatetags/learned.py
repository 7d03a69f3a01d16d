"""What pages of the apps below show of groups: templates may look up, Python may not."""

from typing import Any

from django import template
from django.forms import BaseForm

from river.learned import offers

register = template.Library()


@register.inclusion_tag("river/_tried.html")
def has_this_been_tried(form: BaseForm, *names: str, direction: str = "") -> dict[str, Any]:
    """Beside a form that begins something: what has been learned of the like, following while one types.

    `names` are the form's fields whose words count. `direction` is an address (slug); a form that has a
    field of that name is asked for it instead.
    """
    fields = [form[name] for name in names]
    typed = " ".join(str(field.value() or "") for field in fields).strip()
    chooses = form["direction"] if "direction" in form.fields else None
    chosen = str(chooses.value() or "") if chooses else direction
    watched = {"fields": fields, "chooses": chooses, "direction": "" if chooses else direction}
    return {"typed": typed, "offers": offers(typed, chosen), **watched}
