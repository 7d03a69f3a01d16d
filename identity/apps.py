from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "identity"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        """What speaks with the organisation takes 16 MB of each process: only where it is spoken with."""
        if settings.SOCIALACCOUNT_PROVIDERS:
            from allauth.socialaccount.providers import registry  # noqa: PLC0415

            from identity.openid_connect import Provider  # noqa: PLC0415

            registry.register(Provider)
