"""Holding a rule against what the platform knows today: one statement, whatever the register's size.

Objects of the department's register in use that still exist are asked; the same object does not
trigger the same rule again within its window, however the proposal was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from mingcha.audit.record import Actor, record
from mingcha.followup.selectors.follow_ups import OVER
from mingcha.foundation import clock
from mingcha.foundation.actions import locked
from mingcha.foundation.bulk_query import with_names
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.registers.selectors.object_filter import objects_in_range
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.triggers.events import TriggerProposed
from mingcha.triggers.indicators import INDICATORS
from mingcha.triggers.models import TriggerProposal, TriggerRule

_HITS = """
WITH scope AS MATERIALIZED ({scope}),
crossed AS ({indicator}),
hit AS MATERIALIZED (
    SELECT crossed.object_id, crossed.value
    FROM crossed JOIN scope ON scope.id = crossed.object_id
    WHERE NOT EXISTS (
        SELECT FROM triggers_triggerhit before
        JOIN triggers_triggerproposal made ON made.id = before.proposal_id
        WHERE before.object_id = crossed.object_id AND made.rule_id = %(rule)s
            AND made.made_on >= %(first_day)s)
)
"""
_PROPOSE = """,
made AS (
    INSERT INTO triggers_triggerproposal (created_at, updated_at, rule_id, made_on, made_by,
        objects_found, state, decided_by, reason)
    SELECT %(now)s, %(now)s, %(rule)s, %(today)s, %(by)s, count(*), 'open', '', '' FROM hit
    HAVING count(*) > 0
    RETURNING id
),
kept AS (
    INSERT INTO triggers_triggerhit (proposal_id, object_id, value)
    SELECT made.id, hit.object_id, hit.value FROM made CROSS JOIN hit
)
SELECT id FROM made
"""
_COUNT = "SELECT count(*) FROM hit"


def evaluate(rule: TriggerRule, by: Actor) -> TriggerProposal | None:
    """Keep what the rule finds as a proposal; None where it finds nobody. Within a transaction."""
    rule = locked(rule)
    rule.evaluated_at = clock.now()
    rule.save(update_fields=["evaluated_at", "updated_at"])
    items = list(rule.items.values_list("pk", flat=True))
    found = _run(_PROPOSE, rule, items, by.username)
    if found is None:
        return None
    proposal = TriggerProposal.objects.select_related("rule__department").get(pk=found)
    record(
        TriggerProposed(
            subject=rule.title,
            action="propose_trigger",
            department=rule.department.name,
            objects=proposal.objects_found,
        ),
        by=by,
    )
    return proposal


def number_hit(rule: TriggerRule, items: Sequence[int]) -> int:
    """Return how many objects a rule would find today, as it is written; it need not be kept yet."""
    return _run(_COUNT, rule, items, "") or 0


def _run(what: str, rule: TriggerRule, items: Sequence[int], by: str) -> int | None:
    objects = objects_in_range(rule.department, rule.object_filter)
    existing = objects.filter(status=RegistrationStatus.EXISTING).order_by().values("id")
    scope, parameters = with_names(existing)
    statement = _HITS.format(scope=scope, indicator=INDICATORS[rule.indicator]) + what
    values = _values(rule, items) | parameters | {"now": clock.now(), "by": by}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _values(rule: TriggerRule, items: Sequence[int]) -> dict[str, Any]:
    today = clock.today()
    first_day = today - timedelta(days=rule.window_days - 1)
    scheme = scheme_in_force(rule.department.region, rule.department)
    return {
        "rule": rule.pk,
        "department": rule.department_id,
        "today": today,
        "first_day": first_day,
        "first_moment": timezone.make_aware(datetime.combine(first_day, datetime.min.time())),
        "threshold": rule.threshold,
        "flag_kinds": list(rule.flag_kinds),
        "last_checks": rule.last_checks,
        "least_results": rule.least_results,
        "items": list(items),
        "over": sorted(OVER),
        "problems": sorted(PROBLEM_RESULTS),
        "scheme": scheme.pk if scheme else "",
        "levels": list(scheme.levels) if scheme else [],
    }
