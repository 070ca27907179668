"""Every public page opens for nobody in particular and says what it should."""

from __future__ import annotations

import hashlib
import html
import io
import re
import zipfile
from http import HTTPStatus

import pytest
from county import County
from django.urls import reverse
from kept import contents
from portal_case import CHECK_POINTS, Published
from publications import published as keep_snapshot

from mingcha.foundation.models import kept_file
from mingcha.foundation.models.kept_file import PART
from mingcha.publication.actions.lists import publish_voided
from mingcha.publication.actions.results import publish_result
from mingcha.publication.models import Publication, PublishedFile
from mingcha.publication.selectors.snapshots import newest
from mingcha.tasks.models import Task


def text(client, view: str, *args: object, **query: object) -> str:
    response = client.get(reverse(f"public-{view}", args=args), query)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_every_page_and_file_opens_with_an_etag_and_is_not_sent_twice(published: Published, client):
    for address in published.addresses:
        response = client.get(address)
        assert response.status_code == HTTPStatus.OK, address
        assert response.headers["Cache-Control"].startswith("public, max-age=")
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == HTTPStatus.NOT_MODIFIED, address


@pytest.mark.parametrize(
    "name", "home search items plans announcements results draws statistics log".split()
)
def test_before_anything_is_published_the_pages_say_so(county: County, client, name: str):
    assert "澄川县" in text(client, name) or "双随机、一公开监管信息" in text(client, name)


def test_the_site_is_the_lowest_region_that_holds_all_departments(county: County, client):
    assert "安澜市双随机、一公开监管信息" in text(client, "home")
    from mingcha.orgs.models import Department

    Department.objects.exclude(region=county.region).update(region=county.region, code="SCJG2")
    unit = county.market.units.create(
        name="双随办", kind="coordination_office", region=county.region
    )
    page = text(client, "home")
    assert "澄川县双随机、一公开监管信息" in page
    assert f"主办：{county.market.name}{unit.name}" in page


def test_without_departments_there_is_a_site_all_the_same(db, client):
    assert "双随机、一公开监管信息" in text(client, "home")


def test_an_item_shows_basis_and_checklist(published: Published, client):
    page = text(client, "item", published.list_key, "01")
    assert "条例第十四条" in page
    assert all(question in page for question in CHECK_POINTS)
    assert client.get(reverse("public-item", args=[published.list_key, "99"])).status_code == 404
    listed = text(client, "item-list", published.list_key)
    assert "修订 01" in listed
    assert "没有这样的事项" in text(client, "item-list", published.list_key, name="烟花")


def test_an_item_list_is_downloaded_as_a_workbook(published: Published, client):
    from python_calamine import CalamineWorkbook

    file = PublishedFile.objects.filter(publication__kind="item_list").latest("pk")
    address = reverse(
        "public-list-file", args=[file.publication.key, file.publication.version, file.path]
    )
    data = client.get(address).getvalue()
    assert hashlib.sha256(data).hexdigest() == file.sha256
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["事项编码", "抽查类别", "抽查事项"]
    assert client.get(address.replace("/1/", "/9/")).status_code == 404


def test_industries_that_are_checked_together_are_public(published: Published, client):
    assert reverse("public-industries") in text(client, "items")
    assert reverse("public-industry-list", args=[published.list_key]) in text(client, "industries")
    page = text(client, "industry-list", published.list_key)
    assert "餐饮行业联合抽查" in page
    assert published.county.fire.name in page
    assert "没有这样的行业" in text(client, "industry-list", published.list_key, name="烟花")
    (address,) = re.findall(r'href="([^"]+/files/[^"]+)"', page)
    given = client.get(html.unescape(address))
    assert given.getvalue().startswith(b"PK")


def test_both_versions_of_a_plan_stay_public_and_are_compared(published: Published, client):
    assert "上级部署专项检查" in text(client, "plan", published.plan_key)
    assert "这是较早的版本" in text(client, "plan", published.plan_key, v=1)
    changes = text(client, "plan-changes", published.plan_key, 2)
    print(changes[changes.index("<main") :])
    assert "2026-11-30" in changes
    assert "2026-12-20" in changes
    assert "新增" in changes
    assert (
        client.get(reverse("public-plan-changes", args=[published.plan_key, 1])).status_code == 404
    )
    assert "2026 年" in text(client, "home") or "2026年" in text(client, "plans", year=2026)
    assert "还没有公布年度计划" in text(client, "plans", year=1999)


def test_no_page_of_a_plan_tells_ratios_or_ranges_by_class(published: Published, client):
    for number in (1, 2):
        page = text(client, "plan", published.plan_key, v=number)
        assert "按信用风险分类确定" in page
        assert "50%" not in page
        assert "风险类别" not in page
    assert "5%" in page


def test_an_announcement_leads_to_scheme_list_and_draw(published: Published, client):
    page = text(client, "announcement", published.case.task.number)
    assert "市场监管局查公示信息" in page
    assert published.code in page
    assert reverse("public-draw", args=[published.case.draw.draw_id]) in page
    assert "内部理由" not in page
    assert published.case.task.title in text(client, "announcements", title="商业单位")
    assert "还没有抽查公告" in text(client, "announcements", title="没有的")


def test_a_result_is_found_by_a_part_of_the_name_and_by_the_code(published: Published, client):
    name = newest("result", published.result_key).object_name
    assert name in text(client, "search", q=name[2:])
    assert published.code in text(client, "search", q=published.code[:12])
    response = client.get(reverse("public-search"), {"q": published.code})
    assert response.url == reverse("public-object", args=[published.code])
    assert "没有找到" in text(client, "search", q="没有这一家")


def test_results_are_filtered(published: Published, client):
    assert "共 3 条" in text(client, "results")
    assert "共 1 条" in text(client, "results", result="rectified")
    assert "共 1 条" in text(client, "results", name=published.code)
    department = published.county.market.name
    assert "共 3 条" in text(client, "results", department=department, year="2026x")
    assert "没有符合条件的结果" in text(client, "results", year=1999)


def test_a_corrected_result_shows_both_versions_and_its_follow_up(published: Published, client):
    page = text(client, "result", published.result_key)
    assert "更新原因：检查方式录入有误" in page
    assert "现场检查、书面检查" in page
    assert "已更换冷藏柜，复查合格" in page
    assert "书面检查" not in text(client, "result", published.result_key, v=1)
    assert (
        client.get(reverse("public-result", args=[published.result_key]), {"v": "9"}).status_code
        == 404
    )
    own = text(client, "object", published.code)
    assert "责令限期改正" in own


def found_at(county: County, code: str, **part: object) -> None:
    """A result that stands alone, of an object with this code, and its follow-up."""
    task = {"number": "13013620260009", "title": "工程质量抽查", "is_joint": False}
    told = {"object": {"code": code}, "department": {"name": "县住建局", "short_name": "住建"}}
    about = {"object_code": code, "object_name": "澄川大桥", "task_number": task["number"]}
    found = {"task": task, **told, "result": "未发现问题", "is_problem": False, "methods": []}
    keep_snapshot(county, "result", "K9", content=found | part, **about)
    ended = {"measure": "责令限期改正", "outcome": "检查结果已更正", "closed_on": "2026-11-02"}
    keep_snapshot(county, "follow_up", "K9", content={"task": task, **ended}, **about)


def test_what_was_corrected_into_no_problem_shows_no_follow_up(county: County, client):
    found_at(county, "X1")
    for page in (text(client, "result", "K9"), text(client, "object", "X1")):
        assert "责令限期改正" not in page
        assert "不需要" in page


def test_a_voided_task_is_told_wherever_it_was_announced(published: Published, county, client):
    number, code = published.case.task.number, published.code
    assert "已作废" not in text(client, "announcement", number) + text(client, "home")
    Task.objects.filter(number=number).update(state="voided", void_reason="机构调整")
    publish_voided(by=county.head, task=Task.objects.get(number=number))
    pages = [("announcement", number), ("object", code), ("announcements",), ("home",)]
    for page in pages:
        assert "已作废" in text(client, *page), page


@pytest.mark.parametrize("code", ["豫建施/2026-001", "a b?c#d", "桥%2F1"])
def test_an_object_may_have_any_code_of_its_own(county: County, client, code: str):
    found_at(county, code)
    content = {"task": {"title": "抽查"}, "draw_id": "d", "objects": [{"code": code, "name": "桥"}]}
    number = "13013620260009"
    keep_snapshot(county, "drawn_list", number, content=content, task_number=number)
    link = reverse("public-object", args=[code])
    assert link in text(client, "result", "K9")
    assert link in text(client, "search", q="澄川大桥")
    assert client.get(link).context["code"] == code


def test_a_joint_result_is_one_entry_on_every_page(published: Published, county: County, client):
    """A second department's part comes to the entry that is there (R-064)."""
    rows = published.case.task.object_tasks
    waiting = rows.filter(sub_task__department=county.market, state="assigned")
    row = rows.filter(sub_task__department=county.fire, object__in=waiting.values("object")).first()
    before = Publication.objects.filter(kind="result").count()
    for each, by, result in (
        (waiting.get(object=row.object), county.lead, "no_problem"),
        (row, county.fire_lead, "rectified"),
    ):
        published.case.result(each, result)
        publish_result(by=by, object_task=each)
    key = f"{row.task.number}-{row.object.key}"
    assert Publication.objects.filter(kind="result").count() > before
    page = text(client, "result", key)
    for department in (county.market, county.fire):
        assert department.name in page
    assert "增加消防救援大队的检查结果" in page
    assert "共 1 条" in text(client, "results", name=row.object.code)
    own = text(client, "object", row.object.code)
    assert "公示的抽查结果 1 条" in own
    assert "办理中" in own


def test_an_enterprise_on_a_list_without_a_result_has_a_page(published: Published, client):
    codes = {
        row["code"] for row in newest("drawn_list", published.case.task.number).content["objects"]
    }
    found = set(
        type(newest("result", published.result_key))
        .objects.filter(kind="result")
        .values_list("object_code", flat=True)
    )
    code = max(codes - found)
    assert "还没有公示的结果" in text(client, "object", code)
    assert client.get(reverse("public-object", args=["91130136MA0000009X"])).status_code == 404


def test_statistics_count_households_once(published: Published, client):
    page = text(client, "statistics", year=2026)
    assert "33.3%" in page
    assert published.county.market.name in page


def test_the_log_shows_entries_and_no_body(published: Published, client):
    page = text(client, "log")
    assert "7" * 64 in page
    assert "never shown" not in page
    assert "2026-11-02 09:30:00" in page
    assert "方案封存" in text(client, "log", draw=published.case.draw.draw_id)
    assert "没有记录" in text(client, "log", draw="130136-2026-0009")


def test_a_long_file_is_sent_part_by_part_and_not_again(county: County, client, monkeypatch):
    content = bytes(range(256)) * (2 * PART // 256) + b"the end"
    row = keep_snapshot(county, "draw", "130136-2026-0077", files={"tickets.tsv": content})
    address = reverse("public-draw-file", args=[row.key, 1, "tickets.tsv"])
    response = client.get(address)
    pieces = [len(piece) for piece in response.streaming_content]
    assert pieces == [PART, PART, 7]
    headers = response.headers
    assert headers["Content-Length"] == str(len(content))
    assert headers["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    assert "immutable" in headers["Cache-Control"]
    assert client.get(address).getvalue() == content
    monkeypatch.setattr(kept_file, "fetch_values", None)  # no part is read
    again = client.get(address, headers={"If-None-Match": headers["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    asked = client.head(address)
    assert (asked.status_code, asked.getvalue()) == (200, b"")
    assert asked.headers["Content-Length"] == str(len(content))


def test_the_whole_folder_is_an_archive_of_the_published_bytes(published: Published, client):
    row = newest("draw", published.case.draw.draw_id)
    address = reverse("public-draw-folder", args=[row.key, row.version])
    response = client.get(address)
    response_bytes = response.getvalue()
    with zipfile.ZipFile(io.BytesIO(response_bytes)) as archive:
        inside = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert inside == contents(row)
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.getvalue()) == (304, b"")
    missing = reverse("public-draw-file", args=[row.key, row.version, "private/people.csv"])
    assert client.get(missing).status_code == 404


def test_pages_about_one_enterprise_are_not_indexed(published: Published, client):
    response = client.get(reverse("public-object", args=[published.code]))
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "X-Robots-Tag" not in client.get(reverse("public-home")).headers


def test_nobody_posts_to_the_portal(published: Published, client):
    assert client.post(reverse("public-home")).status_code == HTTPStatus.METHOD_NOT_ALLOWED
