from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        """Every app's verbs are known from the start, whoever uses them first; sessions are counted."""
        autodiscover_modules("events", "sessions", "languages")
