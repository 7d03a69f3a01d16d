from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from identity import break_glass
from people.models import Person
from ui.regular_text import regular_address


class Command(BaseCommand):
    help = (
        "Make a one-time link by which a technical administrator, or somebody who steers, adds a passkey and "
        "signs in: when the organisation's sign-in is down, or every second factor is lost. "
        "It leaves an event."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the person's work e-mail, or their directory id")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        people = Person.objects.get_queryset()
        person = people.filter(directory_id=email).first() or _by_address(email)
        if person is None:
            raise CommandError("Nobody in the directory has that address or number.")
        try:
            secret = break_glass.make(person)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        self.stdout.write(f"{settings.PUBLIC_URL}{reverse('break_glass', args=[secret])}")
        self.stderr.write(f"Works once, within the hour, for {person}. Whoever has it can sign in as them.")


def _by_address(email: str) -> Person | None:
    address = regular_address(email)
    return Person.objects.get_queryset().filter(email=address).first() if address else None
