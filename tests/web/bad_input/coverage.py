"""Forms of the coverage."""

from __future__ import annotations

from county import County
from django.urls import reverse

from bad_input.stations import Stand, Wrong, station
from mingcha.web.registers.coverage.forms import HeadcountForm


@station("coverage-headcount", "lead", HeadcountForm)
def headcount(county: County) -> Stand:
    good = {"number": "12", "as_of": "2026-03-01", "source": "司法局执法证件名册"}
    return Stand(
        reverse("coverage-headcount"),
        good,
        wrong=(Wrong("a day to come", {"as_of": "2199-01-01"}, "as_of"),),
    )
