"""What people write, as columns: `CharField` is a line, `TextField` several lines, `MarkdownField` formatted.

Each has a `max_length` (`ui/lengths.py`) that its form and the database both hold, and its form cleans what
is typed (`ui.forms.CharField`). `tests/repository/test_text_fields.py` asks every text field of ours for it.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.forms import Field

from ui import forms


class Measured(models.Field):
    """Its length is checked by the database, on PostgreSQL as on SQLite."""

    form_class: type[Field] = forms.CharField

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        column = connection.ops.quote_name(str(self.column))
        return f"length({column}) <= {self.max_length}"

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"form_class": self.form_class} | kwargs)


class CharField(Measured, models.CharField):
    pass


class TextField(Measured, models.TextField):
    pass


class SlugField(Measured, models.SlugField):
    form_class = forms.SlugField


class MarkdownField(TextField):
    """To the database a text like any other; its form says which signs format."""

    form_class = forms.MarkdownField

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "ui.fields.TextField", args, kwargs
