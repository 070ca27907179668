"""The progress of a plan line: one and the same in all versions of its plan (R-043, R-047).

A task and a superior's share stay with the version that was in force when they began; what they do
to the line holds in the versions before and after, the one in work included.
"""

from __future__ import annotations

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mingcha.accounts.steps import step_by_itself
from mingcha.core.workflow.plan_line import PLAN_LINE
from mingcha.foundation import clock
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.plans.selectors.plans import versions_of


def held(line: PlanLine) -> PlanLine:
    """Lock a line in all its versions; return the one in force, or else the newest.

    Asked for before anything is recorded: who holds the chain waits for no line.
    """
    rows = versions_of(line).select_related("version").select_for_update(of=("self",))
    return max(
        rows.order_by("pk"), key=lambda row: (row.version.state == "published", row.version.number)
    )


def advance(line: PlanLine, verb: str, **guards: str | None) -> None:
    """Take a step of a line that is held, in all its versions."""
    step_by_itself(PLAN_LINE, line, verb, **guards)
    versions_of(line).update(state=line.state, updated_at=clock.now())


def take_over_progress(older: PlanVersion, newer: PlanVersion) -> None:
    """Give the lines of a version that comes in force the progress made while it was in work."""
    before = PlanLine.objects.filter(version=older)
    list(before.select_for_update().order_by("line_no"))
    now = before.filter(line_no=OuterRef("line_no")).values("state")
    newer.lines.update(state=Coalesce(Subquery(now), F("state")))
