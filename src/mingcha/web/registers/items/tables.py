"""The list of items and its filters."""

from __future__ import annotations

from typing import ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet

from mingcha.core.workflow.item import ITEM
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


class ItemFilter(filters.FilterSet):
    """Name or code, class, state."""

    q = filters.CharFilter(label="名称或编码", method="by_words")
    item_class = filters.ChoiceFilter(
        label="事项类别", choices=ItemClass.choices, empty_label="全部"
    )
    state = filters.ChoiceFilter(
        label="状态", choices=list(ITEM.states.items()), empty_label="全部"
    )

    class Meta:
        model = ItemVersion
        fields: ClassVar = ["q", "item_class", "state"]

    def by_words(self, rows: QuerySet[ItemVersion], _: str, value: str) -> QuerySet[ItemVersion]:
        """Find by any part of name or code."""
        return rows.filter(Q(name__icontains=value) | Q(item__code__icontains=value))
