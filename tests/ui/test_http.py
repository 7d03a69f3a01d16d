"""Where somebody asks to be led to."""

import pytest
from django.shortcuts import redirect
from django.test import RequestFactory

from ui.http import safe_address

OURS = ["/groups/", "/groups/?page=2#list", "https://testserver/plan/"]
NOT_OURS = ["", "x", "-1", "home", "groups:list", "groups/", "?page=2", "//evil.example", "\x00", "http:x"]
NOT_OURS += ["https://evil.example/", "http://testserver/plan/", "javascript:0", "/\\evil.example", " /plan/"]


@pytest.mark.parametrize("address", OURS)
def test_address_of_ours_is_led_to(address: str) -> None:
    assert safe_address(RequestFactory().get("/", secure=True), address, "/there/") == address


@pytest.mark.parametrize("address", NOT_OURS)
def test_what_is_no_address_of_ours_is_not_led_to(address: str) -> None:
    led_to = safe_address(RequestFactory().get("/", secure=True), address, "/there/")

    assert redirect(led_to).url == "/there/"
