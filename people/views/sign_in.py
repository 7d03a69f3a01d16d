"""The ways in. Asking for a code and writing it: allauth's two views, the same to strangers as to anybody."""

import time
from typing import Any

from allauth.account import views as account
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people.forms import TOO_MANY_CODES
from people.models import Person
from people.sign_in import code_minutes, mail_a_code_to_nobody, other_ways
from people.sign_in_limits import may_ask_for_a_code


class LeadsOn:
    """What a page is told to lead on to stands in it only when it will be led to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context if self.get_next_url() else context | {"redirect_field": ""}  # type: ignore[attr-defined]


class AskForCode(LeadsOn, account.RequestLoginCodeView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.SIGN_IN_BY_CODE:
            return redirect("account_login")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ways = other_ways(self.request, self.get_next_url())
        on = {"by_code": settings.SIGN_IN_BY_CODE, "by_passkey": settings.SIGN_IN_BY_PASSKEY}
        return super().get_context_data(**kwargs) | on | {"ways": ways}

    def _redirect_to_pending_stage(self, *args: Any) -> None:
        """Whoever asks again gets another code; allauth would lead on to the first one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if form._user is None:
            mail_a_code_to_nobody(self.request, form.cleaned_data["email"])
        response: HttpResponse = super().form_valid(form)
        return response


class ConfirmCode(LeadsOn, account.ConfirmLoginCodeView):
    def get_form_kwargs(self) -> dict[str, Any]:
        """A code that went to an address is worth nothing once it is no longer that person's.

        allauth has asked for the person by now; where there is none, somebody is asked for, too.
        """
        kwargs: dict[str, Any] = super().get_form_kwargs()
        person = self._process.user or Person.objects.filter(pk=0).first()
        is_theirs = person is not None and person.is_active and person.email == self._process.state["email"]
        return kwargs if is_theirs or "code" not in kwargs else kwargs | {"code": ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"code_minutes": code_minutes()}

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        """As often as the first one may be asked for, and as long valid."""
        process = self._process
        if not may_ask_for_a_code(self.request, process.state["email"]):
            messages.error(self.request, TOO_MANY_CODES)
            return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))
        process.state["at"] = time.time()
        if process.user is None:
            mail_a_code_to_nobody(self.request, process.state["email"])
        response: HttpResponse = super()._resend_form_valid(form)
        return response


ask = AskForCode.as_view()
confirm = ConfirmCode.as_view()
