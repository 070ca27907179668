"""The forms that all forms of the staff pages and the phone pages are made from.

Django's own sentences say that something is wrong ("这个字段是必填项。"); a person in front of a
form wants to know what to write. So each field's faults are worded from its label and kind, and
what no field can hold is refused before it reaches the database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django import forms

from mingcha.web.fault_words import NOT_TEXT, bounded, worded

if TYPE_CHECKING:
    _Mixed = forms.BaseForm
else:
    _Mixed = object


class Worded(_Mixed):
    """Words the faults of the fields as they are when the form is checked."""

    def full_clean(self) -> None:
        """Word the faults first: some fields are added while the form is made."""
        for field in self.fields.values():
            bounded(field)
            worded(field)
        super().full_clean()

    def _clean_fields(self) -> None:
        """Refuse the NUL sign, which PostgreSQL cannot hold, in whichever kind of field it is."""
        unreadable = [name for name in self.fields if self._holds_nul(name)]
        every = self.fields
        self.fields = {name: every[name] for name in every if name not in unreadable}
        super()._clean_fields()  # type: ignore[misc]  # Django's step between fields and clean; its types leave it out
        self.fields = every
        for name in unreadable:
            self.add_error(name, NOT_TEXT.format(label=every[name].label))

    def _holds_nul(self, name: str) -> bool:
        sent: Any = self[name].data
        values = sent if isinstance(sent, list) else [sent]
        return any(isinstance(value, str) and "\x00" in value for value in values)


class Form(Worded, forms.Form):
    """A form of its own fields."""


class ModelForm(Worded, forms.ModelForm):
    """A form that takes its fields from a model; the action writes, never the form."""

    def _post_clean(self) -> None:
        """Leave the instance alone."""


def rows_of(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """Return a field that offers rows, to say which."""
    return cast("forms.ModelChoiceField", form.fields[name])


def choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """Return a field that offers choices, to say which."""
    return cast("forms.ChoiceField", form.fields[name])


def drop_without_choices(form: forms.BaseForm, name: str) -> None:
    """Leave out a question to which there is no answer yet."""
    choices = rows_of(form, name).queryset
    if choices is None or not choices.exists():
        del form.fields[name]


def label_rows(form: forms.BaseForm, name: str, words: Callable[[Any], str]) -> None:
    """Show the rows that a field offers by these words."""
    field: Any = form.fields[name]  # Django lets the method be given, which its types do not know
    field.label_from_instance = words
