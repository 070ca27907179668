"""Forms of the reports."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.reports.models import OtherPlatformFigures, report
from mingcha.web.base_forms import Form, ModelForm, choices_of


class ComputeForm(Form):
    """Which form, of which month."""

    form = forms.ChoiceField(label="报表")
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    month = forms.IntegerField(label="月份", min_value=1, max_value=12)

    def __init__(self, *args: Any, letters: list[str], **kwargs: Any) -> None:
        """Offer the forms that the person fills in."""
        super().__init__(*args, **kwargs)
        titles = dict(report.Form.choices)
        choices_of(self, "form").choices = [
            (letter, f"表{letter}　{titles[letter]}") for letter in letters
        ]


class CheckForm(Form):
    """What a person confirms."""

    nothing_elsewhere = forms.BooleanField(
        label="本期没有通过其他平台开展的抽查",
        required=False,
        help_text="有的，请先在“其他平台数据”中填报",
    )


class SubmitForm(Form):
    """The footer of the form."""

    contact = forms.CharField(label="联系人", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=30)
    mobile = forms.CharField(label="手机", max_length=30, required=False)


class TextsForm(Form):
    """The rows that ask for words (文字栏目), one field each."""

    def __init__(self, *args: Any, rows: list[dict[str, Any]], **kwargs: Any) -> None:
        """Ask for each of the rows, showing what was written."""
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[row["code"]] = forms.CharField(
                label=row["label"],
                max_length=500,
                required=False,
                initial=row["text"],
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class FiguresForm(ModelForm):
    """Figures of another platform."""

    class Meta:
        model = OtherPlatformFigures
        fields = (
            "year",
            "month",
            "platform",
            "is_enterprise",
            "class_applied",
            "checks",
            "households",
            "problem_households",
            "evidence",
        )

    month = forms.IntegerField(label="月份", min_value=1, max_value=12)
