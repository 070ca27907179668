"""What each indicator counts, as a query of ``object_id`` and ``value`` at the threshold or above.

The window ends today and has ``window_days`` days, today among them. Checks and follow-ups are the
department's own; those of an object that was merged into another one count for that one. Names of
tables stand in the text: each indicator is one pass over them, whatever the size of the register.
"""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.triggers.models.trigger_rule import Indicator

_WHOLE = "coalesce(went.survivor_id, ot.object_id)"
_PART = """JOIN tasks_subtask part ON part.id = ot.sub_task_id
    AND (part.department_id = %(department)s OR EXISTS (
        SELECT 1 FROM tasks_subtask drawing
        WHERE drawing.id = part.share_of_id AND drawing.department_id = %(department)s))
"""
_CHECKED = f"""
FROM inspections_inspectionrecord rec
JOIN tasks_objecttask ot ON ot.id = rec.object_task_id
{_PART}LEFT JOIN registers_objectmerge went ON went.gone_id = ot.object_id AND went.undone_at IS NULL
"""
_SUBMITTED = """
WHERE rec.submitted_at IS NOT NULL AND rec.signed_at >= %(first_moment)s
"""

_FLAGS = """
SELECT object_id, count(*) AS value FROM registers_objectflag
WHERE kind = ANY(%(flag_kinds)s) AND since BETWEEN %(first_day)s AND %(today)s
GROUP BY object_id HAVING count(*) >= %(threshold)s
"""
_LISTED = """
SELECT object_id, count(DISTINCT kind) AS value FROM registers_objectflag
WHERE kind = ANY(%(flag_kinds)s) AND since BETWEEN %(first_day)s AND %(today)s
    AND (until IS NULL OR until >= %(today)s)
GROUP BY object_id HAVING count(DISTINCT kind) >= %(threshold)s
"""
_OVERDUE = f"""
SELECT {_WHOLE} AS object_id, count(*) AS value
FROM followup_followup f
JOIN tasks_objecttask ot ON ot.id = f.object_task_id
{_PART}LEFT JOIN registers_objectmerge went ON went.gone_id = ot.object_id AND went.undone_at IS NULL
WHERE f.state <> ALL(%(over)s) AND f.due_on >= %(first_day)s AND f.due_on < %(today)s
GROUP BY 1 HAVING count(*) >= %(threshold)s
"""  # noqa: S608 - constants of this file
_PROBLEMS = f"""
SELECT object_id, count(*) FILTER (WHERE is_problem) AS value FROM (
    SELECT {_WHOLE} AS object_id, rec.result = ANY(%(problems)s) AS is_problem,
        row_number() OVER (PARTITION BY {_WHOLE} ORDER BY rec.signed_at DESC, rec.id DESC) AS place
    {_CHECKED} {_SUBMITTED}
) AS checks
WHERE place <= %(last_checks)s
GROUP BY object_id HAVING count(*) FILTER (WHERE is_problem) >= %(threshold)s
"""  # noqa: S608 - constants of this file
_CLASS_WORSE = """
SELECT object_id, (array_agg(place ORDER BY as_of DESC))[1] - min(place) AS value FROM (
    SELECT c.object_id, c.as_of, array_position(%(levels)s::text[], c.level::text) AS place
    FROM registers_riskclass c
    WHERE c.scheme_id = %(scheme)s AND c.as_of <= %(today)s
        AND c.object_id IN (
            SELECT object_id FROM registers_riskclass
            WHERE scheme_id = %(scheme)s AND as_of BETWEEN %(first_day)s AND %(today)s)
        AND c.as_of >= coalesce((
            SELECT max(b.as_of) FROM registers_riskclass b
            WHERE b.object_id = c.object_id AND b.scheme_id = c.scheme_id
                AND b.as_of < %(first_day)s), %(first_day)s)
) AS classed
GROUP BY object_id
HAVING (array_agg(place ORDER BY as_of DESC))[1] - min(place) >= %(threshold)s
"""
_PROBLEM_SHARE = f"""
SELECT scope.id AS object_id, share.value FROM scope CROSS JOIN (
    SELECT round(100.0 * count(*) FILTER (WHERE r.outcome = 'problem') / count(*), 2) AS value
    {_CHECKED}
    JOIN inspections_itemresult r ON r.record_id = rec.id AND r.outcome IN ('problem', 'no_problem')
    JOIN registers_itemversion v ON v.id = r.item_id AND v.item_id = ANY(%(items)s)
    {_SUBMITTED}
    HAVING count(*) >= %(least_results)s
) AS share
WHERE share.value >= %(threshold)s AND NOT EXISTS (
    SELECT {_CHECKED}
    JOIN inspections_itemresult r ON r.record_id = rec.id
    JOIN registers_itemversion v ON v.id = r.item_id AND v.item_id = ANY(%(items)s)
    {_SUBMITTED} AND {_WHOLE} = scope.id)
"""  # noqa: S608 - constants of this file

INDICATORS: Mapping[str, str] = {
    Indicator.FLAGS: _FLAGS,
    Indicator.LISTED: _LISTED,
    Indicator.OVERDUE: _OVERDUE,
    Indicator.PROBLEMS: _PROBLEMS,
    Indicator.CLASS_WORSE: _CLASS_WORSE,
    Indicator.PROBLEM_SHARE: _PROBLEM_SHARE,
}
"""The query of each; ``scope`` has the ids of the objects that the rule is for."""
