"""One's own page, and the few of allauth's pages that a code by e-mail needs.

Their names are allauth's own, since it reverses them. Its pages for passwords and for making an
account are left out: people come from the directory and have neither.
"""

from allauth.account import views as account
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.views import held_changes, me, sessions, sign_in, stand_in
from ui.http import require_form_methods

ask = require_form_methods(sign_in.ask)  # allauth would take a PUT for a POST
confirm = require_form_methods(sign_in.confirm)

urlpatterns = [
    path("me/", me.me, name="me"),
    path("directory-changes/<int:pk>/", held_changes.held_change, name="held_change"),
    path("directory-changes/<int:pk>/confirm/", held_changes.confirm, name="held_change_confirm"),
    path("directory-changes/<int:pk>/decline/", held_changes.decline, name="held_change_decline"),
    path("me/sessions/", sessions.my_sessions, name="sessions"),
    path("me/sessions/end/", sessions.end_other_sessions, name="end_other_sessions"),
    path("me/sessions/<int:pk>/end/", sessions.end_session, name="end_session"),
    path("people/<int:pk>/stand-in/", stand_in.stand_in, name="stand_in"),
    path("people/<int:pk>/stand-in/end/", stand_in.end, name="end_stand_in"),
    path("language/", me.language, name="language"),
    path("sign-in/", ask, name="account_login"),
    path("sign-in/", ask, name="account_request_login_code"),
    path("sign-in/code/", confirm, name="account_confirm_login_code"),
    path("sign-out/", never_cache(require_form_methods(account.logout)), name="account_logout"),
    path("closed/", never_cache(require_safe(account.account_inactive)), name="account_inactive"),
]
