"""A form that knows what its page was opened with, and shows what others wrote meanwhile (R-016)."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from mingcha.registers.selectors.objects import Change
from mingcha.web.base_forms import ModelForm


class OpenedForm(ModelForm):
    """A form on a row that imports write as well; ``opened`` is the mark of the row as it was shown."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_changes(self, changes: Sequence[Change], opened: str) -> None:
        """Say beside what was typed what others wrote meanwhile; the next saving knows of it."""
        names = {str(field.label): name for name, field in self.fields.items()}
        now = {title: after for each in reversed(changes) for title, _, after in each.fields}
        for title, value in now.items():
            if title in names:
                told = f"现在的{title}是“{value or '空'}”，与您打开时不同，请核对"
                self.add_error(names[title], told)
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["opened"] = opened
        self.data = sent
