"""Addresses as they are looked up, and names with composed letters; then nothing else can be stored.

The rules stand here as they were on this day, since a migration does not change afterwards.
"""

import unicodedata
from collections import defaultdict

import django.db.models.functions.text
from django.core.management.base import CommandError
from django.db import migrations, models


def regular_name(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def regular_address(text):
    name, at, domain = regular_name(text).lower().rpartition("@")
    try:
        domain = domain.encode("idna").decode("idna")
    except UnicodeError:
        pass
    return unicodedata.normalize("NFC", f"{name}{at}{domain}")


def make_regular(apps, schema_editor):
    people = apps.get_model("people", "Person").objects
    rows = list(people.values_list("pk", "directory_id", "name", "email"))
    _refuse_collisions(rows)
    for pk, _directory_id, name, email in rows:
        regular = {"name": regular_name(name), "email": regular_address(email) if email else None}
        if regular != {"name": name, "email": email}:
            people.filter(pk=pk).update(**regular)


def _refuse_collisions(rows):
    holders = defaultdict(list)
    for _pk, directory_id, name, email in rows:
        if email:
            holders[regular_address(email)].append(f"{name} ({directory_id})")
    shared = [f"{email}: {', '.join(people)}" for email, people in holders.items() if len(people) > 1]
    if shared:
        raise CommandError(
            "These addresses are the same one once capitals, blanks and the like are gone, and each belongs to"
            " one person. Nothing was changed. Correct them in the directory, and migrate again.\n"
            + "\n".join(sorted(shared))
        )


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_four_eyes"),
    ]

    operations = [
        migrations.RunPython(make_regular, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email", None),
                    ("email", django.db.models.functions.text.Lower("email")),
                    _connector="OR",
                ),
                name="addresses_are_in_small_letters",
            ),
        ),
    ]
