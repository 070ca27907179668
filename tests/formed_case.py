"""Formed teams for tests: officers of one department who are drawn together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from county import County

    from mingcha.registers.actions.formed_teams import TeamFacts
    from mingcha.registers.models import FormedTeam, Inspector


def team_facts(county: County, *people: Inspector, **changes: Any) -> TeamFacts:
    """Return what is said of a team of these people, the first of whom leads it."""
    from mingcha.foundation import clock
    from mingcha.registers.actions.formed_teams import TeamFacts

    facts: dict[str, Any] = {
        "name": f"{people[0].staff_no}组",
        "region": county.region,
        "members": people,
        "leader": people[0],
        "valid_from": clock.today(),
    }
    return TeamFacts(**facts | changes)


def formed(county: County, *people: Inspector, **changes: Any) -> FormedTeam:
    from mingcha.registers.actions.formed_teams import form_team

    return form_team(by=county.lead, facts=team_facts(county, *people, **changes))


def teams_of_two(county: County) -> list[FormedTeam]:
    """Form the market bureau's inspectors into teams of two, in the order of their numbers."""
    from mingcha.registers.models import Inspector

    rows = Inspector.objects.filter(department=county.market, formed_teams=None)
    people = list(rows.order_by("staff_no"))
    pairs = zip(people[::2], people[1::2], strict=False)
    return [formed(county, *pair) for pair in pairs]
