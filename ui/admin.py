"""What every admin page of ours does differently from Django's."""

from typing import Any, NoReturn

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import CharField, QuerySet
from django.http import Http404, HttpRequest

from ui.swedish import alphabetically

LONGEST_SEARCH = 200  # characters: each word is another condition, and databases take only so many


class AlphabeticalChangeList(ChangeList):
    """A column of words is sorted as a Swedish dictionary sorts them."""

    def get_ordering_field(self, field_name: Any) -> Any:
        found = super().get_ordering_field(field_name)
        fields = {field.name: field for field in self.lookup_opts.fields}
        is_words = isinstance(found, str) and isinstance(fields.get(found), CharField)
        return alphabetically(found) if is_words and not fields[found].choices else found


class ModelAdmin(admin.ModelAdmin):
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AlphabeticalChangeList

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> NoReturn:
        """What is not there, or not for this person to know of, is not found; Django leads to the index."""
        raise Http404

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        return super().get_search_results(request, queryset, search_term[:LONGEST_SEARCH])
