"""Texts that a spreadsheet might carry out, break on, or change; and how each is to come out again."""

from typing import Any

from openpyxl.utils.escape import unescape

from ui.sheets import NOT_IN_XML

FORMULAS = [
    "=1+1",
    "+46 40 34 10 00",
    "-2 grader i kylen",
    "@SUM(A1:A9)",
    '=HYPERLINK("https://elsewhere.example";"Klicka")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b@SUM(1)",
    "\n-1",
    "＝1+1",
    "＠SUM(1)",
    "=",
    "-",
]
PLAIN = [
    "En vanlig rad",
    "1+1=2",
    "a=1",
    "'=redan skyddad",
    'Citat "mitt i"; och semikolon, komma',
    "Som en webbläsare\r\nskickar rader",
    "Rad ett\nRad två\n\nRad fyra",
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% now %} ${7*7}",
    "' OR 1=1 --",
    "https://elsewhere.example/?a=1&b=2",
    "mailto:karin@service.example",
    "internal:Sheet1!A1",
    "00123",
    "1e5",
    "2026-11-24",
    "TRUE",
    "#REF!",
    "_x0041_",
    "åäö ÅÄÖ é ß 𝔘 👩‍🍳 \u202etxet",
    "x" * 20_000,
]
HOSTILE = FORMULAS + PLAIN


def expected(text: str) -> str:
    """The text, behind an apostrophe when it would have been a formula."""
    return in_a_cell(f"'{text}" if text in FORMULAS else text)


def in_a_cell(text: str) -> str:
    """The text with its lines ended as in a cell, and what XML cannot hold replaced."""
    return NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def read(cell: Any) -> Any:
    """What a spreadsheet shows in a cell; openpyxl leaves the format's way of writing _x0041_ alone."""
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value
