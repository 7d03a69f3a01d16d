"""The organisation's own sign-in, by OpenID Connect, under the names that allauth reverses."""

from django.urls import path

from identity.providers import OIDC
from identity.views import work

organisation = {"provider_id": OIDC}

urlpatterns = [
    path("", work.login, organisation, name="openid_connect_login"),
    path("callback/", work.callback, organisation, name="openid_connect_callback"),
]
