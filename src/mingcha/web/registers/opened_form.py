"""A form that knows what its page was opened with, and shows what others wrote meanwhile (R-016)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict

from mingcha.registers.actions.meanwhile import ChangedMeanwhile
from mingcha.registers.selectors.objects import Change
from mingcha.registers.selectors.openings import row_opening_of
from mingcha.registers.selectors.shown_facts import Facts, mark_of
from mingcha.web.base_forms import ModelForm, Worded

Saved = TypeVar("Saved")


class Opened(Worded):
    """A form that can say what others wrote since its page was opened."""

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


class OpenedForm(Opened, ModelForm):
    """A form on a row that imports write as well; ``opened`` is the mark of the row as it was shown."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for no mark where the row is new."""
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["opened"]


class OpenedOnFacts(Opened):
    """A form on a row whose mark is what the page shows of it; ``facts`` only where the row is known."""

    def __init__(self, *args: Any, facts: Facts | None = None, **kwargs: Any) -> None:
        """Carry what stands now as the mark."""
        super().__init__(*args, **kwargs)
        self.mark = mark_of(facts or {})
        if facts is not None:
            asked = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=self.mark, strip=False
            )
            self.fields["opened"] = asked

    @property
    def opened_with(self) -> str | None:
        """Return what the page was opened with; None for a new row."""
        return self.cleaned_data.get("opened")


def saved_on_facts(form: OpenedOnFacts, save: Callable[[], Saved]) -> Saved:
    """Save by ``save``; show in the form what others wrote meanwhile."""
    try:
        return save()
    except ChangedMeanwhile as refusal:
        form.show_changes(refusal.changes, form.mark)
        raise


def saved_as_opened(form: OpenedForm, row: Any, save: Callable[[str], Saved]) -> Saved:
    """Save by ``save``, which is given the form's mark; show in the form what others wrote meanwhile."""
    before = row_opening_of(row)
    try:
        return save(form.cleaned_data["opened"])
    except ChangedMeanwhile as refusal:
        form.show_changes(refusal.changes, before)
        raise
