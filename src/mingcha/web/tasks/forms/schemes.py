"""A task's scheme and its co-signing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.selectors.items import items_in_force
from mingcha.tasks.actions.schemes import SchemeText
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.task import Matching
from mingcha.web.base_forms import Form, drop_without_choices, rows_of
from mingcha.web.tasks.forms.fields import (
    OPEN,
    ItemVersions,
    expert_fields_field,
    expertise_field,
    experts_field,
    offer_staff_registers,
    staff_register_field,
    units_field,
)


class SchemeForm(Form):
    """The scheme."""

    content = forms.CharField(label="检查内容", widget=forms.Textarea(attrs={"rows": 4}))
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    division = forms.CharField(
        label="部门分工",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="谁查什么；单个部门的任务写明承办股室和监管所",
    )
    frequency = forms.CharField(label="抽查频次", max_length=40, help_text="如 每年1次")
    visit_note = forms.CharField(
        label="告知企业的事项", max_length=300, required=False, help_text="例如需要准备的材料"
    )
    matching = forms.ChoiceField(
        label="人员匹配方式",
        choices=Matching.choices,
        help_text="冻结名录后不能再改；每户的检查组由抽取逐人随机组成，所以不另设随机组队",
    )
    matching_basis = forms.CharField(
        label="直接委派的法律依据",
        max_length=200,
        required=False,
        help_text="不抽人员的才填：法律、法规、规章的名称和条款，随抽取材料公开",
    )
    team_size = forms.IntegerField(label="本部门每户检查人员数", min_value=1, max_value=9)
    expertise = expertise_field()
    experts = experts_field()
    expert_fields = expert_fields_field()
    units = units_field()
    staff_register = staff_register_field()

    def __init__(self, data: Any, *, task: Task, part: SubTask) -> None:
        """Show the scheme as it is; who draws openly may still choose when it is disclosed."""
        scheme = getattr(task, "scheme", None)
        names = ("content", "methods", "division", "frequency", "visit_note")
        initial = {name: getattr(scheme, name) for name in names} if scheme else {}
        if task.plan_line:
            initial.setdefault("frequency", task.plan_line.frequency)
        initial |= {"matching": task.matching, "matching_basis": task.matching_basis}
        initial |= {"team_size": part.team_size, "expertise": part.expertise.all()}
        initial |= {
            "staff_register": part.staff_register,
            "experts": part.experts,
            "expert_fields": part.expert_fields.all(),
        }
        super().__init__(data, initial=initial | {"units": part.units.all()})
        drop_without_choices(self, "expertise")
        drop_without_choices(self, "expert_fields")
        rows_of(self, "units").queryset = part.department.units.all()
        offer_staff_registers(self, part)
        if not task.is_stratified:
            self.fields["disclosing"] = forms.ChoiceField(
                label="抽取结果何时公开", choices=OPEN, initial=task.disclosing
            )

    @property
    def text(self) -> SchemeText:
        """Return the scheme's own fields."""
        data = self.cleaned_data
        return {
            "content": data["content"],
            "methods": data["methods"],
            "division": data["division"],
            "frequency": data["frequency"],
            "visit_note": data["visit_note"],
        }


class CosignForm(Form):
    """A cooperating department's own part."""

    items = ItemVersions(
        label="本部门检查事项",
        queryset=ItemVersion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    team_size = forms.IntegerField(label="本部门每户检查人员数", min_value=1, max_value=9)
    expertise = expertise_field()
    experts = experts_field()
    expert_fields = expert_fields_field()
    units = units_field()
    staff_register = staff_register_field()

    def __init__(self, data: Any, *, part: SubTask) -> None:
        """Offer the department's items in force."""
        initial = {
            "items": part.items.all(),
            "team_size": part.team_size,
            "expertise": part.expertise.all(),
            "experts": part.experts,
            "expert_fields": part.expert_fields.all(),
            "units": part.units.all(),
            "staff_register": part.staff_register,
        }
        super().__init__(data, initial=initial)
        drop_without_choices(self, "expertise")
        drop_without_choices(self, "expert_fields")
        rows_of(self, "units").queryset = part.department.units.all()
        offer_staff_registers(self, part)
        rows_of(self, "items").queryset = items_in_force(part.department_id)

    def chosen_items(self) -> QuerySet[InspectionItem]:
        """Return the items behind the chosen versions."""
        return InspectionItem.objects.filter(versions__in=self.cleaned_data["items"])
