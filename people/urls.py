"""One's own page, and the few of allauth's pages that a code by e-mail needs.

Their names are allauth's own, since it reverses them. Its pages for passwords and for making an
account are left out: people come from the directory and have neither.
"""

from allauth.account import views as account
from django.urls import path

from people import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("language/", views.language, name="language"),
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
]
