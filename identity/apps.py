from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    name = "identity"
    verbose_name = _("Signing in")

    def ready(self) -> None:
        """What speaks with the organisation takes 16 MB of each process: only where it is spoken with."""
        from allauth.socialaccount.providers import registry  # noqa: PLC0415

        if "openid_connect" in settings.SOCIALACCOUNT_PROVIDERS:
            from identity import openid_connect  # noqa: PLC0415

            registry.register(openid_connect.Provider)
        if "saml" in settings.SOCIALACCOUNT_PROVIDERS:
            from identity import saml  # noqa: PLC0415

            registry.register(saml.Provider)
