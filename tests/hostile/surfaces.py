"""Every page that feedback comes out on. To add one, add its function to the list it belongs to.

What leaves the portal, as mail or a file, is in `formats.py`.
"""

from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from feedback.models import Feedback
from feedback.views.reading import PER_PAGE, SENT_PER_PAGE
from tests.cast import World

Clients = dict[str, Client]


def page_of(client: Client, address: str, **parameters: str) -> str:
    response = client.get(address, parameters)
    assert response.status_code == 200, f"{response.status_code} {address} {parameters}"
    return str(response.content.decode())


# One piece at a time.


def its_page(clients: Clients, post: Feedback) -> str:
    return page_of(clients["convener"], post.get_absolute_url())


def its_form(clients: Clients, post: Feedback) -> str:
    return page_of(clients["convener"], reverse("feedback:edit", args=[post.pk]))


def its_review(clients: Clients, post: Feedback) -> str:
    return page_of(clients["coordinator"], reverse("admin:feedback_feedback_change", args=[post.pk]))


PAGES_OF_A_DRAFT = [its_form]
PAGES_OF_A_PIECE = [its_page, its_review]


# Many pieces together, each with its title.


def the_list(clients: Clients, world: World) -> Iterator[str]:
    yield from _all_pages(clients["employee"], reverse("feedback:list"))


def the_queue(clients: Clients, world: World) -> Iterator[str]:
    address = reverse("admin:feedback_feedback_changelist")
    yield from _all_pages(clients["coordinator"], address, parameter="p", state="all")


def the_bodys_page(clients: Clients, world: World) -> Iterator[str]:
    address = reverse("feedback:sent_to", args=[world.storgrupp.slug])
    yield from _all_pages(clients["coordinator"], address, each=SENT_PER_PAGE)


def the_home_of_a_convener(clients: Clients, world: World) -> Iterator[str]:
    """Every draft is a task there."""
    yield page_of(clients["convener"], reverse("home"))


LISTS_OF_PIECES = [the_list, the_queue, the_bodys_page]
LISTS_OF_DRAFTS = [the_home_of_a_convener]


# Pages that show only the latest.


def pages_that_show_the_latest(clients: Clients, world: World) -> Iterator[str]:
    for address in (reverse("home"), world.group.get_absolute_url(), world.direction.get_absolute_url()):
        yield page_of(clients["employee"], address)
    for address in (reverse("river:contributions"), reverse("me")):
        yield page_of(clients["convener"], address)


def _all_pages(
    client: Client, address: str, parameter: str = "page", each: int = PER_PAGE, **more: str
) -> Iterator[str]:
    pages = -(-Feedback.objects.completed().count() // each)
    for number in range(1, pages + 1):
        yield page_of(client, address, **{parameter: str(number)}, **more)
