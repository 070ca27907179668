"""The pool in figures: by stratum and by reason, as it would be today or as it was frozen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, QuerySet

from mingcha.bundles.draft import DRAFT_FILE
from mingcha.core.draw.allocation import StratumSize, allocate, reserve_size
from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.plan import PLAN_FILE, Base, DrawingFrame, Stratum
from mingcha.core.draw.tsv import FileDigest
from mingcha.foundation import clock
from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.selectors.duplicates import number_of_suspects
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.tasks.bundle_store import FACTS_FILE, content_if_any, content_of
from mingcha.tasks.freezing import PoolFacts
from mingcha.tasks.models import Draw, PoolEntry, PoolStratum, SubTask, Task
from mingcha.tasks.models.pool_entry import Exclusion
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.ratios import is_census, quota, reserve_bp
from mingcha.tasks.seats import sides_of
from mingcha.tasks.selectors.strata import stratum_titles

_NONE = StratumSize(0, 0)


@dataclass(frozen=True, slots=True)
class StratumLine:
    """A stratum of the pool: rows, how many cannot be drawn, and how many are to be."""

    title: str
    ratio: str
    rows: int
    excluded: int
    to_draw: int
    reserve: int
    is_census: bool = False

    @property
    def eligible(self) -> int:
        """Return how many can be drawn."""
        return self.rows - self.excluded

    @property
    def is_singled_out(self) -> bool:
        """Tell whether one object alone would be drawn "at random" (protocol section 14)."""
        return self.eligible == self.to_draw == 1 and not self.is_census


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """How many objects a reason keeps out."""

    code: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class PoolFigures:
    """The lead's frame: ``strata`` one by one, and their sum."""

    strata: list[StratumLine]
    exclusions: list[ExclusionLine]

    @property
    def total(self) -> StratumLine:
        """Return the sum over the classes; without the classes it gives none away."""
        columns = ("rows", "excluded", "to_draw", "reserve")
        sums = {name: sum(getattr(line, name) for line in self.strata) for name in columns}
        return StratumLine(title="", ratio="", **sums)


def figures_today(task: Task) -> PoolFigures:
    """Return the pool as it would be if it were frozen now, counted by the database."""
    lead = task.sub_tasks.select_related("task").get(is_lead=True)
    rows = candidates(lead, clock.today()).order_by()
    with transaction.atomic(), bulk_queries():
        counted = list(rows.values_list("stratum", "exclusion").annotate(Count("pk")))
    sizes: dict[str, StratumSize] = {}
    reasons: Counter[str] = Counter()
    for stratum, exclusion, number in counted:
        size = sizes.get(stratum, _NONE)
        eligible = size.eligible + (0 if exclusion else number)
        sizes[stratum] = StratumSize(size.rows + number, eligible)
        reasons[exclusion] += number
    return _figures(task, sizes, reasons)


def suspected_pairs(task: Task) -> int:
    """Return how many pairs of the lead's frame may be one object under two ids (protocol 14)."""
    return number_of_suspects(objects_in_range(task.lead_department, task.object_filter))


def frozen_figures(task: Task) -> PoolFigures:
    """Return the pool of the task's frozen draw."""
    lead = task.sub_tasks.get(is_lead=True)
    strata = PoolStratum.objects.filter(sub_task=lead)
    sizes = {size.stratum: StratumSize(size.rows, size.eligible) for size in strata}
    left_out = frozen_entries(task).order_by()
    return _figures(task, sizes, dict(left_out.values_list("exclusion").annotate(Count("pk"))))


def frozen_entries(task: Task, exclusion: str = "") -> QuerySet[PoolEntry]:
    """Return what is left out of the lead's frozen frame, for one reason or for any."""
    rows = PoolEntry.objects.filter(sub_task__task=task, sub_task__is_lead=True)
    rows = rows.filter(exclusion=exclusion) if exclusion else rows.exclude(exclusion="")
    return rows.select_related("object__region").order_by("pk")


def pool_facts(draw: Draw) -> PoolFacts:
    """Return what people are told before the draw."""
    return PoolFacts(**json.loads(content_of(draw, FACTS_FILE)))


def register_roots(draw: Draw) -> dict[str, str]:
    """Return the digest of each frame's frozen register, by frame code."""
    sealed = content_if_any(draw, PLAN_FILE)
    if sealed is not None:
        plan = parse_json(sealed, PLAN_FILE)
    else:
        plan = parse_json(content_of(draw, DRAFT_FILE), DRAFT_FILE)["plan"]
    return {frame["code"]: frame["register"]["root"] for frame in plan["frames"]}


def seats(parts: Iterable[SubTask]) -> str:
    """Return how many each department sends: 市监 2 · 消防 2."""
    return " · ".join(f"{side.name} {part.team_size}" for part in parts for side in sides_of(part))


def _figures(
    task: Task, sizes: Mapping[str, StratumSize], reasons: Mapping[str, int]
) -> PoolFigures:
    return PoolFigures(
        strata=_lines(task, sizes),
        exclusions=[
            ExclusionLine(code, title, reasons[code])
            for code, title in Exclusion.choices
            if code in reasons
        ],
    )


def _lines(task: Task, sizes: Mapping[str, StratumSize]) -> list[StratumLine]:
    frame = DrawingFrame(
        code="POOL",
        register=FileDigest("", 0, ""),
        base=Base.ELIGIBLE,
        reserve_bp=reserve_bp(task),
        batches=1,
        strata=tuple(_stratum(level, text) for level, text in task.ratios.items()),
        total=None,
    )
    drawn = allocate(frame, sizes)
    return [
        StratumLine(
            title=title,
            ratio=_ratio_told(task.ratios[level]),
            rows=sizes.get(level, _NONE).rows,
            excluded=sizes.get(level, _NONE).rows - sizes.get(level, _NONE).eligible,
            to_draw=drawn[level],
            reserve=reserve_size(frame, drawn[level], sizes.get(level, _NONE).eligible),
            is_census=is_census(task.ratios[level]),
        )
        for level, title in stratum_titles(task).items()
    ]


def _ratio_told(text: str) -> str:
    return text if "%" in text or "‰" in text else f"{text} 户"


def _stratum(level: str, text: str) -> Stratum:
    share = quota(text)
    return Stratum(level, bp=share.get("bp"), count=share.get("n"))
