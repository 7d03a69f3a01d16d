from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RiverConfig(AppConfig):
    name = "river"
    verbose_name = _("River")
