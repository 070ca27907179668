"""The form of a formed team (固定检查组)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region
from mingcha.registers.actions.formed_teams import FEWEST_MEMBERS, TeamFacts
from mingcha.registers.models import FormedTeam, Inspector
from mingcha.registers.models.inspector import InspectorKind, InspectorState
from mingcha.registers.selectors.formed_teams import sitting
from mingcha.web.base_forms import Form, label_rows, rows_of


class FormedTeamForm(Form):
    """A team's name, where it answers for, its days, its members and who leads them."""

    name = forms.CharField(label="检查组名称", max_length=40, help_text="如：城关所检查一组")
    region = forms.ModelChoiceField(
        label="执法区域",
        queryset=Region.objects.none(),
        help_text="这一组负责的辖区；抽取时先派给辖区内的对象",
    )
    members = forms.ModelMultipleChoiceField(
        label="成员",
        queryset=Inspector.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=f"至少 {FEWEST_MEMBERS} 人；已在其他固定检查组的和执法辅助人员不列出",
    )
    leader = forms.ModelChoiceField(
        label="组长", queryset=Inspector.objects.none(), empty_label="请选择"
    )
    valid_from = forms.DateField(label="组建日期")
    valid_to = forms.DateField(
        label="有效期至",
        required=False,
        help_text="可不填；任务截止日期晚于这一天的，这一组不参加抽取",
    )

    def __init__(self, data: Any, *, department: Department, team: FormedTeam | None) -> None:
        """Show the team as it is, and offer who is free."""
        now = sitting(team) if team else []
        initial: dict[str, Any] = {"region": department.region_id, "valid_from": clock.today()}
        if team:
            names = ("name", "region", "valid_from", "valid_to")
            initial = {name: getattr(team, name) for name in names}
            initial |= {"members": [one.inspector_id for one in now]}
            initial |= {"leader": now[0].inspector_id if now else None}
        super().__init__(data, initial=initial)
        own = Region.objects.filter(prefix__startswith=department.region.prefix)
        rows_of(self, "region").queryset = own.order_by("code")
        free = Q(state=InspectorState.ACTIVE) & ~Q(kind=InspectorKind.ASSISTANT)
        free &= ~Q(pk__in=_taken(department))
        offered = Q(pk__in=[one.inspector_id for one in now]) | free
        people = Inspector.objects.filter(offered, department=department).select_related("unit")
        for name in ("members", "leader"):
            rows_of(self, name).queryset = people.order_by("staff_no")
            label_rows(self, name, _person)

    @property
    def facts(self) -> TeamFacts:
        """Return what was entered."""
        entered = self.cleaned_data
        return TeamFacts(**entered | {"members": tuple(entered["members"])})


def _taken(department: Department) -> list[int]:
    rows = Inspector.objects.filter(department=department, formed_teams__left_on=None)
    return list(rows.exclude(formed_teams=None).values_list("pk", flat=True))


def _person(one: Inspector) -> str:
    return f"{one.name}（{one.staff_no}{'，' + one.unit.name if one.unit else ''}）"
