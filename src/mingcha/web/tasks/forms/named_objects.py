"""Naming the objects of a task by their codes, one a line (R-053)."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from mingcha.core.identifiers.text import fold
from mingcha.orgs.models import Department
from mingcha.registers.models import RegisterEntry

_MOST = 500
_SHOWN = 5


class NamedObjectsField(forms.CharField):
    """Codes of objects that stand in the register of ``department``; the value is the list of them."""

    widget = forms.Textarea(attrs={"rows": 3})
    department: Department

    def clean(self, value: Any) -> list[str]:
        """Return each code once, in the order given; raises ValidationError at lines that are none."""
        text = super().clean(value)
        lines = {n: fold(line)[0] for n, line in enumerate(text.splitlines(), 1) if line.strip()}
        codes = list(dict.fromkeys(lines.values()))
        if len(codes) > _MOST:
            raise forms.ValidationError(
                f"一次最多指定 {_MOST} 户，现有 {len(codes)} 户，请分成几个任务"
            )
        known = RegisterEntry.objects.filter(
            department=self.department, is_active=True, object__code__in=codes
        )
        missing = set(codes) - set(known.values_list("object__code", flat=True))
        wrong = [f"第 {n} 行 {code}" for n, code in lines.items() if code in missing]
        if wrong:
            more = f"等 {len(wrong)} 行" if len(wrong) > _SHOWN else ""
            raise forms.ValidationError(
                f"不在本部门名录库中：{'、'.join(wrong[:_SHOWN])}{more}。请核对代码，或先把对象列入名录"
            )
        return codes


def named_objects_field(form: forms.BaseForm) -> NamedObjectsField:
    """Return the form's field of this kind."""
    return cast("NamedObjectsField", form.fields["named"])
