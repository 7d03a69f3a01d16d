"""The two addresses that the organisation's sign-in knows. allauth reverses them by these names."""

from django.urls import path

from identity import views
from identity.providers import OIDC

work = {"provider_id": OIDC}

urlpatterns = [
    path("work/", views.login, work, name="openid_connect_login"),
    path("work/callback/", views.callback, work, name="openid_connect_callback"),
]
