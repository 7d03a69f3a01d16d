from django.apps import AppConfig
from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import checks  # noqa: F401, PLC0415 - registers the deployment checks

        if settings.ERRORS_URL:  # else nothing of it is needed, and it takes 4 MB
            from portal import error_reports  # noqa: PLC0415

            error_reports.start(settings.ERRORS_URL, settings.RELEASE)


class PortalAdminConfig(AdminConfig):
    default_site = "portal.site.PortalAdminSite"

    def ready(self) -> None:
        """Other packages bring admin pages for rights and addresses, which here follow from elsewhere."""
        super().ready()
        from allauth.account.models import EmailAddress  # noqa: PLC0415 - models are there from now on
        from allauth.mfa.models import Authenticator  # noqa: PLC0415
        from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken  # noqa: PLC0415
        from allauth.usersessions.models import UserSession  # noqa: PLC0415
        from django.contrib.admin import site  # noqa: PLC0415
        from django.contrib.auth.models import Group  # noqa: PLC0415

        site.unregister(
            [Group, EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken]
        )
