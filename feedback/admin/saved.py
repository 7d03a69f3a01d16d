"""The views of the queue that a coordinator has saved: each sees only their own."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback.admin.filters import narrowed
from feedback.admin.forms import SavedFilterForm
from feedback.models import SavedFilter
from people.http import SignedInRequest
from people.models import Person
from ui.admin import ModelAdmin
from ui.http import number_in, typed
from ui.prepared import Place, prepared

BESIDE = 1  # view that stands in a row on a phone, beside the queue as it is


@dataclass(frozen=True)
class Saved:
    """One's own views: the first few, and those that a phone folds."""

    query: str  # what the queue shows now
    first: list[SavedFilter]
    rest: list[SavedFilter]

    @classmethod
    def of(cls, person: Person, query: str) -> "Saved":
        views = _saved_by(person=person.pk)
        return cls(query, views[:BESIDE], views[BESIDE:])

    @property
    def shows_one_of_the_rest(self) -> bool:
        return self.query in [view.query for view in self.rest]


@prepared(person=BigIntegerField())
def _saved_by(person: Place) -> QuerySet[SavedFilter]:
    return SavedFilter.objects.filter(person=person)


class SavedViews(ModelAdmin):
    def get_urls(self) -> list[Any]:
        keep, remove = (
            self.admin_site.admin_view(self.keep_view),
            self.admin_site.admin_view(self.remove_view),
        )
        return [
            path("views/new/", keep, name="feedback_view_keep"),
            path("views/<str:pk>/remove/", require_POST(remove), name="feedback_view_remove"),
            *super().get_urls(),
        ]

    def keep_view(self, request: SignedInRequest) -> HttpResponse:
        """Name what the queue shows now."""
        self._refuse_who_may_not_look(request)
        form = SavedFilterForm(typed(request), initial={"query": narrowed(request.GET)})
        if request.method == "POST" and form.is_valid():
            saved = form.keep(by=request.user)
            if saved:
                messages.success(request, _("Saved as “%(name)s”.") % {"name": saved.name})
                return HttpResponseRedirect(saved.get_absolute_url())
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        context["title"] = _("Save a view of the queue")
        status = 422 if form.errors else 200
        return render(request, "admin/feedback/saved_view.html", context, status=status)

    def remove_view(self, request: SignedInRequest, pk: str) -> HttpResponse:
        self._refuse_who_may_not_look(request)
        saved = SavedFilter.objects.filter(person=request.user, pk=number_in(pk) or 0).first()
        if saved is None:
            raise Http404
        SavedFilter.objects.throw_away(saved)
        messages.success(request, _("“%(name)s” is removed.") % {"name": saved.name})
        return HttpResponseRedirect(reverse("admin:feedback_feedback_changelist"))

    def _refuse_who_may_not_look(self, request: SignedInRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied
