"""How much of a large register a text finds decides how it is looked for."""

from __future__ import annotations

import pytest
from county import County
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from standing import Standing

from mingcha.foundation import search
from mingcha.foundation.search import containing, share_of_names
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.web.registers.objects.listing import listing


def two_thousand(county: County) -> None:
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


STANDING = {"register": two_thousand}


@pytest.fixture
def register(standing: Standing, monkeypatch) -> County:
    """Two thousand objects, which count as many here."""
    monkeypatch.setattr(search, "_FEW", 1000)
    return standing.county


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


@pytest.fixture
def rare(monkeypatch) -> None:
    """What a tenth of the names contain is rare enough."""
    monkeypatch.setattr("mingcha.web.registers.objects.tables._COMMON", 0.1)


@pytest.mark.parametrize("sort", ["id", "name", "-code"])
def test_a_rare_text_is_looked_for_once_to_count_and_to_show(
    register: County, rare: None, sort: str
):
    shown = listing(register.lead, QueryDict("q=科技19"))
    plain = InspectionObject.objects.filter(name__icontains="科技19").order_by(sort)
    with CaptureQueriesContext(connection) as made:
        count, found = shown.counted()
        page = list(found.order_by(sort)[25:50])
    assert sum('name_words" @@' in each["sql"] for each in made) == 1
    assert (count.text, page) == (str(len(plain)), list(plain[25:50]))


def test_a_rare_text_that_too_many_names_contain_is_not_gathered(
    register: County, rare: None, monkeypatch
):
    monkeypatch.setattr("mingcha.web.registers.paging.MOST", 20)
    count, found = listing(register.lead, QueryDict("q=科技19")).counted()
    assert count.text == "超过 20"
    assert len(found) > 20


def test_a_rare_text_that_is_nowhere_finds_nothing(register: County):
    count, found = listing(register.lead, QueryDict("q=龘龘")).counted()
    assert (count.text, list(found)) == ("0", [])


@pytest.mark.parametrize("text", ["abc", "ABC", "Abc餐厅", "餐厅", "ＡＢＣ"])
def test_letters_are_found_in_either_case(county: County, text: str):
    for number, name in enumerate(["ABC餐厅", "abc餐厅", "ＡＢＣ餐厅", "ａｂｃ餐厅"]):
        InspectionObject.objects.create(
            code=f"Q{number}", key=f"Q{number}", name=name, kind="other", region=county.region
        )
    wanted = [
        name
        for name in InspectionObject.objects.values_list("name", flat=True)
        if text.upper() in name.upper()
    ]
    found = InspectionObject.objects.filter(containing(text)).values_list("name", flat=True)
    assert sorted(found) == sorted(wanted)
    assert wanted
