"""Which expertise and qualifications a part of a task asks of its inspectors (R-021)."""

from __future__ import annotations

from mingcha.registers.models import Inspector, Tag
from mingcha.tasks.models import SubTask


def tags_of_items(part: SubTask) -> list[frozenset[str]]:
    """Return the different sets of codes that the part's items require, in a fixed order."""
    versions = part.items.prefetch_related("required_expertise")
    sets = {frozenset(tag.code for tag in each.required_expertise.all()) for each in versions}
    return sorted((each for each in sets if each), key=sorted)


def seats_of(part: SubTask) -> list[list[str]]:
    """Return the codes that each seat of a team asks for.

    Every seat goes to somebody qualified for one of the items that ask for anything, and every
    such item has somebody qualified; with one such item that is everybody. What the scheme asks
    for beside is spread, so that the team has it together.
    """
    wanted = tags_of_items(part)
    own = sorted(tag.code for tag in part.expertise.all())
    size = part.team_size
    seats = []
    for seat in range(size):
        asked = wanted[seat::size] or (wanted[seat % len(wanted)],) if wanted else ()
        seats.append(sorted({*own[seat::size], *(code for each in asked for code in each)}))
    return seats


def lacking_tags(part: SubTask, inspector: Inspector) -> list[str]:
    """Return the names of what the items require and somebody has not, where it is all of it.

    Who is qualified for one of the items lacks nothing.
    """
    wanted = tags_of_items(part)
    held = {*inspector.expertise.all(), *inspector.qualifications.all()}
    codes = {tag.code for tag in held}
    if not wanted or any(each <= codes for each in wanted):
        return []
    missing = {code for each in wanted for code in each} - codes
    return sorted(Tag.objects.filter(code__in=missing).values_list("name", flat=True))
