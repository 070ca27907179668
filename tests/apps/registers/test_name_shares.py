"""How much of a large register a text finds decides how it is looked for."""

from __future__ import annotations

import pytest
from county import County
from django.db import connection
from django.http import QueryDict

from mingcha.foundation import search
from mingcha.foundation.search import share_of_names
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.web.registers.objects.listing import listing


@pytest.fixture
def register(county: County, monkeypatch) -> County:
    """Two thousand objects, which count as many here."""
    monkeypatch.setattr(search, "_FEW", 1000)
    made = InspectionObject.objects.bulk_create(
        InspectionObject(
            code=f"P{number:05d}",
            key=f"P{number:05d}",
            name=f"澄川{'科技' if number % 2 else '百_分%店'}{number}",
            kind="other",
            region=county.region,
        )
        for number in range(2000)
    )
    RegisterEntry.objects.bulk_create(
        RegisterEntry(department=county.market, object=each) for each in made
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registers_inspectionobject")
    return county


@pytest.mark.parametrize(
    ("text", "share"), [("科技", 0.5), ("澄川", 1.0), ("_分%", 0.5), ("龘龘", 0.0), ("%", 0.5)]
)
def test_a_sample_tells_the_share_of_names(register: County, text: str, share: float):
    assert share_of_names(InspectionObject, text) == pytest.approx(share, abs=0.05)


@pytest.mark.parametrize("text", ["科技", "百_分", "科技1999", "龘龘"])
def test_common_and_rare_texts_find_the_same_as_a_plain_search(register: County, text: str):
    found = set(listing(register.lead, QueryDict(f"q={text}")).rows.values_list("pk", flat=True))
    plain = InspectionObject.objects.filter(name__icontains=text)
    assert found == set(plain.values_list("pk", flat=True))


def test_a_common_text_is_counted_only_as_far_as_it_is_quick(register: County):
    assert listing(register.lead, QueryDict("q=科技")).filter.most == 10_000
    client_filter = listing(register.lead, QueryDict("q=科技1")).filter
    list(client_filter.qs[:1])
    assert 100 <= client_filter.most <= 10_000
