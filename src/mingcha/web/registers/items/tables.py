"""The list of items and its filters."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet

from mingcha.core.workflow.item import ITEM
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import ItemClass


class ItemTable(tables.Table):
    """One row an item, in its newest version."""

    code = tables.Column(
        "编码", accessor="item__code", linkify=("item", {"pk": tables.A("item_id")})
    )
    name = tables.Column("抽查事项")
    category = tables.Column("抽查类别")
    item_class = tables.Column("事项类别")
    state = tables.Column("状态")
    effective_from = tables.DateColumn(verbose_name="生效日期", format="Y-m-d", default="")

    class Meta:
        model = ItemVersion
        fields = ("code", "name", "category", "item_class", "state", "effective_from")
        empty_text = "清单里还没有事项"

    def render_state(self, value: str) -> str:
        """Show the state's title."""
        return ITEM.states[value]


_IN_FORCE = "in_force"


class ItemFilter(filters.FilterSet):
    """Name or code, department, class, state, claimed or not."""

    q = filters.CharFilter(label="名称或编码", method="by_words")
    department = filters.ModelChoiceFilter(
        label="部门清单",
        field_name="item__department",
        queryset=Department.objects.none(),
        empty_label="全部",
    )
    item_class = filters.ChoiceFilter(
        label="事项类别", choices=ItemClass.choices, empty_label="全部"
    )
    state = filters.ChoiceFilter(
        label="状态",
        choices=[(_IN_FORCE, "现行有效"), *ITEM.states.items()],
        method="by_state",
        empty_label="全部",
    )
    origin = filters.ChoiceFilter(
        label="来源",
        choices=[("claimed", "认领上级的"), ("own", "本级自有的")],
        method="by_origin",
        empty_label="全部",
    )

    class Meta:
        model = ItemVersion
        fields: ClassVar = ["q", "department", "item_class", "state", "origin"]

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        """Offer the departments within the scope, where there are several."""
        super().__init__(*args, **kwargs)
        if len(departments) > 1:
            keys = [each.pk for each in departments]
            self.filters["department"].queryset = Department.objects.filter(pk__in=keys)
        else:
            del self.filters["department"]

    def by_words(self, rows: QuerySet[ItemVersion], _: str, value: str) -> QuerySet[ItemVersion]:
        """Find by any part of name or code."""
        return rows.filter(Q(name__icontains=value) | Q(item__code__icontains=value))

    def by_state(self, rows: QuerySet[ItemVersion], _: str, value: str) -> QuerySet[ItemVersion]:
        """Keep the newest version's state, or what is in force even while a new version is in work."""
        if value != _IN_FORCE:
            return rows.filter(state=value)
        return rows.filter(_published(OuterRef("item")), item__retired_on=None)

    def by_origin(self, rows: QuerySet[ItemVersion], _: str, value: str) -> QuerySet[ItemVersion]:
        """Keep what was claimed of the superior's items in force, or what was claimed of nobody."""
        if value == "own":
            return rows.filter(item__parent=None)
        in_force = _published(OuterRef("item__parent"))
        return rows.filter(in_force, item__retired_on=None, item__parent__retired_on=None)


def _published(item: OuterRef) -> Exists:
    return Exists(ItemVersion.objects.filter(item=item, state="published"))
