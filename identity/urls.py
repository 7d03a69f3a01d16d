"""How one signs in besides the code by e-mail (`people.urls`), and one's own page of it.

allauth reverses some of them by its own names: the organisation's sign-in, which is there where one is named,
and the two steps of second factors and passkeys.
"""

from django.conf import settings
from django.urls import include, path

from identity.views import adding, codes, passkeys, second_factor, ways_in

urlpatterns = [
    path("me/ways-in/", ways_in.ways_in, name="ways_in"),
    path("me/ways-in/passkeys/new/", adding.add_passkey, name="add_passkey"),
    path("me/ways-in/passkeys/<int:pk>/remove/", ways_in.remove_passkey, name="remove_passkey"),
    path("me/ways-in/app/", adding.add_app, name="add_app"),
    path("me/ways-in/app/remove/", ways_in.remove_app, name="remove_app"),
    path("me/ways-in/codes/", codes.recovery_codes, name="recovery_codes"),
    path("me/ways-in/codes/make/", codes.make_recovery_codes, name="make_recovery_codes"),
    path("me/ways-in/again/", ways_in.sign_in_again, name="sign_in_again"),
    path("me/second-factor/", second_factor.ask, name="second_factor"),
    path("sign-in/second-factor/", second_factor.while_signing_in, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.sign_in, name="mfa_login_webauthn"),
    path("sign-in/link/<str:secret>/", passkeys.by_link, name="break_glass"),
]

# Read only where they are spoken: each takes several MB of a process.
if "openid_connect" in settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [path("sign-in/work/", include("identity.openid_connect_urls"))]
if "saml" in settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [path("sign-in/saml/", include("identity.saml_urls"))]
