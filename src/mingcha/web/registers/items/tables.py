"""The list of items and its filters."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingcha.accounts.models import User
from mingcha.core.workflow.item import ITEM
from mingcha.orgs.models import Department
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod, ItemClass
from mingcha.web.registers.picking import Columns

COLUMNS = Columns(
    {
        "department": "编制单位",
        "category": "抽查类别",
        "item_class": "事项类别",
        "objects_text": "检查对象",
        "methods": "检查方式",
        "body": "检查主体",
        "content": "检查内容",
        "basis": "检查依据",
        "ratio_text": "抽查比例",
        "frequency_text": "抽查频次",
        "state": "状态",
        "effective_from": "生效日期",
    },
    ("category", "item_class", "state", "effective_from"),
)
"""What may be chosen beside code and name."""
_BOX = (
    '<input type="checkbox" class="form-check-input" name="chosen" value="{}" form="picked"'
    ' aria-label="勾选 {}">'
    '<input type="hidden" name="opened-{}" value="{}" form="picked">'
)
"""With what the list showed of the item, which whoever approves it has read."""


class ItemTable(tables.Table):
    """One row an item, in its newest version; ``chosen`` is a box for what many do together."""

    chosen = tables.Column(
        "勾选", orderable=False, empty_values=(), attrs={"td": {"class": "shrink tick"}}
    )
    code = tables.Column(
        "编码", accessor="item__code", linkify=("item", {"pk": tables.A("item_id")})
    )
    name = tables.Column("抽查事项")
    department = tables.Column("编制单位", accessor="item__department__short_name")
    category = tables.Column("抽查类别")
    item_class = tables.Column("事项类别")
    objects_text = tables.Column("检查对象", orderable=False)
    methods = tables.Column("检查方式", orderable=False)
    body = tables.Column("检查主体", orderable=False)
    content = tables.Column("检查内容", orderable=False)
    basis = tables.Column("检查依据", orderable=False)
    ratio_text = tables.Column("抽查比例", orderable=False)
    frequency_text = tables.Column("抽查频次", orderable=False)
    state = tables.Column("状态")
    effective_from = tables.DateColumn(verbose_name="生效日期", format="Y-m-d", default="")

    class Meta:
        model = ItemVersion
        fields = ("chosen", "code", "name", *COLUMNS.titles)
        empty_text = "清单里还没有事项"

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the boxes of the own department's items."""
        super().__init__(*args, **kwargs)
        self._user = user

    def render_chosen(self, record: ItemVersion) -> SafeString:
        """Show the box, for the own list alone."""
        if record.item.department_id != self._user.department_id:
            return SafeString("")
        mark = getattr(record, "opened", "")
        return format_html(_BOX, record.item_id, record.name, record.item_id, mark)

    def render_methods(self, value: list[str]) -> str:
        """Show the methods in one line."""
        return "、".join(str(CheckMethod(method).label) for method in value)

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
