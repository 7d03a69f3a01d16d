"""How allauth is told to behave: accounts come from the directory, nobody makes their own."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, FilteredRelation, Q
from django.http import HttpRequest

from people.models import Person


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Backend(AuthenticationBackend):
    def get_user(self, user_id: int | str) -> Person | None:
        """Whoever is signed in, with `unread_notices` counted in the same query: every page shows it."""
        unread = FilteredRelation("notices", condition=Q(notices__read_at=None))
        people = Person.objects.annotate(unread=unread).annotate(unread_notices=Count("unread"))
        person = people.filter(pk=user_id).first()
        return person if self.user_can_authenticate(person) else None
