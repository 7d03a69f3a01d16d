"""What every admin page of ours does differently from Django's."""

from typing import Any, NoReturn

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

LONGEST_SEARCH = 200  # characters: each word is another condition, and databases take only so many


class ModelAdmin(admin.ModelAdmin):
    def _get_obj_does_not_exist_redirect(self, *args: Any) -> NoReturn:
        """What is not there, or not for this person to know of, is not found; Django leads to the index."""
        raise Http404

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])
