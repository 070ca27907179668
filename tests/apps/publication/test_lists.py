"""Item lists, plans and announcements, published by those whose they are."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from certificates import certificates_end
from county import County
from django.urls import reverse
from plan_lines import LINE
from publication_case import make_task
from superior import make_superior, publish_claim
from task_station import make_inspectors

from mingcha.core.draw.canonical import jcs
from mingcha.foundation import clock
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.foundation.models import Job
from mingcha.orgs.models import Parameter
from mingcha.plans.actions.lines import write_line
from mingcha.plans.actions.plans import create_plan
from mingcha.plans.models import PlanVersion
from mingcha.publication.actions.keeping import digest_of, keep
from mingcha.publication.actions.lists import (
    publish_announcement,
    publish_item_list,
    publish_staff_list,
)
from mingcha.publication.disclosure import Undisclosable, disclosed, worded
from mingcha.publication.jobs import publish_list
from mingcha.publication.models import Publication
from mingcha.publication.personal import without_people
from mingcha.publication.selectors import statistics
from mingcha.publication.selectors.snapshots import newest, shown
from mingcha.publication.snapshots.announcement import announcement
from mingcha.publication.snapshots.item_list import changes, item_list
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.items import retire_item
from mingcha.registers.models import Guide, InspectionItem, Inspector, ItemVersion, RiskScheme
from mingcha.tasks.actions.deciding import void_task
from mingcha.tasks.models import Task

BOTH = pytest.mark.django_db(databases=["default", "progress"])


@pytest.fixture
def item(county: County) -> InspectionItem:
    make_task(county)
    return InspectionItem.objects.get(department=county.market)


@BOTH
def test_many_changes_of_items_make_one_version(county: County, item: InspectionItem):
    for _ in range(3):
        announce("item.published", department=county.market, by=county.lead)
    job = Job.objects.get()
    arguments = {"department": county.market.pk, "publisher": county.lead.pk}
    publish_list.func(job_key=job.key, **arguments)
    publish_list.func(job_key=job.key, **arguments)
    assert Publication.objects.get().content["items"][0]["code"] == "01"


def test_a_retired_item_leaves_the_list_and_the_new_version_says_so(
    county: County, item: InspectionItem
):
    first = publish_item_list(by=county.lead, department=county.market)
    retire_item(by=county.lead, item=item, reason="条例已废止")
    second = publish_item_list(by=county.lead, department=county.market)
    assert (second.reason, second.content["items"]) == ("停用 01", [])
    assert shown(first)["content"]["items"]
    assert list(second.files.all()) == []


def test_a_guide_is_published_once_and_found_from_its_item(
    county: County, item: InspectionItem, client
):
    version = item.versions.get()
    guide = Guide.objects.create(
        file_name="检查指引.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7 %%EOF",
        size=14,
        sha256=hashlib.sha256(b"%PDF-1.7 %%EOF").hexdigest(),
        added_by="lead",
    )
    version.guides.add(guide)
    first = publish_item_list(by=county.lead, department=county.market)
    page = client.get(reverse("public-item", args=[first.key, item.code])).content.decode()
    address = reverse("public-guide", args=[guide.sha256])
    assert address in page
    answer = client.get(address)
    assert answer.getvalue() == b"%PDF-1.7 %%EOF"
    assert answer.headers["Content-Type"] == "application/pdf"
    version.guides.clear()
    publish_item_list(by=county.lead, department=county.market)
    version.guides.add(guide)
    third = publish_item_list(by=county.lead, department=county.market)
    assert third.reason == f"修订 {item.code}"
    assert Publication.objects.filter(kind="guide").count() == 1


def test_a_column_that_older_lists_lack_is_no_revision(county: County, item: InspectionItem):
    ItemVersion.objects.update(frequency_text="每年1次", ratio_text="不超过5%")
    content = item_list(county.market).content["items"]
    younger = {"guides", "frequency_text", "ratio_limit", "superior"}
    older = [{k: v for k, v in each.items() if k not in younger} for each in content]
    assert changes(older, content) == ""
    assert changes([older[0] | {"basis": "旧依据"}], content) == "修订 01"


def test_a_claimed_item_says_from_whom_and_how_much(county: County, client):
    theirs = make_superior(county).in_force("GG-01", ratio_text="一般不超过10%/年")
    (draft,) = claim_items(by=county.lead, items=[theirs.item_id])
    publish_claim(county, draft)
    published = publish_item_list(by=county.lead, department=county.market)
    (told,) = published.content["items"]
    assert told["superior"] == {
        "department": "安澜市市场监督管理局",
        "code": "GG-01",
        "number": 1,
    }
    assert told["ratio_limit"] == "10%"
    page = client.get(reverse("public-item", args=[published.key, "GG-01"])).content.decode()
    assert "安澜市市场监督管理局事项 GG-01，第 1 版" in page
    assert (
        "一般不超过10%/年"
        in client.get(reverse("public-item-list", args=[published.key])).content.decode()
    )


@pytest.fixture
def staff(county: County) -> None:
    make_inspectors(county.market, 4)
    Inspector.objects.filter(staff_no="0001").update(state="on_leave")
    certificates_end(date(2020, 1, 1), Inspector.objects.get(staff_no="0002"))


def test_inspectors_are_published_as_counts_of_their_units(county: County, staff: None):
    published = publish_staff_list(by=county.lead, department=county.market)
    unit = county.market.units.first().name
    assert published.content["units"] == [{"unit": unit, "inspectors": 2}]
    assert published.content["people"] == []
    assert "检查员" not in jcs(published.content).decode()
    assert publish_staff_list(by=county.lead, department=county.market) == published
    with pytest.raises(NotFound):
        publish_staff_list(by=county.fire_lead, department=county.market)
    with pytest.raises(Forbidden):
        publish_staff_list(by=county.head, department=county.market)


def test_inspectors_are_named_only_where_the_place_asks_for_it(county: County, staff: None):
    key = "inspector.public_form"
    Parameter.objects.create(key=key, region=county.region, value="names", reason="本地规定")
    published = publish_staff_list(by=county.lead, department=county.market)
    assert published.content["people"] == [
        {"name": "检查员0", "certificate_no": "JH000000"},
        {"name": "检查员3", "certificate_no": "JH000003"},
    ]


def test_a_workbook_of_the_same_list_is_the_same_bytes(county: County, item: InspectionItem):
    assert item_list(county.market).files == item_list(county.market).files


def test_only_the_own_list_is_published_and_by_who_may(county: County, item: InspectionItem):
    with pytest.raises(NotFound):
        publish_item_list(by=county.fire_lead, department=county.market)
    with pytest.raises(Forbidden):
        publish_item_list(by=county.head, department=county.market)


def test_a_plan_that_is_announced_is_published(county: County, item: InspectionItem):
    RiskScheme.objects.get_or_create(
        code="generic", defaults={"name": "通用型", "levels": ["A", "B", "C", "D"]}
    )
    draft = create_plan(by=county.lead, year=2026, title="计划")
    write_line(by=county.lead, version=draft, values=LINE, items=[item], cooperating=[])
    ItemVersion.objects.filter(item=item).update(state="superseded")
    version = PlanVersion.objects.get(pk=draft.pk)
    announce("plan.published", version=version, by=county.lead)
    line = newest("plan", "130136-SCJG-2026").content["lines"][0]
    assert line["ratio"] == "按信用风险分类确定"
    assert line["items"] == [{"code": "01", "name": ""}]


def test_a_plan_shows_its_own_lines_and_the_joint_ones(county: County, item: InspectionItem):
    draft = create_plan(by=county.lead, year=2026, title="计划")
    joint = LINE | {"name": "联合抽查", "joint_scope": "cross_department"}
    write_line(by=county.lead, version=draft, values=LINE, items=[item], cooperating=[])
    write_line(by=county.lead, version=draft, values=joint, items=[item], cooperating=[county.fire])
    announce("plan.published", version=PlanVersion.objects.get(pk=draft.pk), by=county.lead)
    lines = newest("plan", "130136-SCJG-2026").content["lines"]
    assert [line["joint_scope"] for line in lines] == ["部门内部", "部门联合"]
    assert [[d["name"] for d in line["cooperating"]] for line in lines] == [[], [county.fire.name]]


def test_an_issued_task_is_announced_with_its_scheme(county: County):
    task = make_task(county)
    announce("task.issued", task=task, by=county.lead)
    content = newest("announcement", task.number).content
    assert content["scheme"]["methods"] == ["现场检查"]
    assert content["draw_id"] == ""
    task.scheme.delete()
    task.refresh_from_db()
    assert announcement(task).content["scheme"] == {}
    with pytest.raises(DomainError, match="原因"):
        publish_announcement(by=county.lead, task=task)
    assert publish_announcement(by=county.lead, task=task, reason="方案调整").version == 2


def test_a_field_that_is_not_declared_is_never_let_out(county: County):
    task = make_task(county)
    for leak in ("ratios", "risk_scheme", "reason", "drafted_by", "pk"):
        with pytest.raises(Undisclosable, match=leak):
            disclosed(task, "title", leak)
        with pytest.raises(Undisclosable):
            worded(task, leak)


def test_codes_are_let_out_as_codes_and_as_words(county: County):
    scheme = make_task(county).scheme
    assert disclosed(scheme, "methods") == {"methods": ["on_site"]}
    assert worded(scheme, "methods") == {"methods": ["现场检查"]}


def test_an_announced_task_that_is_voided_is_said_to_be(county: County):
    task = make_task(county)
    announce("task.issued", task=task, by=county.lead)
    year = clock.today().year
    assert [row.tasks for row in statistics.by_kind_of_task(year)] == [0, 1, 1]
    Task.objects.update(state="issued")
    void_task(by=county.head, task=Task.objects.get(), reason="机构调整，电话13912345678")
    first, second = Publication.objects.filter(kind="announcement").order_by("version")
    assert "is_voided" not in first.content
    assert second.content["is_voided"] is True
    assert second.reason == "任务已作废：机构调整，电话（略）"
    assert [row.tasks for row in statistics.by_kind_of_task(year)] == [0, 0, 0]


def test_a_task_voided_before_it_was_announced_stays_unknown(county: County):
    void_task(by=county.head, task=make_task(county), reason="机构调整")
    assert not Publication.objects.exists()


def test_a_snapshot_is_kept_under_its_digest(county: County):
    row = keep(by=county.lead, snapshot=announcement(make_task(county)))
    assert row.digest == digest_of(row.content)
    assert row.content["files"] == []
    assert str(row) == row.title


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("法人电话13912345678。", "法人电话（略）。"),
        ("身份证130136199001011234", "身份证（略）"),
        ("代码91130136MA0000019X不动", "代码91130136MA0000019X不动"),
        ("电话138-1234-5678、138 1234 5678、138 123 45678", "电话（略）、（略）、（略）"),
        ("１３８１２３４５６７８，+86 13812345678。", "（略），（略）。"),
        ("座机0310-6123456或（0310）6123456", "座机（略）或（略）"),
        ("130136 19900101 123X", "（略）"),
        ("１３０１３６１９９００１０１１２３４", "（略）"),
        ("批号20260310-1234567，2026-11-28", "批号20260310-1234567，2026-11-28"),
        ("代码91130136MA12345678、130136662803779", "代码91130136MA12345678、130136662803779"),
        ("由王小明和王小明明检查", "由（略）和（略）检查"),
    ],
)
def test_people_are_taken_out_of_free_text(text: str, left: str):
    assert without_people(text, ["王小明", "王小明明", ""]) == left
