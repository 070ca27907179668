"""Forms of the reports."""

from __future__ import annotations

from django import forms

from mingcha.reports.models import OtherPlatformFigures
from mingcha.reports.models.report import Form


class ComputeForm(forms.Form):
    """Which form, of which month."""

    form = forms.ChoiceField(label="报表")
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    month = forms.IntegerField(label="月份", min_value=1, max_value=12)

    def __init__(self, *args: object, letters: list[str], **kwargs: object) -> None:
        """Offer the forms that the person fills in."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        titles = dict(Form.choices)
        self.fields["form"].choices = [  # type: ignore[attr-defined]
            (letter, f"表{letter}　{titles[letter]}") for letter in letters
        ]


class CheckForm(forms.Form):
    """What a person confirms."""

    nothing_elsewhere = forms.BooleanField(
        label="本期没有通过其他平台开展的抽查",
        required=False,
        help_text="有的，请先在“其他平台数据”中填报",
    )


class SubmitForm(forms.Form):
    """The footer of the form."""

    contact = forms.CharField(label="联系人", max_length=40)
    phone = forms.CharField(label="联系电话", max_length=30)
    mobile = forms.CharField(label="手机", max_length=30, required=False)


class FiguresForm(forms.ModelForm):
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

    def _post_clean(self) -> None:
        """Leave the instance alone: the action writes it."""
