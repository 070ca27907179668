"""What a draw lets out: at sealing, after the draw, and when its time has come."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from county import County
from kept import contents
from publication_case import frozen_case, plan_of

from mingcha.core.draw.canonical import parse_json
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.publication.actions.draws import (
    open_deferred_draw,
    publish_drawn_draw,
    publish_sealed_draw,
)
from mingcha.publication.jobs import open_due_draws
from mingcha.publication.models import Publication
from mingcha.publication.selectors.snapshots import newest


def test_an_open_draw_is_public_with_every_file_that_recomputes_it(county: County, drawn):
    case = drawn()
    announce("draw.drawn", draw=case.draw, by=county.operator)
    published = newest("draw", case.draw.draw_id)
    files = contents(published)
    assert {"plan.json", "registers/MAIN.tsv", "entropy.json", "result.tsv"} <= files.keys()
    assert published.content["stage"] == "opened"
    kept = contents(case.draw)
    assert all(kept[path] == data for path, data in files.items())
    assert "draft.json" not in files
    assert not [path for path in files if "private" in path]


def test_the_drawn_list_is_in_the_order_of_codes(county: County, drawn):
    case = drawn()
    publish_drawn_draw(by=county.operator, draw=case.draw)
    codes = [row["code"] for row in newest("drawn_list", case.task.number).content["objects"]]
    assert codes == sorted(codes)
    drawn_keys = set(case.draw.drawn.exclude(status="R").values_list("key", flat=True))
    assert set(codes) == drawn_keys


def test_sealing_publishes_hash_and_commitments_before_anything_is_revealed(
    county: County, tmp_path
):
    case = frozen_case(county, tmp_path).sealed()
    announce("draw.sealed", draw=case.draw, by=county.operator)
    published = newest("draw", case.draw.draw_id)
    assert published.content["plan_hash"] == plan_of(case).hash
    assert [len(party["commitment"]) for party in published.content["parties"]] == [64, 64]
    assert {"plan.json", "registers/FIRE.tsv"} <= contents(published).keys()
    case.drawn()
    later = publish_drawn_draw(by=county.operator, draw=case.draw)
    assert (later.version, later.reason) == (2, "抽取完成，全部材料公开")


def test_a_sealed_draw_gives_no_file_at_sealing_and_one_after_the_draw(county: County, tmp_path):
    case = frozen_case(county, tmp_path, mode="confidential").sealed()
    assert contents(publish_sealed_draw(by=county.operator, draw=case.draw)) == {}
    case.drawn()
    published = publish_drawn_draw(by=county.operator, draw=case.draw)
    files = contents(published)
    assert list(files) == ["public.json"]
    public = parse_json(files["public.json"], "public.json")
    assert "drawn" not in public
    assert {reveal["r"] for reveal in public["reveals"]} >= {"sealed"}
    assert newest("drawn_list", case.task.number) is None


def test_a_confidential_list_is_public_where_the_region_says_so(county: County, drawn):
    Parameter.objects.create(
        key="publication.confidential_list", region=county.region, value=True, reason="办法第九条"
    )
    case = drawn("confidential")
    published = publish_drawn_draw(by=county.operator, draw=case.draw)
    public = parse_json(contents(published)["public.json"], "public.json")
    ids = public["drawn"][0]["ids"]
    assert ids == sorted(ids)
    listed = [row["code"] for row in newest("drawn_list", case.task.number).content["objects"]]
    assert listed == sorted(listed)


def test_a_deferred_draw_opens_when_the_plan_says_so_and_not_before(county: County, drawn):
    case = drawn("deferred")
    publish_drawn_draw(by=county.operator, draw=case.draw)
    open_due_draws.func(0)
    assert open_deferred_draw(by=county.operator, draw=case.draw) is None
    assert newest("draw", case.draw.draw_id).content["stage"] == "drawn"
    with time_machine.travel(datetime.fromisoformat(plan_of(case).disclosure.disclose_by)):
        open_due_draws.func(0)
        open_due_draws.func(0)
    published = newest("draw", case.draw.draw_id)
    assert (published.version, published.content["stage"]) == (2, "opened")
    assert {"sealed.json", "tickets.tsv", "registers/MAIN.tsv"} <= contents(published).keys()
    assert newest("drawn_list", case.task.number).version == 1


def test_nothing_is_published_twice(county: County, drawn):
    case = drawn()
    first = publish_drawn_draw(by=county.operator, draw=case.draw)
    assert publish_drawn_draw(by=county.operator, draw=case.draw) == first
    assert Publication.objects.filter(kind="draw").count() == 1


def test_a_draw_is_published_by_its_own_department_and_after_it_was_made(county: County, tmp_path):
    case = frozen_case(county, tmp_path).sealed()
    with pytest.raises(NotFound):
        publish_sealed_draw(by=county.fire_lead, draw=case.draw)
    with pytest.raises(Forbidden):
        publish_drawn_draw(by=county.lead, draw=case.draw)
    with pytest.raises(DomainError, match="抽取以后"):
        publish_drawn_draw(by=county.operator, draw=case.draw)
    assert open_deferred_draw(by=county.operator, draw=case.draw) is None
