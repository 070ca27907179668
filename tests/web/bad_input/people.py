"""Forms that change several inspectors at once, and those of formed teams."""

from __future__ import annotations

from certificates import officer_with
from county import County
from django.urls import reverse
from formed_case import formed
from issued_case import inspector

from bad_input.stations import Stand, Wrong, station
from mingcha.registers.models import Inspector, Tag
from mingcha.web.registers.formed.forms import FormedTeamForm
from mingcha.web.registers.inspectors.bulk import BulkForm


@station("inspector-bulk", "lead", BulkForm)
def inspector_bulk(county: County) -> Stand:
    market = {"department": county.market, "region": county.region}
    people: list[Inspector] = [
        officer_with(certificate_no=f"{n}", staff_no=f"{n}", name=f"员{n}", **market)
        for n in (1, 2)
    ]
    tag = Tag.objects.create(code="food", name="食品", kind="expertise")
    unit = county.market.units.first()
    chosen = "&".join(f"chosen={one.pk}" for one in people)
    return Stand(
        f"{reverse('inspector-bulk')}?{chosen}",
        {"unit": unit.pk, "add": [str(tag.pk)]},
        wrong=(
            Wrong("suspended without a reason", {"state": "suspended"}, "reason"),
            Wrong("put on and taken off", {"remove": [str(tag.pk)]}, "remove"),
            Wrong("nothing", {"unit": "", "add": []}, "unit"),
        ),
        elsewhere={"unit": county.fire.units.first().pk},
    )


def _people(county: County) -> list[Inspector]:
    return [inspector(county.market, f"M{n:02}", None, f"检查员{n}") for n in range(4)]


@station("inspector-team-new", "lead", FormedTeamForm)
def inspector_team_new(county: County) -> Stand:
    people = _people(county)
    stranger = inspector(county.fire, "F01", None, "田禾")
    formed(county, people[2], people[3], name="老组")
    good = {
        "name": "城关所一组",
        "region": county.region.pk,
        "members": [str(one.pk) for one in people[:2]],
        "leader": people[0].pk,
        "valid_from": "2026-01-01",
    }
    wrong = (
        Wrong("a name that is taken", {"name": "老组"}, "name"),
        Wrong("a team of one", {"members": [str(people[0].pk)]}, "members"),
        Wrong("over before it begins", {"valid_to": "2025-12-31"}, "valid_to"),
    )
    elsewhere = {"members": stranger.pk, "leader": stranger.pk}
    return Stand(reverse("inspector-team-new"), good, wrong=wrong, elsewhere=elsewhere)


@station("inspector-team-edit", "lead", FormedTeamForm)
def inspector_team_edit(county: County) -> Stand:
    team = formed(county, *_people(county)[:3])
    return Stand(reverse("inspector-team-edit", args=[team.pk]), {})


@station("inspector-team-dissolve", "lead")
def inspector_team_dissolve(county: County) -> Stand:
    pk = formed(county, *_people(county)[:2]).pk
    action = reverse("inspector-team-dissolve", args=[pk])
    return Stand(reverse("inspector-team", args=[pk]), {"reason": "机构调整"}, action)
