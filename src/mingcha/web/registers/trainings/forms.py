"""Forms of the trainings."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.registers.actions.training_plans import PlannedFacts
from mingcha.registers.actions.training_sessions import SessionFacts
from mingcha.registers.models import Inspector, PlannedTraining, TrainingSession
from mingcha.registers.models.inspector import InspectorState
from mingcha.web.base_forms import Form, ModelForm, label_rows, rows_of
from mingcha.web.registers.inspectors.forms import hours_field
from mingcha.web.registers.trainings.sign_in_sheet import people_signed_in


class AttendeesForm(Form):
    """Who attended: ticked, or in a sign-in sheet, or both."""

    attendees = forms.ModelMultipleChoiceField(
        label="参加人员",
        queryset=Inspector.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="至少勾选一人，或在下面上传签到表",
    )
    file = forms.FileField(
        label="签到表",
        required=False,
        help_text="人多时上传表格，有“工号”一列即可，另有“姓名”的会核对；与勾选的人员合并",
    )

    def __init__(
        self, data: Any, files: Any, *, department: Department, initial: Any = None
    ) -> None:
        """Offer the people of the department in office."""
        super().__init__(data, files, initial=initial)
        self._department = department
        people = Inspector.objects.filter(department=department, state=InspectorState.ACTIVE)
        rows_of(self, "attendees").queryset = people.select_related("unit").order_by("staff_no")
        label_rows(self, "attendees", _person)

    def attending(self) -> tuple[Inspector, ...]:
        """Return who was ticked and who stands in the sheet; DomainError names a fault of it."""
        found = {one.pk: one for one in self.cleaned_data["attendees"]}
        if self.cleaned_data["file"]:
            signed = people_signed_in(self.cleaned_data["file"], self._department)
            found |= {one.pk: one for one in signed}
        return tuple(found.values())


class SessionForm(AttendeesForm):
    """A training that took place."""

    held_on = forms.DateField(label="培训日期")
    topic = forms.CharField(label="培训内容", max_length=120, help_text="如：双随机监管业务培训")
    organiser = forms.CharField(label="组织单位", max_length=60)
    hours = hours_field()
    planned = forms.ModelChoiceField(
        label="培训计划条目",
        queryset=PlannedTraining.objects.none(),
        required=False,
        empty_label="计划外的培训",
    )
    field_order = ("held_on", "topic", "organiser", "hours", "planned", "attendees", "file")

    def __init__(self, data: Any, files: Any, *, department: Department) -> None:
        """Offer the lines of the department's plan of this year and of the last."""
        initial = {"organiser": department.name, "held_on": clock.today()}
        super().__init__(data, files, department=department, initial=initial)
        rows = PlannedTraining.objects.filter(
            department=department, year__gte=clock.today().year - 1, dropped_reason=""
        )
        rows_of(self, "planned").queryset = rows.order_by("-year", "first_month", "pk")
        label_rows(self, "planned", lambda line: f"{line.year}年 {line.content}（{line.months}）")

    def facts(self) -> SessionFacts:
        """Return what was entered."""
        names = ("held_on", "topic", "organiser", "hours", "planned")
        entered = {name: self.cleaned_data[name] for name in names}
        return SessionFacts(**entered, attendees=self.attending())


def _month(label: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[(month, f"{month}月") for month in range(1, 13)], coerce=int
    )


class PlannedForm(ModelForm):
    """A line of form E."""

    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    first_month = _month("开始月份")
    last_month = _month("结束月份")

    class Meta:
        model = PlannedTraining
        fields = ("year", "content", "trainees", "first_month", "last_month", "note")
        help_texts = {  # noqa: RUF012 - Django reads a plain dictionary
            "content": "如：双随机业务培训",
            "trainees": "哪些单位、哪些人员参加，如：本部门全体执法人员",
            "note": "可不填，如：根据工作安排",
        }

    @property
    def facts(self) -> PlannedFacts:
        """Return what was entered."""
        return PlannedFacts(**self.cleaned_data)


def attendees_of(data: Any, files: Any, session: TrainingSession, own: Department) -> AttendeesForm:
    """Return the form that adds attendees, without those who are on the list already."""
    form = AttendeesForm(data, files, department=own)
    field = rows_of(form, "attendees")
    there = session.records.filter(is_withdrawn=False).values("inspector")
    if field.queryset is not None:
        field.queryset = field.queryset.exclude(pk__in=there)
    return form


def _person(one: Inspector) -> str:
    return f"{one.name}（{one.staff_no}{'，' + one.unit.name if one.unit else ''}）"
