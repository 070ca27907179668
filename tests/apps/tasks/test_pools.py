"""From an approved task to its frozen pool."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from county import County
from django.db import connection
from django.test.utils import CaptureQueriesContext
from issued_case import inspector
from pool_case import reasons, sent_out
from task_station import (
    TODAY,
    WHOLE,
    approved_task,
    ceremony,
    frozen_task,
    make_inspectors,
    make_objects,
    make_station,
    tomorrow,
)
from training_case import held

from mingcha.audit.models import AuditEvent
from mingcha.bundles.ceremony import commit, reveal, seal
from mingcha.bundles.folder import Folder
from mingcha.bundles.running import run_draw
from mingcha.core.draw.registers import parse_register
from mingcha.core.draw.sealing import row_tag
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError
from mingcha.foundation.models import Job
from mingcha.inspections.models import InspectionRecord, Visit
from mingcha.orgs.models import Parameter
from mingcha.plans.models import PlanLine
from mingcha.registers.actions.objects import set_risk_class
from mingcha.registers.actions.training_sessions import withdraw_session
from mingcha.registers.actions.trainings import withdraw_training
from mingcha.registers.models import (
    InspectionObject,
    Inspector,
    InspectorAbsence,
    Recusal,
    RegisterEntry,
    Tag,
)
from mingcha.tasks import freezing, guards
from mingcha.tasks.actions import pools
from mingcha.tasks.actions.locking import lock_pool
from mingcha.tasks.bundle_store import inspectors_by_iid, materialise, store
from mingcha.tasks.jobs import freeze_pool_job
from mingcha.tasks.models import (
    Draw,
    DrawnObject,
    LogEntry,
    PoolStratum,
    Task,
    TeamMember,
)
from mingcha.tasks.selectors.pools import (
    figures_today,
    frozen_entries,
    frozen_figures,
    pool_facts,
    register_roots,
)
from mingcha.tasks.selectors.untrained import untrained


def pool_size() -> int:
    return sum(PoolStratum.objects.values_list("rows", flat=True))


def test_a_frozen_pool_can_be_sealed_drawn_and_kept(county: County, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "home"))
    task = frozen_task(county, make_station(county, joint=True))
    draw = Draw.objects.get(task=task)
    assert (task.state, draw.state) == ("pool_locked", "frozen")
    assert pool_size() == 120 + 60
    folder = tmp_path / "work" / "draw"
    folder.parent.mkdir()
    materialise(draw, folder)
    for party in ("organiser", "witness"):
        commit(Folder(folder), party)
    seal(Folder(folder), clock.now())
    for party in ("organiser", "witness"):
        reveal(Folder(folder), party, clock.now())
    ran = run_draw(Folder(folder))
    assert not ran.draw.assignment.unplaced
    store(draw, folder)
    assert not draw.files.filter(path="draft.json").exists()
    assert draw.files.get(path="sealed.json").is_private
    assert not draw.files.get(path="result.tsv").is_private
    assert len(inspectors_by_iid(draw)) == 16


def test_every_reason_not_to_draw_is_counted_once(county):
    task = approved_task(county, make_station(county))
    found = list(InspectionObject.objects.order_by("pk"))
    found[0].status = "revoked"
    found[0].save()
    RegisterEntry.objects.filter(object=found[1]).update(exclusion="包容期内")
    sent_out(county, found[2], "published")
    signed = sent_out(county, found[3], "recorded")
    visit = Visit.objects.create(task=signed.task, object=found[3], planned_on=TODAY)
    InspectionRecord.objects.create(
        object_task=signed, visit=visit, entered_by="inspector", signed_at=clock.now()
    )
    sent_out(county, found[4], "assigned")
    sent_out(county, found[5], "assigned", lead_department=county.fire)
    sent_out(county, found[6], "terminated")
    sent_out(county, found[8], "published", year=TODAY.year - 1)
    drawn = sent_out(county, found[9], "terminated")
    Task.objects.filter(pk=drawn.task_id).update(state="objects_drawn")
    draw = Draw.objects.create(
        task=drawn.task, draw_id="130136-2026-9001", reveal_by=clock.now(), frozen_by="operator"
    )
    for rank, (at, status) in enumerate(((9, "D1"), (10, "R")), start=1):
        DrawnObject.objects.create(
            draw=draw,
            frame="SCJG",
            stratum="ALL",
            rank=rank,
            object=found[at],
            key=found[at].key,
            ticket="0" * 64,
            status=status,
        )
    assert reasons(task) == {
        "inspected_this_year": 2,
        "not_existing": 1,
        "cap_reached": 1,
        "in_open_task": 2,
        "by_register": 1,
    }
    frozen = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    figures = frozen_figures(task)
    assert {line.code: line.count for line in figures.exclusions} == reasons(task)
    assert (figures.total.rows, figures.total.excluded, figures.total.eligible) == (120, 7, 113)
    assert frozen_entries(task, "by_register").get().exclusion_note == "包容期内"
    assert frozen_entries(task, "not_existing").get().exclusion_note == "吊销"
    assert frozen_entries(task).count() == 7
    text = bytes(frozen.files.get(path="registers/SCJG.tsv").content).decode()
    codes = Counter(line.split("\t")[3] for line in text.splitlines())
    assert codes["-"] == 113
    assert codes["in_open_task"] == 2


def test_complaints_are_checked_in_spite_of_caps(county):
    task = approved_task(county, make_station(county))
    sent_out(county, InspectionObject.objects.first(), "published")
    Task.objects.filter(pk=task.pk).update(source="complaint")
    task.refresh_from_db()
    assert reasons(task) == {}


def test_a_place_may_let_objects_be_drawn_twice(county):
    task = approved_task(county, make_station(county))
    found = InspectionObject.objects.get(name="澄川县第3餐饮店")
    assert found.risk_level == "D"
    sent_out(county, found, "published")
    assert reasons(task) == {"inspected_this_year": 1}
    Parameter.objects.create(
        key="exclusion.inspected_this_year", region=county.region, value=False, reason="试点"
    )
    assert reasons(task) == {}


def test_the_class_of_the_day_counts_and_a_default_for_those_without(county):
    make_objects(county, 4, risk_level="")
    task = approved_task(county, make_station(county))
    first = InspectionObject.objects.get(name="澄川县第4餐饮店")
    entry = first.entries.get(department=county.market)
    set_risk_class(by=county.lead, entry=entry, level="D", reason="年度评定")
    lines = {line.title: line for line in figures_today(task).strata}
    assert {level: line.rows for level, line in lines.items()} == {
        "A 类": 29,
        "B 类": 34,
        "C 类": 30,
        "D 类": 31,
    }
    assert (lines["D 类"].to_draw, lines["D 类"].reserve) == (16, 4)


def test_without_classes_the_register_is_one_range_and_opens_at_once(county):
    task = frozen_task(county, make_station(county, ratios=WHOLE))
    draw = task.draw
    assert not draw.files.filter(path="sealed.json").exists()
    assert [(line.title, line.ratio, line.to_draw) for line in frozen_figures(task).strata] == [
        ("全部对象", "10%", 12)
    ]
    assert PoolStratum.objects.get().stratum == "ALL"
    assert str(frozen_figures(task).total.title) == ""


def test_a_surprise_check_opens_when_it_is_over(county):
    line = make_station(county, ratios={"ALL": "6"})
    task = approved_task(county, line, disclosing="deferred")
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    plan = json.loads(bytes(draw.files.get(path="draft.json").content))["plan"]
    opens = (task.period_to + timedelta(days=1)).isoformat()
    assert plan["disclosure"]["disclose_by"] == f"{opens}T00:00:00+08:00"
    assert frozen_figures(task).strata[0].ratio == "6 户"


def test_only_certified_people_in_office_enter_the_pool(county):
    line = make_station(county)
    make_inspectors(county.market, 1, certificate_no="")
    make_inspectors(county.market, 1, until=TODAY)
    make_inspectors(county.market, 1, state="on_leave")
    make_inspectors(county.fire, 1)
    inspector = Inspector.objects.filter(department=county.market).first()
    inspector.expertise.add(Tag.objects.create(code="food", name="食品", kind="expertise"))
    found = InspectionObject.objects.first()
    Recusal.objects.create(inspector=inspector, object=found, reason="近亲属", declared_by="lead")
    busy = sent_out(county, found, "assigned", source="assigned")
    TeamMember.objects.create(object_task=busy, inspector=inspector, slot=0)
    task = frozen_task(county, line)
    facts = pool_facts(task.draw)
    assert (facts.inspectors, facts.recusals, facts.smallest) == (12, 1, 12)
    text = bytes(task.draw.files.get(path="inspectors.tsv").content).decode()
    (line_of_food,) = [row for row in text.splitlines() if "food" in row]
    assert line_of_food.split("\t")[4:6] == ["29", "SCJG"]
    coi = bytes(task.draw.files.get(path="coi.tsv").content).decode()
    assert coi.startswith(f"{found.key}\t")
    assert coi.endswith("\tinterest\n")
    assert set(register_roots(task.draw)) == {"SCJG"}


def test_too_few_inspectors_freeze_nothing(county):
    line = make_station(county)
    task = approved_task(county, line)
    Inspector.objects.exclude(pk=Inspector.objects.first().pk).update(state="left")
    with pytest.raises(Refusal, match="派不出来"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()
    assert not PoolStratum.ever.exists()
    task.refresh_from_db()
    assert task.state == "approved"


_PUBLIC = {"profile": "public", "public_sources": ["kl8|2026310"]}


def test_who_may_be_a_party(county):
    task = approved_task(county, make_station(county))
    for changes, field in (
        ({"operator": county.witness}, "operator"),
        ({"profile": "public"}, "public_sources"),
        (_PUBLIC | {"public_sources": ["kl8 2026310"]}, "public_sources"),
        (_PUBLIC | {"public_sources": ["kl8|2026310", "kl8|2026310"]}, "public_sources"),
        (_PUBLIC | {"public_sources": ["pl5|2026310", "fc3d|2026310"]}, "public_sources"),
        (_PUBLIC, "public_after"),
        ({"public_sources": ["kl8|2026310"]}, "public_sources"),
        ({"disclosing": "immediate"}, "disclosing"),
        ({"witnesses": [county.witness, county.witness]}, "witnesses"),
        ({"witnesses": [county.operator]}, "witnesses"),
        ({"reveal_by": clock.now()}, "reveal_by"),
    ):
        with pytest.raises(DomainError) as refused:
            lock_pool(by=county.operator, task=task, ceremony=ceremony(county, **changes))
        assert refused.value.field == field


def test_training_is_asked_for_where_the_place_wants_it(county):
    task = approved_task(county, make_station(county))
    Parameter.objects.create(
        key="training.before_draw", region=county.region, value=True, reason="本地规定"
    )
    with pytest.raises(GuardFailed, match="培训"):
        lock_pool(by=county.operator, task=task, ceremony=ceremony(county))
    person = Inspector.objects.filter(department=county.market).first()
    session = held(county.lead, person)
    job = lock_pool(by=county.operator, task=task, ceremony=ceremony(county), training=session)
    assert (job.state, job.page) == ("waiting", f"/tasks/{task.pk}/pool/")


@pytest.mark.parametrize("fault", ["old", "withdrawn", "nobody", "elsewhere"])
def test_a_training_that_did_not_take_place_opens_no_gate(county, fault):
    task = approved_task(county, make_station(county))
    person = Inspector.objects.filter(department=county.market).first()
    by, one, day = county.lead, person, clock.today()
    if fault == "old":
        day -= timedelta(days=400)
    if fault == "elsewhere":
        by, one = county.outsider, inspector(county.outsider.department, "Q01", None, "外县人")
    session = held(by, one, held_on=day)
    if fault == "withdrawn":
        withdraw_session(by=by, session=session, reason="登记有误")
    if fault == "nobody":
        withdraw_training(by=by, training=one.trainings.get(), reason="没有到场")
    with pytest.raises(GuardFailed, match="所选培训"):
        lock_pool(by=county.operator, task=task, ceremony=ceremony(county), training=session)


def test_who_of_the_pool_did_not_attend_is_told(county):
    task = approved_task(county, make_station(county))
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert untrained(draw, county.lead) is None
    pools.reopen_pool(by=county.head, task=task, reason="先组织培训")
    people = list(Inspector.objects.filter(department=county.market).order_by("staff_no"))
    session = held(county.lead, *people[1:])
    job = lock_pool(by=county.operator, task=task, ceremony=ceremony(county), training=session)
    assert job.state == "waiting"
    kept = ceremony(county)
    draw = pools.freeze_pool(by=county.operator, task=task, ceremony=kept, training=session)
    pool = {pk for behind in inspectors_by_iid(draw).values() for pk in behind.members}
    told = untrained(draw, county.lead)
    assert told.people == [one for one in people[:1] if one.pk in pool]
    elsewhere = Inspector.objects.filter(pk__in=pool).exclude(department=county.market).count()
    assert sum(number for _, number in told.elsewhere) == elsewhere
    assert told.total == len(told.people) + elsewhere > 0
    event = AuditEvent.objects.filter(type="pool.locked").latest("seq").body
    assert event["training"] == str(session)


def run_job(county: County, task: Task) -> Job:
    job = lock_pool(by=county.operator, task=task, ceremony=ceremony(county))
    for _ in range(2):  # run again, it leaves the pool as it is
        freeze_pool_job.func(
            job_key=job.key,
            task_id=task.pk,
            username="operator",
            operator=county.operator.pk,
            witnesses=[county.witness.pk],
            reveal_by=tomorrow(clock.now()).isoformat(),
        )
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_the_job_freezes_once(county):
    task = approved_task(county, make_station(county))
    assert run_job(county, task).state == "done"
    draw = Draw.objects.get()
    assert draw.draw_id == f"130136-{TODAY.year}-0001"
    assert [party.code for party in draw.parties.all()] == ["organiser", "witness"]
    event = AuditEvent.objects.get(type="pool.locked")
    assert (event.subject, event.body["rows"], event.body["eligible"]) == (
        draw.draw_id,
        [120],
        [120],
    )


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_a_job_killed_on_the_way_leaves_nothing(county, monkeypatch):
    task = approved_task(county, make_station(county))
    monkeypatch.setattr(pools, "freeze_experts", _die)
    with pytest.raises(RuntimeError):
        run_job(county, task)
    assert not Draw.objects.exists()
    assert not PoolStratum.ever.exists()
    monkeypatch.undo()
    assert run_job(county, task).state == "done"
    assert pool_size() == 120


def _die(*_: object) -> None:
    raise RuntimeError("killed")


def test_nothing_is_recorded_while_a_pool_is_built(county, monkeypatch):
    """Who records keeps the audit chain until the end of the transaction: everybody else would wait."""
    task = approved_task(county, make_station(county))
    recorded = [AuditEvent.objects.count()]
    build = pools.freeze_bundle

    def watched(*given: Any) -> None:
        build(*given)
        recorded.append(AuditEvent.objects.count())

    monkeypatch.setattr(pools, "freeze_bundle", watched)
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert recorded[0] == recorded[1] < AuditEvent.objects.count()


def test_a_pool_that_is_reopened_leaves_its_serial_and_files(county):
    line = make_station(county)
    task = frozen_task(county, line)
    first = task.draw
    with pytest.raises(GuardFailed, match="理由"):
        pools.reopen_pool(by=county.head, task=task, reason="")
    pools.reopen_pool(by=county.head, task=task, reason="名录有误")
    line.refresh_from_db()
    task.refresh_from_db()
    assert (task.state, line.state) == ("approved", "pending")
    assert pool_size() == 0
    assert sum(PoolStratum.ever.filter(draw=first).values_list("rows", flat=True)) == 120
    second = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    first.refresh_from_db()
    assert (first.state, first.ended_of, first.ended_reason) == ("voided", task, "名录有误")
    assert second.draw_id.endswith("0002")
    assert first.files.filter(path="registers/SCJG.tsv").exists()
    assert pool_size() == 120


def test_a_draw_that_began_is_not_dropped(county):
    task = frozen_task(county, make_station(county))
    draw = task.draw
    Draw.objects.update(state="committing")
    draw.parties.update(commitment="0" * 64)
    with pytest.raises(GuardFailed, match="抽取已经开始"):
        pools.reopen_pool(by=county.head, task=task, reason="名录有误")
    draw.parties.update(commitment="")
    entry = {"seq": 1, "prev": "0" * 64, "type": "REGISTER", "time": "t", "body": {}}
    LogEntry.objects.create(**entry, draw_id=draw.draw_id, body_hash="0" * 64, head="1" * 64)
    with pytest.raises(GuardFailed, match="抽取已经开始"):
        pools.reopen_pool(by=county.head, task=task, reason="名录有误")
    Draw.objects.update(state="incident", ended_reason="见证方未揭示")
    pools.reopen_pool(by=county.head, task=task, reason="重新组织")
    draw.refresh_from_db()
    assert (draw.state, draw.ended_reason) == ("incident", "见证方未揭示")


def test_nobody_having_committed_the_pool_may_be_reopened(county):
    task = frozen_task(county, make_station(county))
    Draw.objects.update(state="committing")
    pools.reopen_pool(by=county.head, task=task, reason="名录有误")
    assert Draw.objects.get().state == "voided"


def test_a_locked_task_without_a_draw_has_nothing_to_reopen(county):
    task = approved_task(county, make_station(county))
    Task.objects.filter(pk=task.pk).update(state="pool_locked")
    with pytest.raises(DomainError, match="没有冻结的名录"):
        pools.reopen_pool(by=county.head, task=task, reason="名录有误")


def test_a_task_beside_the_plan_is_frozen_too(county):
    task = approved_task(county, make_station(county))
    Task.objects.filter(pk=task.pk).update(plan_line=None, reason="交办", source="assigned")
    task.refresh_from_db()
    assert guards.source_in_order(task) is None
    task.reason = ""
    assert "理由" in str(guards.source_in_order(task))
    pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert PlanLine.objects.get().state == "pending"


def test_who_is_away_on_the_day_leaves_the_pool_by_themselves(county):
    line = make_station(county)  # twelve people
    day = timedelta(days=1)
    people = iter(Inspector.objects.filter(department=county.market))

    def away(kind, starts_on, ends_on):
        InspectorAbsence.objects.create(
            inspector=next(people),
            kind=kind,
            starts_on=starts_on,
            ends_on=ends_on,
            reason="x",
            entered_by="lead",
        )

    away("leave", TODAY - 3 * day, TODAY - day)  # back again
    away("leave", TODAY + day, TODAY + 3 * day)  # not yet away
    away("leave", TODAY, TODAY)
    away("suspension", TODAY - day, None)
    away("transfer", TODAY + 30 * day, None)  # gone before the task's end
    task = frozen_task(county, line)
    assert pool_facts(task.draw).inspectors == 9


def test_assistants_and_people_with_a_withdrawn_certificate_are_not_drawn(county):
    line = make_station(county)
    one, other = Inspector.objects.filter(department=county.market)[:2]
    Inspector.objects.filter(pk=one.pk).update(kind="assistant")
    other.certificates.update(ended_on=TODAY)
    assert pool_facts(frozen_task(county, line).draw).inspectors == 10


def test_the_database_seals_lines_as_the_protocol_says_and_the_secret_stands_in_no_statement(
    county,
):
    line = make_station(county, joint=True)
    task = approved_task(county, line)
    with CaptureQueriesContext(connection) as seen:
        draw = pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    sealed = json.loads(bytes(draw.files.get(path="sealed.json").content))
    assert task.sub_tasks.count() == 2
    for part in task.sub_tasks.all():
        content = bytes(draw.files.get(path=f"registers/{part.frame}.tsv").content)
        for row in parse_register(content, part.frame, sealed=True):
            made = row_tag(SUITES["S1"], sealed["row_secret"], part.frame, row.id)
            assert row.tag == made
    assert not [q["sql"] for q in seen if sealed["row_secret"] in q["sql"]]
    assert current_seal() == ""


def current_seal() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('mingcha.row_seal', true)")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("ratios", "fits"), [(None, 120 * 140), (WHOLE, 120 * 35)])
def test_what_could_not_be_read_after_the_ceremony_is_refused_before_it(
    county, monkeypatch, ratios, fits
):
    """Sealed draws have a ticket's line for every object, open ones the register alone."""
    task = approved_task(county, make_station(county, ratios=ratios))
    monkeypatch.setattr(freezing, "MAX_FILE_BYTES", fits // 2)
    with pytest.raises(Refusal, match=r"名录太大.*分成几次抽取"):
        pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county))
    assert not Draw.objects.exists()
    monkeypatch.setattr(freezing, "MAX_FILE_BYTES", fits)
    assert pools.freeze_pool(by=county.operator, task=task, ceremony=ceremony(county)).pk
