"""A code is typed; the page says ticket, threshold and outcome, from the published files alone."""

from __future__ import annotations

import hashlib

from django.urls import reverse
from portal_case import Published

from mingcha.publication.selectors.lookup import look_up, object_id_of
from mingcha.publication.selectors.snapshots import newest


def outcomes(published: Published, code: str) -> list[str]:
    row = newest("draw", published.case.draw.draw_id)
    return [standing.outcome for standing in look_up(row, code).standings]


def test_every_object_is_told_what_the_result_says(published: Published):
    from mingcha.registers.models import InspectionObject

    drawn = published.case.draw.drawn.filter(frame="MAIN")
    status = dict(drawn.values_list("key", "status"))
    excluded = {row.code for row in [list(InspectionObject.objects.order_by("id"))[11]]}
    row = newest("draw", published.case.draw.draw_id)
    for key in InspectionObject.objects.values_list("key", flat=True):
        main = look_up(row, key).standings[0]
        want = (
            "excluded"
            if key in excluded
            else {"D": "drawn", "R": "reserve", "": "not_drawn"}[status.get(key, "")[:1]]
        )
        assert main.outcome == want, key
        if want != "excluded":
            found = look_up(row, key)
            assert (found.ticket <= main.threshold) == (want == "drawn")
            assert main.eligible == 59
            assert hashlib.sha256(found.to_type.encode()).hexdigest() == found.ticket


def test_a_following_register_says_whether_it_follows(published: Published):
    followed = published.case.draw.drawn.filter(frame="FIRE").first()
    assert outcomes(published, followed.key)[1] == "followed"
    from mingcha.registers.models import InspectionObject

    keys = [row.key for row in list(InspectionObject.objects.order_by("id"))[::3]]
    drawn = set(published.case.draw.drawn.values_list("key", flat=True))
    aside = next(key for key in keys if key not in drawn)
    assert outcomes(published, aside)[1] == "not_followed"


def test_a_code_is_taken_as_people_type_it(published: Published, client):
    code = published.code
    assert object_id_of(f" {code[:9].lower()} {code[9:]}") == code
    assert len(object_id_of("项目（2026）7号")) == 22
    assert len(object_id_of("  ")) > 0
    address = reverse("public-draw", args=[published.case.draw.draw_id])
    page = client.get(address, {"code": code.lower()}).content.decode()
    assert "您的签号" in page
    assert "mc-strip" in page
    absent = client.get(address, {"code": "91130136MA9999999X"}).content.decode()
    assert "不在这次抽取的任何一份名录里" in absent


def test_a_large_draw_shows_no_strip(published: Published, monkeypatch):
    monkeypatch.setattr("mingcha.publication.selectors.lookup._ON_STRIP", 1)
    row = newest("draw", published.case.draw.draw_id)
    assert look_up(row, published.code).standings[0].drawn == []
