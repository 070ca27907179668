"""What goes along when an object is merged into another one, and how it is taken back (R-016).

Only what the survivor lacks is copied; the merged object keeps its own rows. ``carry`` returns the
ids of what it wrote, which is what ``take_back`` needs. A copy that somebody has changed since stays.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from mingcha.core.draw.canonical import Json
from mingcha.registers.models.risk_class import GENERIC

_LONGEST_REASON = 100

_CARRYING: dict[str, str] = {
    "tags": """
INSERT INTO registers_inspectionobject_tags (inspectionobject_id, tag_id)
SELECT %(kept)s, tag_id FROM registers_inspectionobject_tags WHERE inspectionobject_id = %(gone)s
ON CONFLICT DO NOTHING RETURNING tag_id
""",
    "members": """
INSERT INTO registers_specialmember (register_id, object_id, joined_at, joined_by, left_by,
    left_reason)
SELECT register_id, %(kept)s, %(now)s, %(by)s, '', '' FROM registers_specialmember
WHERE object_id = %(gone)s AND left_at IS NULL
ON CONFLICT DO NOTHING RETURNING id
""",
    "left": """
UPDATE registers_specialmember SET left_at = %(now)s, left_by = %(by)s, left_reason = %(told)s
WHERE object_id = %(gone)s AND left_at IS NULL RETURNING register_id
""",
    "licences": """
INSERT INTO registers_licence (created_at, updated_at, object_id, kind, number, issuer, valid_from,
    valid_to, scope, entered_by)
SELECT %(now)s, %(now)s, %(kept)s, kind, number, issuer, valid_from, valid_to, scope, %(by)s
FROM registers_licence WHERE object_id = %(gone)s
ON CONFLICT DO NOTHING RETURNING id
""",
    "flags": """
INSERT INTO registers_objectflag (created_at, updated_at, object_id, kind, since, until, source,
    note, entered_by, end_reason)
SELECT %(now)s, %(now)s, %(kept)s, kind, since, until, source, note, entered_by, end_reason
FROM registers_objectflag WHERE object_id = %(gone)s
ON CONFLICT DO NOTHING RETURNING id
""",
    "classes": """
INSERT INTO registers_riskclass (object_id, scheme_id, level, as_of, given_by, given_at, reason)
SELECT %(kept)s, scheme_id, level, as_of, given_by, given_at, reason
FROM registers_riskclass c WHERE object_id = %(gone)s AND NOT EXISTS (
    SELECT FROM registers_riskclass own
    WHERE own.object_id = %(kept)s AND own.scheme_id = c.scheme_id)
RETURNING id
""",
    "level": """
UPDATE registers_inspectionobject kept SET risk_level = gone.risk_level, updated_at = %(now)s
FROM registers_inspectionobject gone
WHERE kept.id = %(kept)s AND gone.id = %(gone)s AND kept.risk_level = '' AND gone.risk_level <> ''
RETURNING kept.risk_level
""",
    "recusals": """
INSERT INTO registers_recusal (created_at, updated_at, inspector_id, object_id, basis, reason,
    declared_by, state, decided_by, decided_at, decision)
SELECT %(now)s, %(now)s, inspector_id, %(kept)s, basis, reason, declared_by, state, decided_by,
    decided_at, decision
FROM registers_recusal WHERE object_id = %(gone)s AND ended_on IS NULL
ON CONFLICT DO NOTHING RETURNING id
""",
    "interests": """
INSERT INTO registers_assistantinterest (created_at, updated_at, expert_id, body_id, object_id,
    reason, declared_by)
SELECT %(now)s, %(now)s, expert_id, body_id, %(kept)s, reason, declared_by
FROM registers_assistantinterest WHERE object_id = %(gone)s AND ended_on IS NULL
ON CONFLICT DO NOTHING RETURNING id
""",
    "entered": """
INSERT INTO registers_registerentry (created_at, updated_at, department_id, object_id, is_active,
    exclusion, left_reason)
SELECT %(now)s, %(now)s, department_id, %(kept)s, true, exclusion, ''
FROM registers_registerentry WHERE object_id = %(gone)s AND is_active
ON CONFLICT (department_id, object_id) DO UPDATE SET is_active = true, left_on = NULL,
    left_reason = '', updated_at = EXCLUDED.updated_at
    WHERE NOT registers_registerentry.is_active
RETURNING id
""",
    "departed": """
UPDATE registers_registerentry SET is_active = false, left_on = %(today)s, left_reason = %(told)s,
    updated_at = %(now)s
WHERE object_id = %(gone)s AND is_active RETURNING id
""",
}
"""Each writes what goes along and returns what it wrote, under the name that ``carried`` has for it."""

_TAKING_BACK = (
    """
DELETE FROM registers_inspectionobject_tags
WHERE inspectionobject_id = %(kept)s AND tag_id = ANY(%(tags)s::bigint[])
""",
    """
UPDATE registers_specialmember SET left_at = %(now)s, left_by = %(by)s, left_reason = %(told)s
WHERE id = ANY(%(members)s::bigint[]) AND left_at IS NULL
""",
    """
INSERT INTO registers_specialmember (register_id, object_id, joined_at, joined_by, left_by,
    left_reason)
SELECT register_id, %(gone)s, %(now)s, %(by)s, '', ''
FROM unnest(%(left)s::bigint[]) AS had (register_id)
ON CONFLICT DO NOTHING
""",
    """
DELETE FROM registers_licence WHERE id = ANY(%(licences)s::bigint[]) AND updated_at = created_at
""",
    """
DELETE FROM registers_objectflag WHERE id = ANY(%(flags)s::bigint[]) AND updated_at = created_at
""",
    """
UPDATE registers_inspectionobject SET risk_level = '', updated_at = %(now)s
WHERE id = %(kept)s AND risk_level = ANY(%(level)s::text[]) AND NOT EXISTS (
    SELECT FROM registers_riskclass c WHERE c.object_id = %(kept)s AND c.scheme_id = %(generic)s
        AND c.id <> ALL(%(classes)s::bigint[]))
""",
    """
DELETE FROM registers_riskclass WHERE id = ANY(%(classes)s::bigint[])
""",
    """
UPDATE registers_recusal SET ended_on = %(today)s, updated_at = %(now)s
WHERE id = ANY(%(recusals)s::bigint[]) AND ended_on IS NULL AND updated_at = created_at
""",
    """
UPDATE registers_assistantinterest SET ended_on = %(today)s, updated_at = %(now)s
WHERE id = ANY(%(interests)s::bigint[]) AND ended_on IS NULL AND updated_at = created_at
""",
    """
UPDATE registers_registerentry SET is_active = false, left_on = %(today)s, left_reason = %(told)s,
    updated_at = %(now)s
WHERE id = ANY(%(entered)s::bigint[]) AND is_active
""",
    """
UPDATE registers_registerentry SET is_active = true, left_on = NULL, left_reason = '',
    updated_at = %(now)s
WHERE id = ANY(%(departed)s::bigint[]) AND NOT is_active
""",
)


def carry(given: dict[str, Any], told: str) -> dict[str, Json]:
    """Give the survivor ``kept`` what it lacks of ``gone``, and take ``gone`` out of all registers."""
    carried: dict[str, Json] = {}
    values = given | {"told": told[:_LONGEST_REASON]}
    with connection.cursor() as cursor:
        for name, statement in _CARRYING.items():
            cursor.execute(statement, values)
            carried[name] = [row[0] for row in cursor.fetchall()]
    return carried


def take_back(given: dict[str, Any], carried: dict[str, Json], told: str) -> None:
    """Undo what ``carry`` wrote, as far as nobody has changed it since."""
    values = given | {name: [] for name in _CARRYING} | carried
    values |= {"told": told[:_LONGEST_REASON], "generic": GENERIC}
    with connection.cursor() as cursor:
        for statement in _TAKING_BACK:
            cursor.execute(statement, values)
