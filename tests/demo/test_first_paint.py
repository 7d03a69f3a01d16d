"""What a telephone has to fetch before home or a direction is first painted: the page and its stylesheets."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from demo.content import cast
from directions.models import Direction
from people.models import Person

MOST = 14_000  # bytes, compressed as they are sent
SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
COMPRESSED = {"accept-encoding": "br, gzip"}

pytestmark = [pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db]


def size_of(client: Client, address: str) -> int:
    answer = client.get(address, headers=COMPRESSED)
    sent = sum(map(len, answer)) if answer.streaming else len(answer.content)
    assert answer.headers.get("Content-Encoding") in {"br", "gzip"}
    answer.close()
    return sent


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
            total = size_of(client, address) + sum(size_of(client, sheet) for sheet in sheets)
            if total > MOST:
                too_much.append(f"{key}, {address}: {total} bytes")

    assert too_much == []
