"""Formed teams (固定检查组) as one line of ``inspectors.tsv`` each, so that they are drawn as one.

The protocol sees one inspector: with the team's region, the earliest certificate, all expertise
together and the least capacity, and a ``person`` that commits to all members (ADR 0015).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from mingcha.core.intake.records import Fields, InspectorRecord

BETWEEN = ","
"""What stands between the staff numbers of a team's members."""


def as_one(
    name: str, region: str, members: Sequence[InspectorRecord], row: int = 0
) -> InspectorRecord:
    """Return the record that stands for a team of two or more, all of one unit."""
    ends = [one.cert_valid_to for one in members]
    capacities = [one.capacity for one in members if one.capacity is not None]
    numbers = sorted(one.certificate_no or "" for one in members)
    return InspectorRecord(
        staff_no=BETWEEN.join(sorted(one.staff_no for one in members)),
        name=name,
        unit=members[0].unit,
        region=region,
        certificate_no=BETWEEN.join(numbers) if all(numbers) else None,
        cert_valid_to=None if None in ends else min(end for end in ends if isinstance(end, date)),
        expertise=_together(one.expertise for one in members),
        qualifications=_together(one.qualifications for one in members),
        capacity=min(capacities, default=None),
        status="",
        fields=Fields(),
        row=row,
    )


def are_qualified(
    members: Sequence[InspectorRecord], items: Collection[frozenset[str]], together: Collection[str]
) -> bool:
    """Tell whether a team may go as far as expertise is concerned (R-021).

    Everybody is qualified for one of the items that ask for anything, every such item has somebody
    who has all that it asks for, and what the scheme asks for beside the team has together.
    """
    held = [{*one.expertise, *one.qualifications} for one in members]
    each_for_one = all(any(item <= has for item in items) for has in held) if items else True
    every_item = all(any(item <= has for has in held) for item in items)
    return each_for_one and every_item and set(together) <= set().union(*held)


def _together(held: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({word for words in held for word in words}))
