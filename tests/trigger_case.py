"""Trigger rules, and what makes them trigger: checks, marks and follow-ups of some days ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pool_case import sent_out

if TYPE_CHECKING:
    from county import County

    from mingcha.inspections.models import InspectionRecord
    from mingcha.registers.models import InspectionItem, InspectionObject
    from mingcha.triggers.models import TriggerRule


def written(county: County, **values: Any) -> TriggerRule:
    """Return a rule that is not kept yet: three complaints in thirty days."""
    from mingcha.foundation import clock
    from mingcha.triggers.models import TriggerRule

    given: dict[str, Any] = {
        "department": county.market,
        "title": "投诉集中",
        "basis": "澄市监〔2026〕8号",
        "indicator": "flags",
        "flag_kinds": ["complaint"] if values.get("indicator", "flags") == "flags" else [],
        "threshold": 3,
        "window_days": 30,
        "ratio": "100%",
        "mode": "county_county",
        "task_days": 20,
        "since": clock.today() - timedelta(days=1),
    }
    return TriggerRule(**given | values)


def kept(county: County, items: list[InspectionItem], **values: Any) -> TriggerRule:
    from mingcha.triggers.actions.rules import set_trigger_rule

    return set_trigger_rule(by=county.lead, rule=written(county, **values), items=items)


def marked(found: InspectionObject, kind: str, *days_ago: int, until: int | None = None) -> None:
    """Note complaints and the like, each so many days ago."""
    from mingcha.foundation import clock
    from mingcha.registers.models import ObjectFlag

    today = clock.today()
    last = None if until is None else today - timedelta(days=until)
    for ago in days_ago:
        ObjectFlag.objects.create(
            object=found,
            kind=kind,
            since=today - timedelta(days=ago),
            until=last,
            source="12315",
            entered_by="lead",
        )


def checked(
    county: County,
    found: InspectionObject,
    result: str,
    *,
    days_ago: int = 0,
    item: InspectionItem | None = None,
    **task: Any,
) -> InspectionRecord:
    """Let an object have been checked by the market bureau, or by whose task it was."""
    from mingcha.foundation import clock
    from mingcha.inspections.models import InspectionRecord, ItemResult, Visit

    when = clock.now() - timedelta(days=days_ago)
    object_task = sent_out(county, found, "published", **task)
    visit = Visit.objects.create(task=object_task.task, object=found, started_at=when)
    record = InspectionRecord.objects.create(
        object_task=object_task,
        visit=visit,
        methods=["on_site"],
        result=result,
        entered_by="inspector",
        signed_at=when,
        submitted_at=when,
    )
    if item is not None:
        outcome = "no_problem" if result == "no_problem" else "problem"
        version = item.versions.get()
        ItemResult.objects.create(record=record, item=version, outcome=outcome, note="过期食品")
    return record
