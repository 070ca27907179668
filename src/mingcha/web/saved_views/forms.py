"""The form under a list that keeps its filters."""

from __future__ import annotations

from django import forms

from mingcha.web.base_forms import Form


class SaveViewForm(Form):
    """What the present filters are to be called."""

    name = forms.CharField(label="给当前条件起个名字", max_length=20)
