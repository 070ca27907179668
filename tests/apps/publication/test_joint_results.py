"""One object of a joint task has one publication, whatever the departments do in what order (R-064)."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations_with_replacement

import pytest
import time_machine
from county import County
from django.db import transaction
from publication_case import make_task, reviewed, uscc

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.actions.ending import terminate
from mingcha.orgs.models import Parameter
from mingcha.publication.actions.exemptions import approve_exemption, request_exemption
from mingcha.publication.actions.results import (
    publish_follow_up,
    publish_result,
    published_result,
    release_result,
)
from mingcha.publication.jobs import publish_due_results, publish_released
from mingcha.publication.models import Publication, Release
from mingcha.publication.parts import parts_of
from mingcha.publication.selectors import duties, statistics
from mingcha.publication.selectors.objects import known_objects, object_shown
from mingcha.publication.selectors.results import found_results, offered_filters
from mingcha.publication.selectors.snapshots import current
from mingcha.registers.models import InspectionObject
from mingcha.reports.selectors.facts import facts_of
from mingcha.reports.selectors.soundness_of_publications import unsound_publications
from mingcha.tasks.models import ObjectTask


class Shop:
    """An object that both departments were at; nothing is reviewed yet."""

    def __init__(self, county: County) -> None:
        self.county, self.task = county, make_task(county)
        self.shop = InspectionObject.objects.create(
            code=uscc(1), key=uscc(1), name="澄川第1商店", kind="enterprise", region=county.region
        )
        self.market, self.fire = (
            ObjectTask.objects.create(task=self.task, sub_task=part, object=self.shop)
            for part in self.task.sub_tasks.order_by("-is_lead")
        )
        self.key = f"{self.task.number}-{self.shop.key}"

    def publisher(self, row: ObjectTask) -> User:
        return self.county.lead if row == self.market else self.county.fire_lead

    def review(self, row: ObjectTask, result: str = "no_problem") -> None:
        reviewed(self.county, ObjectTask.objects.get(pk=row.pk), result)

    def release(self, row: ObjectTask) -> Publication | None:
        return release_result(by=self.publisher(row), object_task=row)

    def publish(self, row: ObjectTask, reason: str = "") -> Publication | None:
        return publish_result(by=self.publisher(row), object_task=row, reason=reason)

    def correct(self, row: ObjectTask) -> None:
        row.refresh_from_db()
        row.record.methods = ["written"]
        row.record.save()
        row.state = "corrected"
        row.save()
        self.publish(row, "检查方式录入有误")

    def mask(self, row: ObjectTask, *masked: str) -> None:
        head = self.county.head if row == self.market else self.county.fire_head
        asked = request_exemption(
            by=self.publisher(row), object_task=row, masked=masked, basis="商业秘密"
        )
        approve_exemption(by=head, exemption=asked)

    def end(self, row: ObjectTask) -> None:
        by = self.county.reviewer if row == self.market else self.county.fire_head
        RoleGrant.objects.get_or_create(user=by, role="reviewer", granted_by="setup")
        terminate(
            by=User.objects.get(pk=by.pk),
            object_task=row,
            ground="deregistered",
            reason="已注销",
            document="注销通知书",
        )

    def departments(self) -> list[str]:
        """Whose parts the newest version holds."""
        found = current("result").filter(key=self.key).first()
        return [part["department"]["code"] for part in parts_of(found.content)] if found else []


@pytest.fixture
def shop(county: County) -> Shop:
    return Shop(county)


def versions() -> list[Publication]:
    return list(Publication.objects.filter(kind="result").order_by("version"))


def test_both_parts_stand_in_one_publication(shop: Shop):
    shop.review(shop.fire, "rectified")
    assert shop.release(shop.fire) is None
    assert not versions()
    shop.review(shop.market)
    shop.release(shop.market)
    (only,) = versions()
    assert (only.key, only.version, only.reason) == (shop.key, 1, "")
    assert shop.departments() == ["SCJG", "XFJY"]
    assert only.content["is_problem"]
    assert only.department == "澄川县市场监督管理局、澄川县消防救援大队"
    for row in (shop.market, shop.fire):
        row.refresh_from_db()
        assert row.state == "published"
        assert published_result(row) == only
    assert not Release.objects.exists()


def test_a_part_is_what_a_single_result_says_without_people(shop: Shop):
    shop.review(shop.market)
    part = shop.publish(shop.market).content["parts"][0]
    assert set(part) == {
        *("key", "department", "inspected_on", "methods", "result", "result_code"),
        *("is_problem", "items", "findings", "masked"),
    }


def test_who_is_not_ready_is_not_waited_for_beyond_the_last_day(shop: Shop):
    shop.review(shop.market)
    shop.release(shop.market)
    publish_released.func(timestamp=0)
    assert not versions()
    with time_machine.travel(clock.now() + timedelta(days=28)):
        publish_released.func(timestamp=0)
    assert shop.departments() == ["SCJG"]
    assert not AuditEvent.objects.get(type="publication.published").body["is_late"]
    shop.review(shop.fire)
    later = shop.release(shop.fire)
    assert (later.version, later.reason) == (2, "增加消防救援大队的检查结果")
    assert shop.departments() == ["SCJG", "XFJY"]


def test_on_the_last_day_a_part_does_not_wait(shop: Shop):
    shop.review(shop.market)
    with time_machine.travel(clock.now() + timedelta(days=28)):
        assert shop.release(shop.market).version == 1


def test_what_was_released_goes_out_with_who_publishes_first(shop: Shop):
    shop.review(shop.market)
    shop.release(shop.market)
    shop.review(shop.fire)
    shop.publish(shop.fire)
    assert [row.version for row in versions()] == [1]
    assert shop.departments() == ["SCJG", "XFJY"]


def test_who_fell_away_is_waited_for_no_more_and_named_nowhere(shop: Shop):
    shop.review(shop.market)
    shop.release(shop.market)
    shop.end(shop.fire)
    publish_released.func(timestamp=0)
    (only,) = versions()
    assert "消防" not in f"{only.title}{only.department}{only.content['parts']}"
    shop.task.refresh_from_db()


def test_another_part_stays_as_it_was_published(shop: Shop):
    """What a department is correcting is not public before that department says so."""
    shop.review(shop.market)
    shop.publish(shop.market)
    shop.market.refresh_from_db()
    shop.market.record.findings = "还没有公布的更正"
    shop.market.record.save()
    ObjectTask.objects.filter(pk=shop.market.pk).update(state="corrected")
    shop.review(shop.fire)
    joined = shop.publish(shop.fire)
    assert joined.content["parts"][0]["findings"] == "经营正常"
    with pytest.raises(DomainError, match="请写明原因"):
        shop.publish(shop.market)
    corrected = shop.publish(shop.market, "检查情况有误")
    assert (corrected.version, corrected.reason) == (3, "检查情况有误")
    assert corrected.content["parts"][1] == joined.content["parts"][1]


def test_a_correction_with_a_part_that_is_added_says_both(shop: Shop):
    shop.review(shop.market)
    shop.publish(shop.market)
    shop.review(shop.fire)
    Release.objects.create(object_task=shop.fire, released_by="fire_lead")
    shop.correct(shop.market)
    assert versions()[-1].reason == "检查方式录入有误；增加消防救援大队的检查结果"


def test_a_part_without_the_object_s_name_stands_alone(shop: Shop):
    shop.review(shop.fire)
    shop.mask(shop.fire, "object")
    alone = shop.release(shop.fire)
    assert alone.key.startswith(f"{shop.task.number}-XFJY-M")
    assert published_result(ObjectTask.objects.get(pk=shop.fire.pk)) == alone
    shop.review(shop.market)
    shop.release(shop.market)
    assert shop.departments() == ["SCJG"]
    assert shop.shop.code not in f"{alone.key}{alone.content}{alone.title}"
    assert {fact.published_date for fact in facts(shop)} == {clock.today()}


def test_what_stands_apart_takes_nobody_along_who_would_tell_the_name_by_the_time(shop: Shop):
    shop.review(shop.market)
    shop.release(shop.market)
    shop.review(shop.fire)
    shop.mask(shop.fire, "object")
    shop.publish(shop.fire)
    assert [each.key.startswith(f"{shop.task.number}-XFJY-M") for each in versions()] == [True]
    assert Release.objects.get().object_task == shop.market
    publish_released.func(timestamp=0)
    assert shop.departments() == ["SCJG"]


def test_a_released_part_whose_publisher_left_is_to_be_done_again(shop: Shop):
    shop.review(shop.market)
    shop.release(shop.market)
    RoleGrant.objects.filter(user=shop.county.lead).delete()
    with time_machine.travel(clock.now() + timedelta(days=28)):
        publish_released.func(timestamp=0)
    assert not versions()
    assert not Release.objects.exists()


def test_a_withheld_part_is_none(shop: Shop):
    shop.review(shop.fire)
    shop.mask(shop.fire, "whole")
    assert shop.release(shop.fire) is None
    shop.review(shop.market)
    shop.release(shop.market)
    assert shop.departments() == ["SCJG"]
    assert published_result(ObjectTask.objects.get(pk=shop.fire.pk)) is None


def test_what_waits_for_a_decision_or_lost_its_publisher_is_not_taken_along(shop: Shop):
    for row in (shop.market, shop.fire):
        shop.review(row)
    Release.objects.create(object_task=shop.fire, released_by="fire_lead")
    asked = request_exemption(
        by=shop.county.fire_lead, object_task=shop.fire, masked=["items"], basis="商业秘密"
    )
    shop.publish(shop.market)
    assert shop.departments() == ["SCJG"]
    publish_released.func(timestamp=0)  # refused, and the others go on
    assert shop.departments() == ["SCJG"]
    asked.delete()
    RoleGrant.objects.filter(user=shop.county.fire_lead).delete()
    shop.correct(shop.market)
    assert shop.departments() == ["SCJG"]


def test_only_a_reviewed_result_of_one_s_own_is_released(shop: Shop):
    with pytest.raises(NotFound):
        release_result(by=shop.county.fire_lead, object_task=shop.market)
    with pytest.raises(DomainError, match="已审定"):
        shop.release(shop.market)
    shop.review(shop.market)
    request_exemption(
        by=shop.county.lead, object_task=shop.market, masked=["items"], basis="商业秘密"
    )
    with pytest.raises(DomainError, match="还没有批准"):
        shop.release(shop.market)


def test_a_department_s_follow_up_is_its_own(shop: Shop):
    for row in (shop.market, shop.fire):
        shop.review(row, "rectified")
        shop.publish(row)
    for by, row in ((shop.county.officer, shop.market), (shop.county.fire_lead, shop.fire)):
        RoleGrant.objects.get_or_create(user=by, role="follow_up_officer", granted_by="setup")
        publish_follow_up(
            by=User.objects.get(pk=by.pk),
            object_task=row,
            measure="责令限期改正",
            outcome=f"{row.sub_task.department.short_name}复查合格",
            closed_at=clock.now(),
        )
    told = object_shown(shop.shop.code)
    keys = [part["key"] for part in told["results"][0]["content"]["parts"]]
    assert sorted(told["follow_ups"]) == sorted(keys)
    assert len(told["results"]) == 1


def facts(shop: Shop) -> list:
    from mingcha.tasks.models import Draw

    Draw.objects.get_or_create(
        task=shop.task,
        draw_id="130136-2026-0001",
        defaults={"reveal_by": clock.now(), "frozen_by": "o", "drawn_at": clock.now()},
    )
    return facts_of(2026, "1301")


def test_figures_count_the_visit_once_and_each_department_s_own(shop: Shop):
    shop.review(shop.market)
    shop.publish(shop.market)
    first = clock.today()
    with time_machine.travel(clock.now() + timedelta(days=3)):
        shop.review(shop.fire, "rectified")
        shop.publish(shop.fire)
        second = clock.today()
    assert sorted(fact.published_date for fact in facts(shop)) == [first, second]
    year = first.year
    total = statistics.by_kind_of_task(year)[-1]
    assert (total.households, total.problems) == (1, 1)
    rows = {row.title: (row.households, row.problems) for row in statistics.by_department(year)}
    assert rows == {"澄川县市场监督管理局": (1, 0), "澄川县消防救援大队": (1, 1)}
    (known,) = known_objects(shop.shop.code)
    assert (known["results"], known["problems"]) == (1, 1)


def test_a_joint_result_is_found_by_each_department_and_by_what_any_found(shop: Shop):
    shop.review(shop.market)
    shop.review(shop.fire, "rectified")
    shop.publish(shop.market)
    shop.publish(shop.fire)
    names = [shop.county.market.name, shop.county.fire.name]
    assert offered_filters().departments == sorted(names)

    def count(department: str = "", result: str = "") -> int:
        asked = {"name": "", "department": department, "result": result, "task": ""}
        return found_results(**asked, year=None).count()

    assert [count(name) for name in names] == [1, 1]
    assert (count(result="rectified"), count(result="no_problem")) == (1, 1)
    assert (count("澄川县司法局"), count(result="refused")) == (0, 0)


def test_at_approval_a_part_is_released(shop: Shop):
    from mingcha.foundation.announcing import announce

    Parameter.objects.create(key="publication.at_approval", value=True, reason="随审随公示")
    shop.review(shop.market)
    announce("record.approved", record=shop.market.record, by=shop.county.lead)
    assert Release.objects.get().object_task == shop.market
    assert not versions()


@pytest.mark.django_db(databases=["default", "progress"])
def test_the_job_releases_what_waits_and_publishes_the_rest(shop: Shop):
    shop.review(shop.market)
    publish_due_results.func(job_key="j", publisher=shop.county.lead.pk)
    assert not duties.publishable(shop.county.lead).exists()
    assert duties.results_to_publish(shop.county.lead).exists()
    shop.review(shop.fire)
    publish_due_results.func(job_key="j", publisher=shop.county.fire_lead.pk)
    assert shop.departments() == ["SCJG", "XFJY"]


LIVES = (
    ("review", "release"),
    ("review", "publish"),
    ("review", "release", "publish_if_open", "correct"),
    ("review", "hide", "release"),
    ("review", "withhold", "publish"),
    ("end",),
)


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), list(combinations_with_replacement(LIVES, 2)))
def test_no_order_of_steps_publishes_twice_or_loses_a_part(shop: Shop, one, other):
    _every_order(shop, (), (one, other))


Steps = tuple[str, ...]


def _every_order(shop: Shop, gone: tuple[tuple[int, str], ...], left: tuple[Steps, Steps]) -> None:
    """Go on in every way from here; orders that begin alike are one until they part."""
    if left == ((), ()):
        _ends_well(shop, gone)
    for who, steps in enumerate(left):
        if steps:
            point = transaction.savepoint()
            order = (*gone, (who, steps[0]))
            _do(shop, (shop.market, shop.fire)[who], steps[0])
            _holds(shop, order)
            _every_order(
                shop, order, (left[0][1:], left[1]) if who == 0 else (left[0], left[1][1:])
            )
            transaction.savepoint_rollback(point)


def _ends_well(shop: Shop, order: tuple[tuple[int, str], ...]) -> None:
    with time_machine.travel(clock.now() + timedelta(days=28)):
        publish_released.func(timestamp=0)
    _holds(shop, order)
    assert not ObjectTask.objects.exclude(state__in=("published", "terminated")).exists(), order
    assert not list(unsound_publications())


def _do(shop: Shop, row: ObjectTask, verb: str) -> None:
    row = ObjectTask.objects.get(pk=row.pk)
    if verb == "publish_if_open":
        if row.state == "approved":
            shop.publish(row)
    elif verb in {"hide", "withhold"}:
        shop.mask(row, {"hide": "object", "withhold": "whole"}[verb])
    else:
        getattr(shop, verb)(row)


def _holds(shop: Shop, order: tuple[tuple[int, str], ...]) -> None:
    rows = ObjectTask.objects.filter(state__in=("published", "corrected"), exemption=None)
    public = rows.values_list("sub_task__department__code", flat=True)
    assert sorted(shop.departments()) == sorted(public), order
    named = Publication.objects.filter(kind="result", object_code=shop.shop.code)
    assert set(named.values_list("key", flat=True)) <= {shop.key}, order
    hidden = Publication.objects.filter(kind="result", object_code="")
    assert len(hidden) == len(set(hidden.values_list("key", flat=True))), order
