"""A word or two in a list: its rows as search finds them, which stands above whoever asks."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet


def numbers_among(kind: str, words: str, rows: QuerySet[Any]) -> list[int]:
    """Which of the rows search finds, best first: the newest few hundred, for whoever picks one."""
    numbers: list[int] = import_module(settings.SEARCH).numbers_among(kind, words, rows)
    return numbers


def those_found(kind: str, words: str, rows: QuerySet[Any], path: str = "pk", *, near: bool = True) -> Q:
    """The condition that search finds a row, for a list in an order of its own; `path` leads to the thing.

    Where none of the rows has the words and `near`, like words count.
    """
    condition: Q = import_module(settings.SEARCH).those_found(kind, words, rows, path, near=near)
    return condition
