"""The admin site: entered by those whose place in the work gives them something to do there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ui.http import require_form_methods

# People have no passwords; the way from the admin to a page of the portal must not tell of drafts.
LEFT_OUT = {"password_change", "password_change_done", "view_on_site"}


class PortalAdminSite(AdminSite):
    site_title = _("Riktning")
    site_header = _("Riktning, administration")
    index_title = _("What you look after")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    def admin_view(self, view: Callable[..., HttpResponseBase], cacheable: bool = False) -> Any:
        """Like Django's, but whoever is signed in and has no business here is told so (403)."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            response: HttpResponseBase = guarded(request, *args, **kwargs)
            return response

        return require_form_methods(inner)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Asked of every page, and shown on the index alone: what somebody may enter is asked for there."""
        return SimpleLazyObject(lambda: super(PortalAdminSite, self).get_app_list(request, app_label))

    def get_urls(self) -> list[Any]:
        return [entry for entry in super().get_urls() if getattr(entry, "name", None) not in LEFT_OUT]

    @method_decorator(login_not_required)
    @method_decorator(require_form_methods)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one way to sign in, for the admin too; it leads on to what was asked for."""
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), settings.LOGIN_URL)
