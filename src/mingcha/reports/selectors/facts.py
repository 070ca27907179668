"""The fact table: one row per task × department × object, from which every figure is computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    JSONField,
    Min,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject
from django.utils import timezone

from mingcha.core.statistics.fact import Fact, JointScope, Origin, Platform, TaskSource
from mingcha.core.statistics.other_platforms import OtherPlatformFigures as EnteredFigures
from mingcha.core.statistics.triple import Triple
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.orgs.models.region import Level
from mingcha.publication.models import Publication
from mingcha.publication.models.exemption import Masked
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.reports.models import OtherPlatformFigures
from mingcha.tasks.models import ObjectTask

_FIELDS = (
    "pk",
    "task_id",
    "task__source",
    "task__draw__drawn_at",
    "sub_task__department_id",
    "is_initiator",
    "sub_task__department__line_id",
    "sub_task__department__region_id",
    "task__joint_scope",
    "object__kind",
    "task__risk_scheme",
    "origin",
    "object_id",
    "record__signed_at",
    "record__result",
    "record__publish_by",
    "follow_up__state",
    "exemption__approved_at",
    "exemption__masked",
    "published_at",
)


_JOINT_KEY = Concat(F("task__number"), Value("-"), F("object__key"))
_HIDDEN = Concat(Value("M"), Cast(F("exemption__pk"), CharField()))
_RESULT_KEY = Concat(
    F("task__number"),
    Value("-"),
    F("sub_task__department__code"),
    Value("-"),
    Case(When(exemption__masked__contains=[Masked.OBJECT], then=_HIDDEN), default=F("object__key")),
)
_ORIGIN = Case(
    When(sub_task__share_of=None, then=F("task__origin")),
    When(task__region__level=Level.PROVINCE, then=Value(Origin.PROVINCE.value)),
    default=Value(Origin.CITY.value),
)
"""What a county has as its share was handed down, whatever the drawing department's own origin (R-067)."""
_ALONE = Q(key=OuterRef("result_key"))
_AS_PART = Q(
    key=OuterRef("joint_key"),
    content__parts__contains=Func(
        JSONObject(key=OuterRef("result_key")),
        function="jsonb_build_array",
        output_field=JSONField(),
    ),
)
"""A department's part of a joint result is public from the first version on that holds it."""


def facts_of(year: int, region_prefix: str) -> list[Fact]:
    """Return the facts of a year's draws and results in a region's subtree.

    A task counts from its draw on; an object that a department marked as not its own is none of
    that department's facts. Objects that a task names were not drawn: no form counts them.
    """
    return [_fact(row) for row in _rows(year, region_prefix)]


def _rows(year: int, region_prefix: str) -> Iterable[dict[str, Any]]:
    rows: Iterable[dict[str, Any]] = (
        ObjectTask.objects.filter(
            task__year=year,
            sub_task__department__region__prefix__startswith=region_prefix,
            task__draw__drawn_at__isnull=False,
        )
        .exclude(state="not_mine")
        .exclude(task__state="voided")
        .exclude(task__object_filter__has_key="objects")
        .annotate(
            result_key=_RESULT_KEY,
            joint_key=_JOINT_KEY,
            origin=_ORIGIN,
            is_initiator=Coalesce("sub_task__share_of__is_lead", "sub_task__is_lead"),
        )
        .annotate(published_at=Coalesce(_first(_ALONE), _first(_AS_PART)))
        .order_by("pk")
        .values(*_FIELDS)
    )
    return rows


def _first(which: Q) -> Subquery:
    found = Publication.objects.filter(which, kind="result").order_by().values("kind")
    return Subquery(found.annotate(first=Min("published_at")).values("first"))


def _fact(row: dict[str, Any]) -> Fact:
    result = row["record__result"]
    return Fact(
        task_id=str(row["task_id"]),
        task_source=TaskSource(str(row["task__source"])),
        draw_date=_required_day(row["task__draw__drawn_at"]),
        department_id=str(row["sub_task__department_id"]),
        is_initiator=bool(row["is_initiator"]),
        line=str(row["sub_task__department__line_id"]),
        region_code=str(row["sub_task__department__region_id"]),
        joint_scope=JointScope(str(row["task__joint_scope"])),
        is_enterprise=row["object__kind"] == ObjectKind.ENTERPRISE,
        class_applied=bool(row["task__risk_scheme"]),
        platform=Platform.OWN,
        origin=Origin(str(row["origin"])),
        object_id=str(row["object_id"]),
        result_date=_day(row["record__signed_at"]),
        has_problem=result in PROBLEM_RESULTS and row["record__signed_at"] is not None,
        published_date=_day(row["published_at"]),
        follow_up_closed=row["follow_up__state"] == "closed",
        publication_due=row["record__publish_by"],
        is_withheld=_withheld(row),
    )


def _day(moment: object) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else None


def _withheld(row: dict[str, Any]) -> bool:
    """Tell whether a decision withholds the whole result: parts left out are published all the same."""
    return row["exemption__approved_at"] is not None and Masked.WHOLE in row["exemption__masked"]


def _required_day(moment: object) -> date:
    day = _day(moment)
    if day is None:
        raise ValueError("a fact has a draw")
    return day


def entered_figures(year: int, region_prefix: str) -> list[EnteredFigures]:
    """Return what departments entered by hand of other platforms, a row per department and month."""
    rows: dict[tuple[int, int], list[OtherPlatformFigures]] = {}
    found = OtherPlatformFigures.objects.filter(
        year=year, region__prefix__startswith=region_prefix
    ).select_related("region")
    for figures in found:
        rows.setdefault((figures.department_id, figures.month), []).append(figures)
    return [
        EnteredFigures(
            department_id=str(department),
            region_code=of_month[0].region_id,
            month=date(year, month, 1),
            all=_sum(of_month),
            enterprises=_sum([f for f in of_month if f.is_enterprise]),
            class_applied=_sum([f for f in of_month if f.class_applied and f.is_enterprise]),
            evidence="；".join(f.evidence for f in of_month),
        )
        for (department, month), of_month in rows.items()
    ]


def _sum(rows: list[OtherPlatformFigures]) -> Triple:
    return Triple(
        sum(row.checks for row in rows),
        sum(row.households for row in rows),
        sum(row.problem_households for row in rows),
    )
