"""The list of objects and its filters."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters.fields import ModelChoiceField

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.core.identifiers.text import fold
from mingcha.foundation import clock
from mingcha.foundation.search import containing, name_contains, share_of_names
from mingcha.orgs.models import Department, Region
from mingcha.registers.models import InspectionObject, SpecialRegister, Tag
from mingcha.registers.models.inspection_object import ObjectKind, RegistrationStatus
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.risk_class import GENERIC_LEVELS
from mingcha.registers.selectors.flags import flagged
from mingcha.registers.selectors.objects import search_code
from mingcha.registers.selectors.special_registers import belonging, visible_special_registers
from mingcha.registers.selectors.tags import borne_tags
from mingcha.web.registers.objects.forms import TagField
from mingcha.web.registers.paging import MOST
from mingcha.web.registers.picking import Columns

_SHORTEST_CODE = 4
_NO_CLASS, _ANY_CLASS = "none", "any"
_COMMON = 0.002
_WALKED, _FEWEST_COUNTED = 30_000, 100
"""Names that much of the register has in common are counted as far as so many rows tell."""


_NARROW, _WIDE = str.maketrans("（）", "()"), str.maketrans("()", "（）")

CHOSEN = {
    "kind": "类型",
    "region": "行政区划",
    "status": "登记状态",
    "risk_level": "风险类别",
    "address": "住所",
    "industry": "行业",
    "established_on": "成立日期",
    "tags": "标签",
}
"""Columns that people choose from; name and code are always there."""

_AT_FIRST = ("kind", "region", "status", "risk_level")


def _spellings(text: str) -> list[str]:
    """Return a text with its brackets as they stand, narrow, and wide: names are written either way."""
    return list(dict.fromkeys((text, text.translate(_NARROW), text.translate(_WIDE))))


def columns_for(user: User) -> Columns:
    """Return the columns that a person may choose; the class only for those who may see it."""
    hidden = () if sees_classes(user) else ("risk_level",)
    titles = {name: title for name, title in CHOSEN.items() if name not in hidden}
    return Columns(titles, _AT_FIRST)


class ObjectTable(tables.Table):
    """Columns, sorted by what has an index; ``objects/table.html`` writes the rows."""

    name = tables.Column("名称")
    code = tables.Column("代码")
    kind = tables.Column("类型", orderable=False)
    region = tables.Column("行政区划", orderable=False)
    status = tables.Column("登记状态", orderable=False)
    risk_level = tables.Column("风险类别", orderable=False)
    address = tables.Column("住所", orderable=False)
    industry = tables.Column("行业", orderable=False)
    established_on = tables.Column("成立日期", orderable=False)
    tags = tables.Column("标签", orderable=False)

    class Meta:
        model = InspectionObject
        fields = ("name", "code", *CHOSEN)


class _TagChoices(TagField, ModelChoiceField):
    """The tags of the filter, whose empty choice is that of all filters."""


class _TagFilter(filters.ModelChoiceFilter):
    """A tag that objects bear, be it retired."""

    field_class = _TagChoices


class ObjectFilter(filters.FilterSet):
    """Name or code, region with all below it, kind, status, tag; the class for those who may.

    ``is_code`` says that a code was looked for, ``is_rare`` a text that few names contain, ``most``
    how far it is worth counting.
    """

    q = filters.CharFilter(label="名称或代码", method="by_words")
    department = filters.ModelChoiceFilter(
        label="部门名录", queryset=Department.objects.none(), method="as_it_is", empty_label="全部"
    )
    region = filters.ModelChoiceFilter(
        label="行政区划", queryset=Region.objects.none(), method="by_region", empty_label="全部"
    )
    kind = filters.ChoiceFilter(label="类型", choices=ObjectKind.choices, empty_label="全部")
    status = filters.ChoiceFilter(
        label="登记状态", choices=RegistrationStatus.choices, empty_label="全部"
    )
    tags = _TagFilter(
        label="标签", queryset=Tag.objects.none(), method="by_tag", empty_label="全部"
    )
    tagged = filters.ChoiceFilter(
        label="有无标签",
        choices=[("yes", "有标签"), ("no", "没有标签")],
        method="by_having_tags",
        empty_label="全部",
    )
    risk_level = filters.ChoiceFilter(
        label="风险类别",
        choices=[
            *((level, f"{level} 类") for level in GENERIC_LEVELS),
            (_ANY_CLASS, "已分类"),
            (_NO_CLASS, "未分类"),
        ],
        method="by_class",
        empty_label="全部",
    )
    flag = filters.ChoiceFilter(
        label="标记", choices=FlagKind.choices, method="by_flag", empty_label="全部"
    )
    special = filters.ModelChoiceFilter(
        label="专项库",
        queryset=SpecialRegister.objects.none(),
        method="by_special",
        empty_label="全部",
    )

    class Meta:
        model = InspectionObject
        fields: ClassVar = [
            *("q", "department", "region", "kind", "status", "tags", "tagged"),
            *("special", "flag"),
            "risk_level",
        ]

    def __init__(
        self, *args: Any, user: User, departments: list[Department], **kwargs: Any
    ) -> None:
        """Offer what lies in the user's scope, and the class only to those who may see it."""
        super().__init__(*args, **kwargs)
        self.is_code, self.is_rare, self.most = False, False, MOST
        if len(departments) > 1:
            chosen = Department.objects.filter(pk__in=[each.pk for each in departments])
            self.filters["department"].queryset = chosen
        else:
            del self.filters["department"]
        if not sees_classes(user):
            del self.filters["risk_level"]
        below = Q(parent=user.region_id) | Q(pk=user.region_id)
        self.filters["region"].queryset = Region.objects.filter(below).order_by("code")
        special = visible_special_registers(user).filter(retired_on=None)
        self.filters["special"].queryset = special
        if not special.exists():
            del self.filters["special"]
        self.filters["tags"].queryset = borne_tags()

    def by_words(
        self, rows: QuerySet[InspectionObject], _: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Find by the beginning of the code, or by any part of the name.

        The key of a project or a product may be any text, so that it is looked for beside the names.
        """
        code = fold(value)[0]
        self.is_code = code.isascii() and code.isalnum() and len(code) >= _SHORTEST_CODE
        self.is_code &= code[:1].isdigit()
        if self.is_code:
            return rows.filter(search_code(code))
        spellings = _spellings(value)
        share = sum(share_of_names(InspectionObject, each) for each in spellings)
        self.is_rare = share < _COMMON
        matches = name_contains if self.is_rare else containing
        named = reduce(or_, map(matches, spellings))
        if not self.is_rare:
            self.most = max(_FEWEST_COUNTED, min(MOST, int(_WALKED * share)))
        begins_a_key = search_code(code)
        if code and InspectionObject.objects.filter(begins_a_key).exists():
            return rows.filter(named | begins_a_key)
        return rows.filter(named)

    def by_region(
        self, rows: QuerySet[InspectionObject], _: str, value: Region
    ) -> QuerySet[InspectionObject]:
        """Keep what lies in the region or below it."""
        below = Region.objects.filter(prefix__startswith=value.prefix).values_list("pk", flat=True)
        return rows.filter(region__in=list(below))

    def by_tag(
        self, rows: QuerySet[InspectionObject], _: str, value: Tag
    ) -> QuerySet[InspectionObject]:
        """Keep what bears the tag."""
        through = InspectionObject.tags.through
        bearing = through.objects.filter(tag_id=value.pk).values("inspectionobject_id")
        return rows.filter(pk__in=bearing)

    def by_having_tags(
        self, rows: QuerySet[InspectionObject], _: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Keep what bears any tag, or none."""
        bearing = Exists(
            InspectionObject.tags.through.objects.filter(inspectionobject=OuterRef("pk"))
        )
        return rows.filter(bearing if value == "yes" else ~bearing)

    def by_special(
        self, rows: QuerySet[InspectionObject], _: str, value: SpecialRegister
    ) -> QuerySet[InspectionObject]:
        """Keep what belongs to the sub-register now."""
        return rows.filter(belonging([value.pk]))

    def by_class(
        self, rows: QuerySet[InspectionObject], _: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Keep one class, what has any, or what has none."""
        if value == _ANY_CLASS:
            return rows.filter(risk_level__gt="")
        return rows.filter(risk_level="" if value == _NO_CLASS else value)

    def by_flag(
        self, rows: QuerySet[InspectionObject], _: str, value: str
    ) -> QuerySet[InspectionObject]:
        """Keep what bears the mark today."""
        return rows.filter(flagged([value], clock.today()))

    def as_it_is(self, rows: QuerySet[InspectionObject], *_: object) -> QuerySet[InspectionObject]:
        """Leave the rows: the view has chosen the register already."""
        return rows
