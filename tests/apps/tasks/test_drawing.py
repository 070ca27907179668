"""The draw: once, verified, all of it or nothing, and found sound by both verifiers."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

import pgtrigger
import pytest
from ceremony_case import Case, frozen_case
from county import County, make_county
from django.db import connections, transaction
from lock_order import tables_locked

from mingcha.bundles.folder import Folder
from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.log import check_whole_log
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.verification import verify
from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import WrongState
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.foundation.models import Job
from mingcha.tasks import jobs, log
from mingcha.tasks.actions import deciding, drawing, pools, starting
from mingcha.tasks.bundle_store import materialise
from mingcha.tasks.drawn_rows import keep_drawn_rows
from mingcha.tasks.models import Draw, DrawnObject, LogEntry, ObjectTask

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def bundle_on_disk(draw: Draw, folder: Path) -> Path:
    """Write what anybody may download: the bundle without its private files."""
    materialise(draw, folder)
    for path in draw.files.filter(is_private=True).exclude(path="sealed.json"):
        (folder / path.path).unlink(missing_ok=True)
    return folder


def independent_verdict(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(VERIFIER), str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("mode", ["immediate", "deferred", "confidential"])
def test_both_verifiers_accept_the_bundle_out_of_the_database(
    county: County, tmp_path: Path, mode: str
):
    case = frozen_case(county, mode=mode).drawn()
    folder = bundle_on_disk(case.draw, tmp_path / "bundle")
    assert all(verdict.passed for verdict in verify(Folder(folder)))
    verdict = independent_verdict(folder)
    assert verdict.returncode == 0, verdict.stdout
    assert "log" in verdict.stdout


def test_another_draw_in_between_does_not_break_the_log(county: County, tmp_path: Path):
    one = frozen_case(county).revealed()
    other = frozen_case(county, serial=2).ready()
    from mingcha.tasks.actions import ceremony

    ceremony.fix_seed(by=county.operator, draw=one.draw)
    drawing.draw_objects(by=county.operator, draw=one.draw)
    drawing.draw_objects(by=county.operator, draw=other.draw)
    for case in (one, other):
        folder = bundle_on_disk(case.fresh().draw, tmp_path / case.draw.draw_id)
        assert all(verdict.passed for verdict in verify(Folder(folder)))
        verdict = independent_verdict(folder)
        assert verdict.returncode == 0, verdict.stdout


def test_the_result_becomes_rows_and_the_task_goes_on(case: Case, county: County):
    case.drawn()
    assert (case.draw.state, case.task.state) == ("drawn", "objects_drawn")
    drawn = DrawnObject.objects.filter(draw=case.draw, frame="MAIN", status__startswith="D")
    assert drawn.count() == 27  # half of the 54 eligible
    assert case.part(county.market).object_tasks.count() == drawn.count()
    followed = DrawnObject.objects.filter(draw=case.draw, frame="FIRE", status="F")
    assert case.part(county.fire).object_tasks.count() == followed.count() > 0
    assert set(ObjectTask.objects.values_list("state", flat=True)) == {"assigned"}
    assert case.part(county.fire).compare_by is not None


def test_the_roots_and_heads_agree(case: Case):
    case.drawn()
    result, assign = LogEntry.objects.filter(type__in=["RESULT", "ASSIGN"]).order_by("seq")
    assert result.body["root"] == case.draw.result_root
    assert assign.body["root"] == case.draw.assignment_root
    assert assign.head == case.draw.log_head
    content = bytes(case.draw.files.get(path="transcript.json").content)
    transcript = parse_json(content, "transcript.json")
    assert transcript["log_head"] == LogEntry.objects.get(type="ENTROPY").head


def test_nobody_draws_before_the_seed_is_fixed(case: Case, county: County):
    case.revealed()
    with pytest.raises(WrongState):
        drawing.draw_objects(by=county.operator, draw=case.draw)
    with pytest.raises(WrongState):
        starting.start_draw(by=county.operator, draw=case.draw, page="/")


def test_a_second_draw_is_refused(case: Case, county: County):
    case.drawn()
    with pytest.raises(WrongState):
        drawing.draw_objects(by=county.operator, draw=case.draw)
    with pytest.raises(WrongState):
        starting.start_draw(by=county.operator, draw=case.draw, page="/")
    assert LogEntry.objects.filter(type="RESULT").count() == 1


def test_draw_voiding_and_reopening_lock_the_task_before_the_draw(county: County):
    ready, frozen, given_up = (
        frozen_case(county).ready(),
        frozen_case(county, serial=2),
        frozen_case(county, serial=3),
    )
    steps = (
        partial(drawing.draw_objects, by=county.operator, draw=ready.draw),
        partial(deciding.void_task, by=county.head, task=frozen.task, reason="名录有误"),
        partial(pools.reopen_pool, by=county.head, task=given_up.task, reason="名录有误"),
    )
    for step in steps:
        with tables_locked() as tables:
            step()
        assert tables[:2] == ["tasks_task", "tasks_draw"]


def test_nobody_waits_for_a_draw_under_way_to_void_or_reopen(case: Case, county: County):
    case.ready()
    for step in (deciding.void_task, pools.reopen_pool):
        with (
            tables_locked() as tables,
            pytest.raises(DomainError, match=r"正在进行.*请等抽取完成后"),
        ):
            step(by=county.head, task=case.task, reason="名录有误")
        assert tables == []


def test_the_office_and_the_witness_do_not_draw(case: Case, county: County):
    case.ready()
    for person in (county.office, county.witness, county.lead):
        with pytest.raises(Forbidden):
            drawing.draw_objects(by=person, draw=case.draw)


def test_pressed_twice_it_waits_in_the_queue_once(case: Case, county: County):
    case.ready()
    first = starting.start_draw(by=county.operator, draw=case.draw, page="/")
    second = starting.start_draw(by=county.operator, draw=case.draw, page="/")
    assert first == second
    assert Job.objects.count() == 1


def test_after_a_failure_it_starts_again_although_the_retry_still_waits(case: Case, county: County):
    case.ready()
    first = starting.start_draw(by=county.operator, draw=case.draw, page="/")
    Job.objects.update(state="failed")
    again = starting.start_draw(by=county.operator, draw=case.draw, page="/")
    assert (again.pk, again.state) == (first.pk, "waiting")


@pytest.mark.django_db(databases=["default", "progress"])
def test_the_job_draws_and_coming_again_finds_its_work_done(case: Case, county: County):
    case.ready()
    job = starting.start_draw(by=county.operator, draw=case.draw, page="/")
    for _ in range(2):
        jobs.draw_job.func(job_key=job.key, draw=case.draw.pk, operator=county.operator.pk)
    assert case.fresh().draw.state == "drawn"
    assert LogEntry.objects.filter(type="RESULT").count() == 1


def test_a_register_changed_after_the_freeze_stops_the_draw(case: Case, county: County):
    case.ready()
    row = case.draw.files.get(path="registers/MAIN.tsv")
    content = row.content.replace(b"inspected_this_year", b"inspected_this_y3ar", 1)
    with pgtrigger.ignore("tasks.BundlePart:sealed_stays"):
        row.parts.update(content=content)
    with pytest.raises(Refusal):
        drawing.draw_objects(by=county.operator, draw=case.draw)
    assert case.fresh().draw.state == "ready"


def test_what_does_not_verify_is_not_kept(case: Case, county: County, monkeypatch):
    case.ready()
    monkeypatch.setattr(
        drawing, "verify", lambda *_: [type("V", (), {"passed": False, "fault": "x", "check": "c"})]
    )
    with pytest.raises(DomainError, match="核验没有通过"):
        drawing.draw_objects(by=county.operator, draw=case.draw)
    assert not LogEntry.objects.filter(type="RESULT").exists()


def test_a_drawn_object_that_no_register_has_is_not_kept(case: Case, county: County):
    line = ["MAIN", "ALL", "1", "91999999MA00000000", "0" * 64, "D1"]
    with pytest.raises(DomainError, match="名录里没有"):
        keep_drawn_rows(case.draw, ["\t".join(line)])
    assert not DrawnObject.objects.exists()


def test_a_draw_killed_at_the_last_moment_leaves_nothing_and_can_be_made_again(
    case: Case, county: County, monkeypatch
):
    case.ready()
    files = set(case.draw.files.values_list("path", flat=True))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(drawing, "_record", killed)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            drawing.draw_objects(by=county.operator, draw=case.draw)
    case.fresh()
    assert (case.draw.state, case.task.state) == ("ready", "pool_locked")
    assert set(case.draw.files.values_list("path", flat=True)) == files
    assert not DrawnObject.objects.exists()
    assert not ObjectTask.objects.exists()
    assert not LogEntry.objects.filter(type="RESULT").exists()
    drawing.draw_objects(by=county.operator, draw=case.draw)
    assert case.fresh().draw.state == "drawn"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_operators_press_draw_at_the_same_moment():
    county = make_county()
    case = frozen_case(county).ready()
    second = type(county.operator).objects.create(
        username="operator2",
        name="郑江",
        region=county.region,
        department=county.market,
        unit=county.operator.unit,
        must_change_password=False,
    )
    second.grants.create(role="draw_operator", granted_by="setup")
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def press(person: object) -> None:
        together.wait()
        try:
            drawing.draw_objects(by=person, draw=Draw.objects.get(pk=case.draw.pk))
            outcomes.append("drawn")
        except WrongState:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(p,)) for p in (county.operator, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(outcomes) == ["drawn", "refused"]
    assert LogEntry.objects.filter(type="RESULT").count() == 1
    keys = DrawnObject.objects.filter(frame="MAIN").values_list("key", flat=True)
    assert len(keys) == len(set(keys))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_ceremonies_of_two_tasks_at_the_same_moment(tmp_path: Path):
    county = make_county()
    cases = [frozen_case(county), frozen_case(county, serial=2)]
    together = threading.Barrier(2)
    outcomes: list[str] = []

    def hold(case: Case) -> None:
        together.wait()
        try:
            case.drawn()
            outcomes.append("drawn")
        except Exception as fault:  # noqa: BLE001 - a thread's fault is told by the test, not lost
            outcomes.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hold, args=(case,)) for case in cases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert outcomes == ["drawn", "drawn"]
    records = [log.record_of(entry) for entry in LogEntry.objects.order_by("seq")]
    assert [record.entry.seq for record in records] == list(range(len(records)))
    titles = {case.draw.draw_id: case.task.title for case in cases}
    check_whole_log(SUITES["S1"], records, titles)
    for case in cases:
        folder = bundle_on_disk(case.fresh().draw, tmp_path / case.draw.draw_id)
        assert all(verdict.passed for verdict in verify(Folder(folder)))
        verdict = independent_verdict(folder)
        assert verdict.returncode == 0, verdict.stdout
