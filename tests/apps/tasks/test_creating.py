"""Beginning a task."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

import pytest
from county import County
from django.db import IntegrityError, connection, transaction
from task_station import BY_CLASS, TODAY, WHOLE, make_item, make_line, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem, ItemVersion, RiskScheme
from mingcha.tasks.actions.creating import create_task_from_line, create_task_off_plan
from mingcha.tasks.frame_codes import frame_codes
from mingcha.tasks.models import Task
from mingcha.tasks.numbering import next_task_number


@pytest.fixture
def line(county: County) -> PlanLine:
    return make_station(county, objects=8, joint=True)


def test_a_task_has_one_lead(county: County, line: PlanLine):
    task = create_task_from_line(by=county.lead, line=line)
    other = task.sub_tasks.get(is_lead=False)
    with pytest.raises(IntegrityError, match="task_has_one_lead"), transaction.atomic():
        type(other).objects.filter(pk=other.pk).update(is_lead=True)


def particulars(**changes: object) -> dict[str, object]:
    return {
        "title": "投诉专项",
        "object_filter": {"industries": ["餐饮业"]},
        "ratios": WHOLE,
        "period_from": TODAY,
        "period_to": TODAY + timedelta(days=30),
        "mode": "county_county",
        "draw_kind": "targeted",
    } | changes


def off_plan(county: County, **changes: object) -> Task:
    settings = {
        "by": county.lead,
        "source": "complaint",
        "reason": "集中投诉",
        "particulars": particulars(),
        "items": InspectionItem.objects.filter(department=county.market),
    } | changes
    return create_task_off_plan(**settings)


def test_a_task_copies_its_line_and_invites_the_departments(county, line):
    line.object_filter = {"kinds": ["enterprise"]}
    line.save()
    task = create_task_from_line(by=county.lead, line=line)
    assert task.number == f"130136{TODAY.year}0001"
    assert (task.title, task.ratios, task.object_filter) == (
        line.name,
        BY_CLASS,
        {"kinds": ["enterprise"]},
    )
    assert (task.source, task.joint_scope, task.state) == ("plan", "cross_department", "draft")
    assert (task.risk_scheme, task.disclosing) == ("generic", "confidential")
    parts = [(p.frame, p.is_lead, p.team_size, p.items.count()) for p in task.sub_tasks.all()]
    assert parts == [("SCJG", True, 2, 1), ("XFJY", False, 2, 0)]
    assert AuditEvent.objects.get(type="task.changed").subject == task.number


def test_numbers_have_no_gaps(county, line):
    numbers = [create_task_from_line(by=county.lead, line=line).number for _ in range(3)]
    assert [number[-4:] for number in numbers] == ["0001", "0002", "0003"]


def test_a_line_without_classes_may_be_disclosed_later(county, line):
    plain = make_line(county, WHOLE)
    task = create_task_from_line(by=county.lead, line=plain, disclosing="deferred", title="突击")
    assert (task.title, task.risk_scheme, task.disclosing) == ("突击", "", "deferred")
    with pytest.raises(DomainError, match="立即公开"):
        create_task_from_line(by=county.lead, line=plain, disclosing="confidential")


def test_only_a_line_in_force_is_executed(county, line):
    line.state = "done"
    line.save()
    with pytest.raises(DomainError, match="已经完成"):
        create_task_from_line(by=county.lead, line=line)
    line.state = "pending"
    line.save()
    PlanVersion.objects.update(state="superseded")
    with pytest.raises(DomainError, match="已有新版本"):
        create_task_from_line(by=county.lead, line=line)


def test_a_line_is_executed_by_its_own_department(county, line):
    with pytest.raises(NotFound):
        create_task_from_line(by=county.fire_lead, line=line)
    with pytest.raises(Forbidden):
        create_task_from_line(by=county.head, line=line)


def test_who_may_not_inspect_begins_no_task(county, line):
    Department.objects.filter(pk=county.market.pk).update(is_inspecting_body=False)
    county.lead.refresh_from_db()
    with pytest.raises(Forbidden, match="行政检查权"):
        create_task_from_line(by=county.lead, line=line)
    county.lead.department = None
    with pytest.raises(Forbidden, match="行政检查权"):
        create_task_from_line(by=county.lead, line=line)


def test_a_department_without_the_right_does_not_join(county, line):
    line.cooperating.add(county.justice)
    with pytest.raises(DomainError, match="没有行政检查权"):
        create_task_from_line(by=county.lead, line=line)


def test_only_items_in_force_are_checked(county, line):
    ItemVersion.objects.update(state="superseded")
    with pytest.raises(DomainError, match="已公布的抽查事项"):
        create_task_from_line(by=county.lead, line=line)


def test_classes_need_their_scheme(county, line):
    RiskScheme.objects.filter(pk="generic").update(levels=["A", "B", "C", "D", "E"])
    with pytest.raises(DomainError, match="还没有填写抽查比例：E 类"):
        create_task_from_line(by=county.lead, line=line)
    other = make_line(county, {"A": "1%"})
    with pytest.raises(DomainError, match="还没有填写抽查比例：B 类、C 类、D 类、E 类"):
        create_task_from_line(by=county.lead, line=other)


def test_classes_without_any_scheme(county):
    RiskScheme.objects.all().delete()
    line = make_line(county, BY_CLASS)
    with pytest.raises(DomainError, match="风险分类方案没有建立"):
        create_task_from_line(by=county.lead, line=line)


@pytest.mark.parametrize(
    ("ratios", "fault"),
    [
        ({"ALL": ""}, "还没有填写抽查比例：全部对象"),
        ({"ALL": "三成"}, "抽查比例应写成"),
        ({"ALL": "0%"}, "全部为零"),
        ({"ALL": "101%"}, "超过百分之百"),
        (BY_CLASS | {"D": "1%"}, "比例倒挂"),
        (BY_CLASS | {"E": "1%"}, "没有这些类别或标签：E"),
        (BY_CLASS | {"D": "x"}, "D 类的抽查比例应写成"),
    ],
)
def test_unsound_ratios_are_refused(county, line, ratios, fault):
    with pytest.raises(DomainError, match=fault) as refused:
        off_plan(county, particulars=particulars(ratios=ratios))
    assert refused.value.field == "ratios"


def test_counts_and_per_mille_are_ratios_too(county, line):
    ratios = {"A": "2‰", "B": "3", "C": "10%", "D": "100%"}
    assert off_plan(county, particulars=particulars(ratios=ratios)).ratios == ratios


def test_a_task_beside_the_plan_gives_source_and_reason(county, line):
    task = off_plan(county, cooperating=[county.fire])
    assert (task.plan_line, task.reason, task.joint_scope) == (None, "集中投诉", "cross_department")
    for changes, field in (
        ({"source": "plan"}, "source"),
        ({"source": "whim"}, "source"),
        ({"reason": " "}, "reason"),
        ({"particulars": particulars(period_to=TODAY - timedelta(days=1))}, "period_to"),
        ({"particulars": particulars(mode="nobody")}, "mode"),
        ({"particulars": particulars(draw_kind="nobody")}, "mode"),
        ({"items": []}, "items"),
    ):
        with pytest.raises(DomainError) as refused:
            off_plan(county, **changes)
        assert refused.value.field == field
    with pytest.raises(DomainError, match="不认识的条件：colour"):
        off_plan(county, particulars=particulars(object_filter={"colour": ["red"]}))


def test_an_item_of_another_department_does_not_count(county, line):
    foreign = make_item(county.fire, "XF-9", "他部门事项")
    with pytest.raises(DomainError, match="已公布的抽查事项"):
        off_plan(county, items=[foreign])


def test_frame_codes_are_of_the_protocols_form():
    assert frame_codes(["SCJG", "SCJG", "xf-jy", "1a", "A" * 20]) == [
        "SCJG",
        "SCJG_2",
        "XF_JY",
        "D1A",
        "A" * 16,
    ]
    assert frame_codes(["B" * 16] * 3) == ["B" * 16, f"{'B' * 13}_2", f"{'B' * 13}_3"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_get_two_numbers(county):
    numbers: list[str] = []

    def take() -> None:
        with transaction.atomic():
            number = next_task_number(county.region, 2026)
            department = county.market
            Task.objects.create(
                number=number,
                title="同时",
                year=2026,
                region=county.region,
                lead_department=department,
                source="ad_hoc",
                reason="试",
                mode="county_county",
                joint_scope="internal",
                draw_kind="untargeted",
                period_from=TODAY,
                period_to=TODAY,
                disclosing="immediate",
                drafted_by="lead",
            )
            numbers.append(number)
        connection.close()

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"13013620260{n:03d}" for n in range(1, 5)]
