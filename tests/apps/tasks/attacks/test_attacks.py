"""The attacks of protocol section 14 against the running platform: its pages, actions, database.

Those on files alone stand in tests/core/draw/test_attacks.py. Each is tried here by somebody with
an account, then by somebody with the application's database rights (``sql``), and where these are
refused by an owner of the database who switches the triggers off (``by_hand``): then the check of
everything, or the two verifiers, must find it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from attacking import (
    VERIFIER,
    appended,
    by_hand,
    found,
    one_taken_off,
    refused,
    verifiers_refuse,
)
from ceremony_case import PUBLIC_LINE, SECRETS, Case, frozen_case
from county import County
from django.db import DatabaseError, transaction
from django.urls import reverse
from kept import exchanged, replaced, rewritten_file

from mingcha.bundles.engines import digests_of_files
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import EntryType
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import WrongState
from mingcha.foundation import clock
from mingcha.publication.models import Publication, PublishedFile
from mingcha.registers.models import Inspector, Tag
from mingcha.reports.selectors.soundness import unsound
from mingcha.tasks.actions import ceremony, drawing, ending, pools
from mingcha.tasks.actions.public_values import give_public_value
from mingcha.tasks.models import BundleFile, Draw, DrawnObject, LogEntry, ObjectTask


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def test_an_untouched_draw_is_sound(case: Case):
    case.issued()
    assert list(unsound()) == []


def test_redraw_until_satisfied(case: Case, county: County, browse):
    case.drawn()
    first = case.draw.result_root
    page = browse(county.operator).post(
        reverse("draw-step", args=[case.draw.pk, "start"]), follow=True
    )
    assert page.status_code == HTTPStatus.OK
    for state in ("ready", "drawn"):  # even where somebody turns the state back
        Draw.objects.filter(pk=case.draw.pk).update(state=state)
        with pytest.raises((Refusal, DatabaseError)), transaction.atomic():
            drawing.draw_objects(by=county.operator, draw=case.draw)
    assert case.fresh().draw.result_root == first
    assert LogEntry.objects.filter(type="RESULT").count() == 1
    refused(*appended(case.draw, EntryType.RESULT, {"root": "0" * 64, "size": 0}))


def test_a_second_draw_for_a_task(case: Case, county: County):
    case.drawn()
    with pytest.raises(Refusal):
        pools.reopen_pool(by=county.head, task=case.task, reason="结果不理想")
    refused(
        "INSERT INTO tasks_draw (created_at, updated_at, task_id, draw_id, state, suite, plan_hash,"
        " profile, public_sources, reveal_by, frozen_at, frozen_by, drawn_by, result_root,"
        " assignment_root, log_head, shortages, ended_reason, census_basis) SELECT created_at, updated_at, task_id,"
        " '130136-2026-0002', 'frozen', suite, '', profile, public_sources, reveal_by, frozen_at,"
        " frozen_by, '', '', '', '', '[]', '', '' FROM tasks_draw"
    )


def test_a_second_plan(case: Case, county: County):
    case.sealed()
    with pytest.raises(WrongState):
        ceremony.seal_plan(by=county.operator, draw=case.draw)
    plan = {"plan_hash": "0" * 64}
    refused(*appended(case.draw, EntryType.PLAN, plan))
    by_hand("DROP INDEX logged_once_for_a_draw")
    by_hand(*appended(case.draw, EntryType.PLAN, plan))
    found("方案指纹与日志记录不符")


def test_a_plan_exchanged_after_sealing(case: Case):
    case.sealed()
    replaced(case.draw, "plan.json", lambda plan: plan.replace(b'"tmax":64', b'"tmax":63'))
    found("封存以后被改动过")


def test_plan_shopping_leaves_a_gap_in_the_serials(county: County):
    frozen_case(county)
    second = frozen_case(county, serial=2)
    frozen_case(county, serial=3)
    assert list(unsound()) == []
    files = "SELECT id FROM tasks_bundlefile WHERE draw_id = %s"
    by_hand(f"DELETE FROM tasks_bundlepart WHERE file_id IN ({files})", second.draw.pk)
    for table in ("bundlefile", "poolentry", "poolstratum"):
        by_hand(f"DELETE FROM tasks_{table} WHERE draw_id = %s", second.draw.pk)
    by_hand("DELETE FROM tasks_draw WHERE id = %s", second.draw.pk)
    found("抽取编号不连续")


def test_void_after_the_first_reveal(case: Case, county: County, browse):
    case.revealed_by_organiser()
    with pytest.raises(WrongState):
        ending.void_draw(by=county.head, draw=case.draw, reason="结果不理想")
    step = reverse("draw-step", args=[case.draw.pk, "void"])
    browse(county.head).post(step, {"reason": "结果不理想"})
    assert case.fresh().draw.state == "revealing"
    by_hand(*appended(case.draw, EntryType.VOID, {"reason": "x"}))
    found("日志不合规定")


def test_a_withheld_value_is_no_choice_among_outcomes(county: County, monkeypatch):
    """In the public profile the organiser cannot hand its value in after the numbers, nor stop."""
    case = frozen_case(county, public=True).sealed()
    ceremony.reveal(by=county.witness, draw=case.draw, r=SECRETS["witness"])
    then = clock.now() + timedelta(hours=10)
    monkeypatch.setattr(clock, "now", lambda: then)
    for person in (county.operator, county.witness):
        give_public_value(by=person, draw=case.draw, text=PUBLIC_LINE)
    with pytest.raises(Refusal, match="不能再揭示"):
        ceremony.reveal(by=county.operator, draw=case.draw, r=SECRETS["organiser"])
    with pytest.raises(Refusal, match="不能终止"):
        ending.report_incident(by=county.operator, draw=case.draw, reason="结果不理想")
    ceremony.fix_seed(by=county.operator, draw=case.draw)
    refused(*appended(case.draw, EntryType.ENTROPY, {"reveals": [], "public": []}))


def test_values_exchanged_after_the_seed(case: Case, county: County):
    case.ready()
    file = case.draw.files.get(path="entropy.json")
    rewritten_file(file, file.content.replace(b"22" * 32, b"33" * 32))
    found("随机数与日志记录不符")
    with pytest.raises(Refusal):
        drawing.draw_objects(by=county.operator, draw=case.draw)


def test_a_register_edited_after_sealing(case: Case, county: County, tmp_path: Path):
    case.ready()
    replaced(
        case.draw, "registers/MAIN.tsv", lambda rows: rows.replace(b"inspected_this_year", b"-", 1)
    )
    found("registers/MAIN.tsv 与封存的方案不符")
    with pytest.raises(Refusal):
        drawing.draw_objects(by=county.operator, draw=case.draw)
    assert case.fresh().draw.state == "ready"


def test_a_register_exchanged_between_freeze_and_seal(case: Case, county: County, tmp_path: Path):
    """Its digest went into the log before anybody committed."""
    case.opened()
    draft = case.draw.files.get(path="draft.json")
    document = json.loads(bytes(draft.content))
    rows = case.draw.files.get(path="registers/MAIN.tsv")
    lines = bytes(rows.content).splitlines(keepends=True)[1:]
    path = tmp_path / "MAIN.tsv"
    path.write_bytes(b"".join(lines))
    (exchanged,) = digests_of_files(SUITES["S1"], [path])
    document["plan"]["frames"][0]["register"] = exchanged.as_json()
    for row, content in ((draft, jcs(document)), (rows, b"".join(lines))):
        rewritten_file(row, content)
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=county.operator, draw=case.draw)
    found("与承诺之前记入日志的指纹不符")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("inspectors.tsv", b"2027", b"2030"),
        ("coi.tsv", b"kin", b"kim"),
        ("plan.json", b'"match":"within"', b'"match":"any"'),
    ],
)
def test_a_pool_widened_after_the_seed_is_known(
    case: Case, county: County, path: str, old: bytes, new: bytes
):
    case.ready()
    content = bytes(case.draw.files.get(path=path).content)
    if old not in content:
        old, new = content[:1], b"0" if content[:1] != b"0" else b"1"
    replaced(case.draw, path, lambda data: data.replace(old, new, 1))
    found("封存以后被改动过")
    with pytest.raises(Refusal):
        drawing.draw_objects(by=county.operator, draw=case.draw)


def test_the_reserve_taken_out_of_order(case: Case, county: County):
    case.drawn()
    reserve = DrawnObject.objects.filter(draw=case.draw, status="R").order_by("-rank").first()
    refused("UPDATE tasks_drawnobject SET status = 'D1' WHERE id = %s", reserve.pk)
    part = case.part(county.market)
    ObjectTask.objects.create(task=case.task, sub_task=part, object=reserve.object)
    found("不在抽中之列")


def test_a_drawn_object_that_vanishes(case: Case):
    case.drawn()
    refused("DELETE FROM tasks_drawnobject WHERE status = 'D1'")
    by_hand("DELETE FROM tasks_drawnobject WHERE rank = 1 AND frame = 'MAIN'")
    found("与结果文件不符")


def test_a_result_exchanged_with_its_digest(case: Case, tmp_path: Path):
    case.drawn()
    replaced(case.draw, "result.tsv", one_taken_off)
    found("结果被改动过")
    verifiers_refuse(case.draw, tmp_path / "bundle")


def test_people_swapped_behind_pseudonyms(case: Case, tmp_path: Path):
    case.drawn()
    iids = json.loads(bytes(case.draw.files.get(path="private/iids.json").content))
    first, second = sorted(iids)[:2]
    iids[first], iids[second] = iids[second], iids[first]
    replaced(case.draw, "private/iids.json", lambda _: json.dumps(iids).encode())
    found("指向了另一个人")


def test_people_swapped_in_the_list_that_opens_the_pseudonyms(case: Case):
    case.drawn()

    def swapped(content: bytes) -> bytes:
        (one, *_), (two, *_) = rows = [line.split(b",") for line in content.splitlines()][:2]
        one_rest, two_rest = rows[0][1:], rows[1][1:]
        lines = content.splitlines(keepends=True)
        return b"".join(
            [
                b",".join([one, *two_rest]) + b"\r\n",
                b",".join([two, *one_rest]) + b"\r\n",
                *lines[2:],
            ]
        )

    replaced(case.draw, "private/people.csv", swapped)
    found("背后的人与封存的摘要不符")


def test_a_published_list_that_differs_from_the_committed_one(case: Case, tmp_path: Path):
    case.drawn()
    published = Publication.objects.filter(key=case.draw.draw_id).order_by("version").last()
    file = PublishedFile.objects.get(publication=published, path="result.tsv")
    exchanged(file, one_taken_off(file.content))
    found("被替换或增加")
    folder = tmp_path / "public"
    for each in PublishedFile.objects.filter(publication=published):
        target = folder / each.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(each.content))
    command = [sys.executable, str(VERIFIER), str(folder)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1


def test_any_file_of_a_draw_altered_in_one_byte(case: Case):
    case.issued()
    for path in case.draw.files.order_by("path").values_list("path", flat=True):
        content = bytes(case.draw.files.get(path=path).content)
        replaced(case.draw, path, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
        found(path)
        replaced(case.draw, path, lambda _, whole=content: whole)
    assert list(unsound()) == []


def test_an_inspector_steered_by_tags_given_after_the_freeze(case: Case, county: County):
    frozen = bytes(case.draw.files.get(path="inspectors.tsv").content)
    people = Inspector.objects.filter(department=county.market)
    tag = Tag.objects.create(code="steered", name="特批专长", kind="expertise")
    for one in people[1:]:
        one.expertise.set([tag])
    case.drawn()
    assert bytes(case.draw.files.get(path="inspectors.tsv").content) == frozen
    assert list(unsound()) == []


def test_the_log_is_only_added_to(case: Case):
    case.drawn()
    refused("UPDATE tasks_logentry SET body = '{}' WHERE seq = 0")
    refused("DELETE FROM tasks_logentry WHERE type = 'REVEAL'")


def test_before_the_seal_files_may_still_change(case: Case):
    case.opened()
    row = BundleFile.objects.get(draw=case.draw, path="draft.json")
    rewritten_file(row, row.content)
