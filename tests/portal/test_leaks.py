"""Nothing that the public can fetch lets a risk class, a person or a masked field be told."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from county import County
from django.test import Client
from django.urls import reverse
from kept import contents
from portal_case import Published
from publication_case import CLASSES, drawn_case, reviewed

from mingcha.core.draw.canonical import parse_json
from mingcha.publication.actions.draws import publish_drawn_draw
from mingcha.publication.actions.lists import publish_announcement
from mingcha.publication.jobs import publish_due_results
from mingcha.publication.models import Publication
from mingcha.publication.selectors.snapshots import current, newest

SWAPPED = "DCCABABABAAA"  # as many of each class, carried by other objects


def bodies(published: Published) -> dict[str, bytes]:
    client = Client()
    return {address: client.get(address).getvalue() for address in published.addresses}


def private_words(published: Published) -> set[str]:
    """All that must not appear: strata, tickets, thresholds, keys, and who is behind what."""
    draw = published.case.draw
    content = contents(draw)
    transcript = parse_json(bytes(content["transcript.json"]), "transcript.json")
    sealed = parse_json(bytes(content["sealed.json"]), "sealed.json")
    words = {transcript["K_OBJ"], transcript["K_ASG"], transcript["seed"], sealed["row_secret"]}
    words |= {sealed["reveal"]["r"]}
    words |= set(draw.drawn.values_list("ticket", flat=True))
    words |= {entry["theta"] for frame in transcript["frames"] for entry in frame.get("strata", [])}
    return words - {""}


def test_a_confidential_draw_lets_out_no_ticket_key_threshold_or_stratum(publish):
    published = publish("confidential")
    words = private_words(published)
    for address, body in bodies(published).items():
        told = body.decode("utf-8", "replace")
        assert not [word for word in words if word in told], address
        assert not re.search(r"\bG[1-4]\b", told), address
        assert "stratum" not in told, address
        assert not re.search(r"[ABCD] ?类", told), address


@pytest.mark.parametrize("mode", ["immediate", "confidential"])
def test_no_page_or_file_names_an_inspector_an_account_or_what_is_masked(publish, mode: str):
    from mingcha.accounts.models import User
    from mingcha.registers.models import InspectionObject, Inspector, InspectorCertificate

    published = publish(mode)
    people = set(Inspector.objects.values_list("name", flat=True))
    people |= set(User.objects.values_list("name", flat=True))
    people |= set(InspectorCertificate.objects.values_list("number", flat=True))
    inside = {"内部说明", "内部理由", "人民路"}
    hidden = published.case.task.object_tasks.get(exemption__isnull=False)
    result = [a for a in published.addresses if "-M" in a]
    assert len(result) == 1
    for address, body in bodies(published).items():
        told = body.decode("utf-8", "replace")
        assert not [word for word in people | inside if word in told], address
        if address in result:
            assert hidden.object.code not in told
            assert hidden.object.name not in told
            assert "经营正常" not in told
    assert InspectionObject.objects.get(pk=hidden.object_id).name not in {
        row.object_name for row in Publication.objects.filter(kind="result")
    }


def _said(county: County, home, classes: str) -> dict[str, object]:
    case = drawn_case(county, home, mode="confidential", classes=classes)
    publish_announcement(by=county.lead, task=case.task)
    published = publish_drawn_draw(by=county.operator, draw=case.draw)
    public = parse_json(contents(published)["public.json"], "public.json")
    for rooted in (*public["frames"], public["result"], public["tickets"], public["assignment"]):
        rooted.pop("root")
    for volatile in ("plan_hash", "log_head", "reveals"):
        public.pop(volatile)
    announced = newest("announcement", case.task.number).content
    told = {"public.json": public, "announcement": announced}
    told["draw"] = {k: v for k, v in published.content.items() if k in {"frames", "mode", "stage"}}
    return told


def test_who_carries_which_class_changes_no_public_byte_but_the_roots(
    county: County, tmp_path, monkeypatch
):
    """Frame FIRE follows, so how many it takes is chance; all other bytes are the same."""
    from django.db import connection, transaction

    assert sorted(CLASSES) == sorted(SWAPPED)
    said = []
    for classes in (CLASSES, SWAPPED):
        home = tmp_path / classes
        home.mkdir()
        monkeypatch.setenv("MINGCHA_HOME", str(home))
        with transaction.atomic():
            point = transaction.savepoint()
            said.append(_without_chance(_said(county, home, classes)))
            transaction.savepoint_rollback(point)
    assert connection.in_atomic_block
    first, second = said
    assert first == second


def _without_chance(told: dict) -> dict:
    for sizes in (told["public.json"], told["draw"]):
        sizes["frames"] = [frame for frame in sizes["frames"] if frame["code"] == "MAIN"]
    for key in ("result", "tickets", "assignment"):
        told["public.json"].pop(key)
    parts = told["announcement"]["departments"]
    told["announcement"]["departments"] = [part for part in parts if part["is_lead"]]
    return told


@pytest.mark.django_db(databases=["default", "progress"])
def test_results_appear_in_the_order_of_codes_whatever_the_draw_said(publish, county: County):
    published = publish("confidential")
    market = published.case.task.object_tasks.filter(sub_task__department=county.market)
    for row in market.filter(state="assigned").order_by("-pk"):
        reviewed(county, row)
    publish_due_results.func(job_key="j", publisher=county.lead.pk)
    rows = list(current("result").exclude(object_code=""))
    codes = [row.object_code for row in rows]
    assert codes == sorted(codes)
    made = Publication.objects.filter(kind="result", version=1).exclude(object_code="")
    batch = list(made.order_by("pk").values_list("object_code", flat=True))[2:]
    assert all(one < other for one, other in pairwise(batch))
    page = Client().get(reverse("public-results")).content.decode()
    shown = re.findall(r'hint mono">(\w{18})', page)
    assert shown == sorted(shown)


def test_a_result_s_address_tells_no_row_number(publish, county: County):
    publish("confidential")
    for row in Publication.objects.filter(kind="result").exclude(object_code=""):
        assert row.key == f"{row.task_number}-{row.object_code}"


def test_no_snapshot_carries_a_field_of_classes_or_people(publish):
    publish("confidential")
    forbidden = re.compile(
        r"risk|ratios|stratum|strata|theta|ticket\b|inspector|person|_by\b|_id\b"
    )
    allowed = {"disclose_by", "draw_id", "inspectors"}  # how many a unit has
    for row in Publication.objects.all():
        keys = set(_keys(row.content))
        assert not {key for key in keys - allowed if forbidden.search(key)}, row.kind


def _keys(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


def test_pages_are_given_snapshots_and_never_rows(publish, client):
    """What a template gets is JSON, text, numbers and dates: no model of the case tables."""
    from django.db.models import Model

    published = publish()
    for address in published.addresses:
        response = client.get(address)
        for layer in response.context or []:
            for told in layer.dicts if hasattr(layer, "dicts") else []:
                rows = [value for value in told.values() if isinstance(value, Model)]
                assert rows == [], address
