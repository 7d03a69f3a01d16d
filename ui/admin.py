"""What every admin page of ours does differently from Django's."""

from typing import Any, NoReturn

from django.contrib import admin
from django.http import Http404


class ModelAdmin(admin.ModelAdmin):
    def _get_obj_does_not_exist_redirect(self, *args: Any) -> NoReturn:
        """What is not there, or not for this person to know of, is not found; Django leads to the index."""
        raise Http404
