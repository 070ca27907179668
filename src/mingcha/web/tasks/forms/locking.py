"""Freezing the pool, and who takes part in the draw."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.tasks.ceremonies import Ceremony
from mingcha.tasks.guards import wants_training
from mingcha.tasks.models import Task
from mingcha.tasks.selectors.people import possible_operators, possible_witnesses
from mingcha.web.base_forms import Form
from mingcha.web.tasks.forms.fields import rows_of


class People(forms.ModelMultipleChoiceField):
    """People with their unit."""

    def label_from_instance(self, obj: Any) -> str:
        """Show name and department."""
        return f"{obj.name}（{obj.department.short_name if obj.department else '—'}）"


class Person(forms.ModelChoiceField):
    """One person."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name."""
        return str(obj.name)


class LockForm(Form):
    """Who draws, who attests, and until when."""

    operator = Person(label="主持人（抽取操作员）", queryset=None, empty_label="请选择")
    witnesses = People(
        label="见证人",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        help_text="须来自牵头部门以外的单位，最后揭示",
    )
    reveal_by = forms.DateTimeField(
        label="揭示期限",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="各方须在此之前揭示，过期按事故处理",
    )
    training_held = forms.BooleanField(label="抽查前培训已完成", required=False)

    def __init__(self, data: Any, *, task: Task, user: User) -> None:
        """Offer those who may be parties of this task's draw, the user first."""
        super().__init__(data, initial={"operator": user.pk})
        if not wants_training(task):
            del self.fields["training_held"]
        rows_of(self, "operator").queryset = possible_operators(task)
        rows_of(self, "witnesses").queryset = possible_witnesses(task)

    @property
    def ceremony(self) -> Ceremony:
        """Return the ceremony."""
        data = self.cleaned_data
        return Ceremony(data["operator"], list(data["witnesses"]), data["reveal_by"])

    @property
    def is_trained(self) -> bool:
        """Tell whether the training was confirmed, where it is asked for."""
        return bool(self.cleaned_data.get("training_held"))
