"""Asking a neighbour for officers."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.orgs.models import Department
from mingcha.tasks.models import SubTask
from mingcha.tasks.selectors.neighbours import could_help
from mingcha.web.base_forms import Form


class AskHelpForm(Form):
    """Whom, and what for."""

    department = forms.ModelChoiceField(
        Department.objects.none(),
        label="请求哪个部门支援",
        empty_label="请选择",
        help_text="相邻地区、同一业务条线、还没有请求过的部门",
        error_messages={
            "required": "请选择部门",
            "invalid_choice": "请从列表中选择相邻地区的部门",
        },
    )
    note = forms.CharField(
        label="请求说明",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="需要多少人、去哪里、什么时候；对方答复时看得到",
        error_messages={"required": "请写明需要多少人、去哪里、什么时候"},
    )

    def __init__(self, data: Any, *, part: SubTask) -> None:
        """Offer the neighbours."""
        super().__init__(data)
        people: Any = self.fields["department"]
        people.queryset = could_help(part)
