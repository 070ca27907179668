"""Forms that change several inspectors at once."""

from __future__ import annotations

from certificates import officer_with
from county import County
from django.urls import reverse

from bad_input.stations import Stand, Wrong, station
from mingcha.registers.models import Inspector, Tag
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
