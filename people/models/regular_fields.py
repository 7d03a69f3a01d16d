"""Columns that hold what is typed as `ui.regular_text` makes it, by whatever way it comes."""

from typing import Any, ClassVar

from django import forms
from django.db import models

from ui import fields
from ui.forms import CharField
from ui.regular_text import regular, regular_address


class _Regular:
    """Saved, filtered by, validated and typed: the same every time."""

    make_regular: ClassVar[Any]
    form_class: Any
    column_class: ClassVar[str]

    def to_python(self, value: object) -> Any:
        return self._made_regular(super().to_python(value))  # type: ignore[misc]

    def get_prep_value(self, value: object) -> Any:
        return self._made_regular(super().get_prep_value(value))  # type: ignore[misc]

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = self._made_regular(super().pre_save(instance, add))  # type: ignore[misc]
        setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.form_class} | kwargs)  # type: ignore[misc]

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """To a database it is the column that it inherits from."""
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, self.column_class, args, kwargs

    def _made_regular(self, value: object) -> Any:
        return type(self).make_regular(value) if isinstance(value, str) else value


class AddressFormField(forms.EmailField):
    def to_python(self, value: object) -> Any:
        return super().to_python(regular_address(value) if isinstance(value, str) else value)


class NameFormField(CharField):
    grows = False  # nobody's name is a sentence

    def to_python(self, value: object) -> Any:
        return super().to_python(regular(value) if isinstance(value, str) else value)


class AddressField(_Regular, models.EmailField):
    make_regular = staticmethod(regular_address)
    form_class = AddressFormField
    column_class = "django.db.models.EmailField"


class NameField(_Regular, fields.CharField):
    make_regular = staticmethod(regular)
    form_class = NameFormField
    column_class = "ui.fields.CharField"
