"""The lists of tasks and of pool rows, with their filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from mingcha.core.workflow.task import TASK
from mingcha.plans.models.annual_plan import JointScope
from mingcha.tasks.models import PoolEntry, Task
from mingcha.tasks.models.task import TaskSource

_NUM: dict[str, Any] = {"td": {"class": "num"}, "th": {"class": "num"}}


class TaskTable(tables.Table):
    """One row a task."""

    number = tables.Column("任务编号")
    title = tables.Column("任务名称", linkify=("task", {"pk": tables.A("pk")}))
    lead_department = tables.Column("牵头部门", accessor="lead_department__short_name")
    source = tables.Column("任务来源")
    joint_scope = tables.Column("抽查类型")
    period_to = tables.DateColumn(verbose_name="截止日期", format="Y-m-d")
    state = tables.Column("状态")

    class Meta:
        model = Task
        fields = (
            "number",
            "title",
            "lead_department",
            "source",
            "joint_scope",
            "period_to",
            "state",
        )
        empty_text = "没有符合条件的抽查任务；牵头部门从年度计划条目发起"

    def render_state(self, value: str) -> str:
        """Show the state's title."""
        return TASK.states[value]

    value_state = render_state


class TaskFilter(filters.FilterSet):
    """Title or number, state, source, kind, year."""

    q = filters.CharFilter(label="名称或编号", method="by_words")
    state = filters.ChoiceFilter(
        label="状态", choices=list(TASK.states.items()), empty_label="全部"
    )
    source = filters.ChoiceFilter(label="任务来源", choices=TaskSource.choices, empty_label="全部")
    joint_scope = filters.ChoiceFilter(
        label="抽查类型", choices=JointScope.choices, empty_label="全部"
    )
    year = filters.NumberFilter(label="年度")

    class Meta:
        model = Task
        fields: ClassVar = ["q", "state", "source", "joint_scope", "year"]

    def by_words(self, rows: QuerySet[Task], _: str, value: str) -> QuerySet[Task]:
        """Find by any part of the title, or by the beginning of the number."""
        return rows.filter(Q(title__icontains=value) | Q(number__startswith=value))


class PoolTable(tables.Table):
    """One row an object of the frozen frame; ``titles`` are those of the strata."""

    key = tables.Column("代码", accessor="object__code")
    name = tables.Column("名称", accessor="object__name")
    region = tables.Column("区域", accessor="object__region__name")
    stratum = tables.Column("层")
    exclusion = tables.Column("排除原因", default="可抽")
    exclusion_note = tables.Column("说明", default="")

    class Meta:
        model = PoolEntry
        fields = ("key", "name", "region", "stratum", "exclusion", "exclusion_note")
        empty_text = "没有这样的对象"

    def __init__(self, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        """Keep what the strata are called."""
        super().__init__(*args, **kwargs)
        self._titles = titles

    def render_stratum(self, value: str) -> str:
        """Show the stratum's title."""
        return self._titles.get(value, value)
