"""The list of inspectors and its filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingcha.foundation import clock
from mingcha.orgs.models import Department, Unit
from mingcha.registers.models import Inspector, Tag
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.inspectors import EXPIRES_SOON_DAYS
from mingcha.web.wording import cn_date

_MISSING, _EXPIRED, _SOON = "missing", "expired", "soon"


class InspectorTable(tables.Table):
    """One row a person."""

    name = tables.Column("姓名", linkify=("inspector", {"pk": tables.A("pk")}))
    staff_no = tables.Column("工号", attrs={"td": {"class": "code"}})
    unit = tables.Column("机构", accessor="unit__name", default="—", order_by="unit__name")
    certificate_no = tables.Column("执法证号", default="", orderable=False)
    certificate_until = tables.Column("有效期至", empty_values=())
    expertise = tables.Column("业务专长", orderable=False, empty_values=())
    capacity = tables.Column("可承担户数", attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    state = tables.Column("状态")

    class Meta:
        model = Inspector
        fields = (
            *("name", "staff_no", "unit", "certificate_no", "certificate_until"),
            *("expertise", "capacity", "state"),
        )
        empty_text = "没有符合条件的检查人员"

    def render_certificate_until(self, record: Inspector) -> str:
        """Show the last day, and how it stands where that matters."""
        return certificate_text(record)

    def render_expertise(self, record: Inspector) -> str:
        """Show the words in one line."""
        return "、".join(tag.name for tag in record.expertise.all()) or "—"


def certificate_text(one: Inspector) -> SafeString:
    """Return a certificate's last day with a tag where it is missing, over, or soon over."""
    until, today = one.certificate_until, clock.today()
    if not one.certificate_no or until is None:
        return format_html('<span class="mc-tag is-late">{}</span>', "证件不全，不能派出")
    if until < today:
        tag = format_html('<span class="mc-tag is-late">{}</span>', "已到期")
    elif until <= today + timedelta(days=EXPIRES_SOON_DAYS):
        left = f"还有 {(until - today).days} 天"
        tag = format_html('<span class="mc-tag is-soon">{}</span>', left)
    else:
        tag = SafeString("")
    return format_html("{} {}", cn_date(until), tag)


class InspectorFilter(filters.FilterSet):
    """Name or number, unit, expertise, certificate, state."""

    q = filters.CharFilter(label="姓名、工号或证号", method="by_words")
    department = filters.ModelChoiceFilter(
        label="部门名录", queryset=Department.objects.none(), empty_label="全部"
    )
    unit = filters.ModelChoiceFilter(label="机构", queryset=Unit.objects.none(), empty_label="全部")
    expertise = filters.ModelChoiceFilter(
        label="业务专长", queryset=Tag.objects.none(), method="by_expertise", empty_label="全部"
    )
    certificate = filters.ChoiceFilter(
        label="执法证",
        choices=[
            (_SOON, f"{EXPIRES_SOON_DAYS} 天内到期"),
            (_EXPIRED, "已到期"),
            (_MISSING, "证件不全"),
        ],
        method="by_certificate",
        empty_label="全部",
    )
    state = filters.ChoiceFilter(label="状态", choices=InspectorState.choices, empty_label="全部")

    class Meta:
        model = Inspector
        fields: ClassVar = ["q", "department", "unit", "expertise", "certificate", "state"]

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        """Offer the departments, units and tags within the scope."""
        super().__init__(*args, **kwargs)
        keys = [each.pk for each in departments]
        if len(departments) > 1:
            self.filters["department"].queryset = Department.objects.filter(pk__in=keys)
        else:
            del self.filters["department"]
        self.filters["unit"].queryset = Unit.objects.filter(department__in=keys)
        self.filters["expertise"].queryset = Tag.objects.filter(kind=TagKind.EXPERTISE)

    def by_words(self, rows: QuerySet[Inspector], _: str, value: str) -> QuerySet[Inspector]:
        """Find by part of the name, number or certificate."""
        return rows.filter(
            Q(name__icontains=value)
            | Q(staff_no__icontains=value)
            | Q(certificate_no__icontains=value)
        )

    def by_expertise(self, rows: QuerySet[Inspector], _: str, value: Tag) -> QuerySet[Inspector]:
        """Keep who has the expertise."""
        return rows.filter(expertise=value)

    def by_certificate(self, rows: QuerySet[Inspector], _: str, value: str) -> QuerySet[Inspector]:
        """Keep whose certificate is missing, over, or soon over."""
        today = clock.today()
        if value == _MISSING:
            return rows.filter(Q(certificate_no="") | Q(certificate_until=None))
        if value == _EXPIRED:
            return rows.filter(certificate_until__lt=today)
        soon = today + timedelta(days=EXPIRES_SOON_DAYS)
        return rows.filter(certificate_until__range=(today, soon))
