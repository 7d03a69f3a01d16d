"""What a telephone has to fetch before home or a direction is first painted: the page and its stylesheets."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from demo.content import cast
from directions.models import Direction
from people.models import Person

MOST = 14_000  # bytes, compressed as they are sent
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]


def size_of_page(client: Client, address: str) -> int:
    answer = client.get(address, headers={"accept-encoding": "br, gzip"})
    assert answer["Content-Encoding"] == "gzip"
    return len(answer.content)


def size_of_sheet(address: str) -> int:
    """As it lies beside the sheet, compressed, to be sent."""
    name = address.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")
    return (Path(settings.STATIC_ROOT) / f"{name}.br").stat().st_size


def test_little_is_fetched_before_the_first_paint(demo: None) -> None:
    addresses = [
        reverse("home"),
        *(direction.get_absolute_url() for direction in Direction.objects.current()),
    ]
    too_much = []
    for key in [member["key"] for member in cast() if member["show"]]:
        client = Client()
        client.force_login(Person.objects.get(directory_id=key))
        for address in addresses:
            sheets = SHEET.findall(client.get(address).content.decode())
            assert sheets
            total = size_of_page(client, address) + sum(map(size_of_sheet, sheets))
            if total > MOST:
                too_much.append(f"{key}, {address}: {total} bytes")

    assert too_much == []
