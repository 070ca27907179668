"""The list of object tasks under inspection, and its filters."""

from __future__ import annotations

from typing import ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from mingcha.core.workflow.object_task import OBJECT_TASK
from mingcha.foundation.search import name_contains
from mingcha.tasks.models import ObjectTask


class ProgressTable(tables.Table):
    """One row an object and department."""

    object = tables.Column("检查对象", linkify=("review", {"pk": tables.A("pk")}))
    task = tables.Column("抽查任务", accessor="task__title")
    department = tables.Column("部门", accessor="sub_task__department__short_name")
    team = tables.Column("检查组", empty_values=(), orderable=False)
    state = tables.Column("状态")
    publish_by = tables.DateColumn(
        verbose_name="公示期限", accessor="record__publish_by", format="Y-m-d", default="—"
    )

    class Meta:
        model = ObjectTask
        fields = ("object", "task", "department", "team", "state", "publish_by")
        empty_text = "还没有派发给本部门的检查任务"

    def render_team(self, record: ObjectTask) -> str:
        """Show the names."""
        return "、".join(str(member.inspector) for member in record.team.all())

    def render_state(self, value: str) -> str:
        """Show the state's title."""
        return OBJECT_TASK.states[value]


class ProgressFilter(filters.FilterSet):
    """Name or code, task, state."""

    q = filters.CharFilter(label="对象名称或代码", method="by_words")
    task = filters.CharFilter(label="任务编号", field_name="task__number", lookup_expr="startswith")
    state = filters.ChoiceFilter(
        label="状态", choices=list(OBJECT_TASK.states.items()), empty_label="全部"
    )

    class Meta:
        model = ObjectTask
        fields: ClassVar = ["q", "task", "state"]

    def by_words(self, rows: QuerySet[ObjectTask], _: str, value: str) -> QuerySet[ObjectTask]:
        """Find by any part of the name, or by the beginning of the code."""
        named = name_contains(value, field="object__name", words="object__name_words")
        return rows.filter(named | Q(object__code__startswith=value.strip()))
