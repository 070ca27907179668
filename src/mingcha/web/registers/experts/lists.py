"""The lists of experts and of professional bodies, on the page and as workbooks.

The workbooks' headings are those that the import reads.
"""

from __future__ import annotations

from typing import ClassVar

import django_filters as filters
from django.db.models import QuerySet
from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.core.identifiers.citizen import masked_telephone
from mingcha.core.intake.kinds import KINDS
from mingcha.registers.models import Expert, ProfessionalBody, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.registers.personal import sees_personal
from mingcha.web.registers.plain_list import Column, PlainList, RegisterFilter

Helper = Expert | ProfessionalBody
_EXPERT, _BODY = KINDS["experts"].vocabulary.title, KINDS["bodies"].vocabulary.title


def shown_phone(row: Helper, user: User) -> str:
    """Return the telephone as the person who asks may see it."""
    is_whole = sees_personal(user, row.department_id) or not row.phone
    return row.phone if is_whole else masked_telephone(row.phone)


def _areas(row: Helper, _: User) -> str:
    return "、".join(sorted(tag.name for tag in row.tags.all()))


def _department(row: Helper, _: User) -> str:
    return row.department.short_name


_PHONE = Column("phone", _EXPERT("phone"), 16, shown_phone, "code")
_AREAS = Column("areas", _EXPERT("expertise"), 24, _areas)
_STATE = Column("state", _EXPERT("status"), 10, lambda row, _: "是" if row.is_active else "否")
_DEPARTMENT = Column("department", "所属部门", 20, _department)

EXPERTS = PlainList(
    route="experts",
    name="专家库",
    head=Column("name", _EXPERT("name"), 12, lambda row, _: row.name),
    columns=(
        Column("employer", _EXPERT("employer"), 28, lambda row, _: row.employer),
        Column("body", _EXPERT("body"), 28, lambda row, _: row.body),
        Column("title", _EXPERT("title"), 16, lambda row, _: row.title),
        *(_AREAS, _PHONE, _STATE, _DEPARTMENT),
    ),
    address=lambda row: reverse("expert", args=["expert", row.pk]),
)
BODIES = PlainList(
    route="bodies",
    name="专业机构库",
    head=Column("name", _BODY("name"), 30, lambda row, _: row.name),
    columns=(
        Column("code", _BODY("code"), 22, lambda row, _: row.code, "code"),
        Column("services", _BODY("services"), 30, lambda row, _: row.services),
        Column("contact", _BODY("contact"), 12, lambda row, _: row.contact),
        *(_AREAS, _PHONE, _STATE, _DEPARTMENT),
    ),
    address=lambda row: reverse("expert", args=["body", row.pk]),
)


class _HelperFilter(RegisterFilter):
    tag = filters.ModelChoiceFilter(
        label="专业领域",
        queryset=Tag.objects.exclude(kind=TagKind.OBJECT),
        field_name="tags",
        empty_label="全部",
    )
    state = filters.ChoiceFilter(
        label="是否在库",
        choices=[("in", "在库"), ("out", "已移出")],
        method="by_state",
        empty_label="全部",
    )

    def by_state(self, rows: QuerySet[Expert], _: str, value: str) -> QuerySet[Expert]:
        """Keep who is in the pool, or who left it."""
        return rows.filter(is_active=value == "in")


class ExpertFilter(_HelperFilter):
    """Name, employer or body; department, field, in the pool or not."""

    SEARCHED = ("name", "employer", "body__name")

    class Meta:
        model = Expert
        fields: ClassVar = ["q", "department", "tag", "state"]


class BodyFilter(_HelperFilter):
    """Name, code or services; department, field, in the pool or not."""

    SEARCHED = ("name", "code", "services")

    class Meta:
        model = ProfessionalBody
        fields: ClassVar = ["q", "department", "tag", "state"]
