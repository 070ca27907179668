"""The form of a sub-register of inspectors."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.orgs.models import Department
from mingcha.registers.models import StaffRegister, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.web.base_forms import ModelForm, rows_of
from mingcha.web.registers.opened_form import OpenedOnFacts


class StaffRegisterForm(OpenedOnFacts, ModelForm):
    """What it is called, and by which conditions somebody belongs to it."""

    class Meta:
        model = StaffRegister
        fields = ("name", "industry", "tags", "units", "note")
        widgets = {"tags": forms.CheckboxSelectMultiple, "units": forms.CheckboxSelectMultiple}  # noqa: RUF012 - Django's own form of it

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's units, and the tags of people."""
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "如：特种设备检查人员专项库"
        self.fields["industry"].help_text = "可不填；如：特种设备"
        self.fields["tags"].help_text = "具备其中一项的收录；不选的，不看专长和资质"
        self.fields["units"].help_text = "属于其中一个机构的收录；不选的，不看机构"
        self.fields["note"].help_text = "可不填；依据是什么"
        rows_of(self, "tags").queryset = Tag.objects.filter(is_retired=False).exclude(
            kind=TagKind.OBJECT
        )
        rows_of(self, "units").queryset = department.units.all()
