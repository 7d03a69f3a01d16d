"""How allauth is told to behave: accounts come from the directory, nobody makes their own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from people.models import Notice, Person


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        """Whoever is signed in, with `unread_notices` counted in the same query: every page shows it."""
        unread = Notice.objects.unread().filter(person=OuterRef("pk")).order_by()
        count = unread.values("person").annotate(count=Count("pk")).values("count")
        person = (
            Person.objects.filter(pk=user_id).annotate(unread_notices=Coalesce(Subquery(count), 0)).first()
        )
        return person if self.user_can_authenticate(person) else None
