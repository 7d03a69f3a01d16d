"""The organisation's own sign-in, by SAML; the first under the name that allauth reverses."""

from django.urls import path

from identity.providers import SAML
from identity.views import saml

urlpatterns = [
    path("", saml.login, {"organization_slug": SAML}, name="saml_login"),
    path("answer/", saml.answered, name="saml_acs"),
    path("finish/", saml.finish, name="saml_finish_acs"),
    path("metadata/", saml.metadata, name="saml_metadata"),
]
