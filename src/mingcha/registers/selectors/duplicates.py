"""Objects that seem to stand in the register twice, found by one statement (R-016, protocol 14).

A person decides: the same name in the same county may well be two shops. Of objects of one name
each is held against at most ``_NEXT`` others, so that a name which hundreds bear does not make a
pair of every two of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction
from django.db.models import QuerySet

from mingcha.foundation.bulk_query import bulk_queries
from mingcha.registers.models import DistinctPair, InspectionObject
from mingcha.registers.models.inspection_object import RegistrationStatus

MOST = 1000
"""So many pairs are listed; nobody decides on more of them before some are gone."""

_NEXT = 8


class Ground(models.TextChoices):
    """Why two objects seem to be one, the strongest first."""

    CODE = "code", "旧代码与统一社会信用代码中的组织机构代码相同"
    NUMBER = "number", "同名，一个是旧注册号，一个是统一社会信用代码"
    ADDRESS = "address", "名称和地址相同"
    NAME = "name", "名称和区划相同"


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two objects and why they seem to be one; ``first`` came in earlier."""

    first: InspectionObject
    second: InspectionObject
    ground: Ground


_PAIRS = f"""
WITH repeated AS MATERIALIZED (
    SELECT name_hash FROM ({{scope}}) AS mine GROUP BY name_hash HAVING count(*) > 1
),
named AS (
    SELECT o.id, o.code, o.name_hash, o.address, r.prefix,
        row_number() OVER (PARTITION BY o.name_hash ORDER BY r.prefix, o.id) AS place
    FROM repeated
    JOIN ({{scope}}) AS mine USING (name_hash)
    JOIN registers_inspectionobject o ON o.id = mine.id
    JOIN orgs_region r ON r.code = o.region_id
),
alike AS (
    SELECT least(a.id, b.id) AS first, greatest(a.id, b.id) AS second,
        CASE WHEN NOT near.is_near THEN 'address'
            WHEN (length(a.code) = 18) <> (length(b.code) = 18) THEN 'number'
            WHEN a.address <> '' AND name_hash(a.address) = name_hash(b.address) THEN 'address'
            ELSE 'name' END AS ground
    FROM named a
    JOIN named b ON b.name_hash = a.name_hash AND b.place > a.place AND b.place <= a.place + {_NEXT}
    CROSS JOIN LATERAL (
        SELECT starts_with(a.prefix, b.prefix) OR starts_with(b.prefix, a.prefix) AS is_near
    ) AS near
    WHERE near.is_near OR a.address <> '' AND name_hash(a.address) = name_hash(b.address)
),
old AS MATERIALIZED (
    SELECT id, code FROM ({{scope}}) AS mine WHERE length(code) IN (9, 15)
),
coded AS (
    SELECT least(old.id, new.id) AS first, greatest(old.id, new.id) AS second, 'code' AS ground
    FROM ({{scope}}) AS new JOIN old ON substr(new.code, 9, 9) = right(old.code, 9)
    WHERE length(new.code) = 18
        AND (substr(new.code, 9, 9) IN (SELECT right(code, 9) FROM old)) IS TRUE
)
SELECT DISTINCT ON (first, second) first, second, ground
FROM (SELECT * FROM alike UNION ALL SELECT * FROM coded) AS pairs
WHERE NOT EXISTS (
    SELECT FROM registers_distinctpair told
    WHERE told.first_id = first AND told.second_id = second AND told.withdrawn_at IS NULL
)
ORDER BY first, second, array_position(%s::text[], ground)
"""  # noqa: S608 - the scope is a query of our own


def suspects(objects: QuerySet[InspectionObject], ground: str = "") -> tuple[list[Suspect], int]:
    """Return the first pairs among the objects, for one ground or for any, and how many there are."""
    rows = _rows(
        objects,
        "SELECT first, second, ground, count(*) OVER () FROM ({pairs}) AS found"
        " WHERE %s = '' OR ground = %s ORDER BY array_position(%s::text[], ground), first, second"
        " LIMIT %s",
        [ground, ground, list(Ground.values), MOST],
    )
    ids = {pk for first, second, *_ in rows for pk in (first, second)}
    known = InspectionObject.objects.defer("name_words").select_related("region").in_bulk(ids)
    found = [Suspect(known[first], known[second], Ground(why)) for first, second, why, _ in rows]
    return found, rows[0][3] if rows else 0


def number_of_suspects(objects: QuerySet[InspectionObject]) -> int:
    """Return how many pairs there are among the objects."""
    return int(_rows(objects, "SELECT count(*) FROM ({pairs}) AS found", [])[0][0])


def existing(objects: QuerySet[InspectionObject]) -> QuerySet[InspectionObject]:
    """Return those that can be drawn: what no longer exists is in nobody's way."""
    return objects.filter(status=RegistrationStatus.EXISTING)


def ground_of(first: InspectionObject, second: InspectionObject) -> Ground | None:
    """Return why two objects seem to be one, None where nothing speaks for it."""
    found, _ = suspects(InspectionObject.objects.filter(pk__in=[first.pk, second.pk]))
    return found[0].ground if found else None


def known_as_two(first: InspectionObject, second: InspectionObject) -> DistinctPair | None:
    """Return the finding that two objects are two, if there is one."""
    low, high = sorted((first.pk, second.pk))
    return DistinctPair.objects.filter(first=low, second=high, withdrawn_at=None).first()


def _rows(
    objects: QuerySet[InspectionObject], statement: str, parameters: Sequence[Any]
) -> list[tuple[int, int, str, int]]:
    scope, values = (
        existing(objects).order_by().values("id", "name_hash", "code").query.sql_with_params()
    )
    pairs = _PAIRS.format(scope=scope)
    with transaction.atomic(), bulk_queries(), connection.cursor() as cursor:
        cursor.execute(
            statement.format(pairs=pairs), [*values * 4, list(Ground.values), *parameters]
        )
        return [tuple(row) for row in cursor.fetchall()]
