"""The form of a range kept under a name."""

from __future__ import annotations

from typing import Any

from mingcha.orgs.models import Department
from mingcha.registers.models import SavedRange
from mingcha.web.base_forms import ModelForm
from mingcha.web.registers.ranges import SAVED_RANGE, add_range_fields, range_values


class SavedRangeForm(ModelForm):
    """What a range is called, what it is for, and its conditions."""

    class Meta:
        model = SavedRange
        fields = ("name", "note")

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Ask for the conditions as plan lines and tasks do."""
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = "如：城区餐饮重点户"
        self.fields["note"].help_text = "可不填；写明什么时候用"
        add_range_fields(self, department.region, department, self.instance.object_filter)
        self.fields.pop(SAVED_RANGE, None)

    @property
    def object_filter(self) -> dict[str, list[str]]:
        """Return the range with the keys that were filled in."""
        return range_values(self.cleaned_data)
