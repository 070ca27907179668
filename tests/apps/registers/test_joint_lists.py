"""Lists of joint checks come in as rows of the 1+X list, matched with what the region has (R-007)."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from county import County
from issued_case import item
from registers_files import imported, sent, undone, workbook

from mingcha.core.workflow.refusals import GuardFailed
from mingcha.orgs.models import BusinessLine, Department, Region
from mingcha.registers.actions.imports import confirm_import
from mingcha.registers.actions.industry_checks import (
    retire_industry_check,
    write_industry_check,
)
from mingcha.registers.intake.department_names import DepartmentNames
from mingcha.registers.intake.joint_region import state_of
from mingcha.registers.intake.working import annotate_file, apply_import
from mingcha.registers.models import ImportBatch, IndustryCheck, InspectionObject, ItemVersion

KIND = "joint_items"
HAINAN = (
    "76-附件1.海南省市场监管领域部门联合抽查事项清单（第二版）.xls",
    "海南_部门联合抽查事项清单_第二版_展开.csv",
)
HEADS = ("序号", "抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门")
CARS = (
    ("1", "汽车市场监管", "新车销售市场监管", "新车销售市场", "市场监管部门", "消防救援机构"),
    ("1", "汽车市场监管", "二手车市场监管", "二手车市场", "市场监管部门", "公安部门"),
    ("1", "汽车市场监管", "消防通道检查", "汽车展厅", "消防救援机构", "市场监管领域相关部门"),
)
FIRE = ("2", "消防安全检查", "消防产品检查", "使用领域", "消防救援机构", "市场监管部门")
NOBODY = ("3", "旅行社抽查", "旅行社许可", "旅行社", "旅游文化部门", "市场监管部门")


def listing(*rows: tuple[str, ...]) -> bytes:
    return workbook(HEADS, list(rows))


def told(batch: ImportBatch) -> dict[str, list[str]]:
    """Where which rule speaks."""
    return {each["code"]: each["places"] for each in batch.findings}


@pytest.fixture
def items(county: County) -> dict[str, Any]:
    """Items in force that the list of cars names."""
    return {
        "new": item(county.market, "SCJG-05", "新车销售市场监管", []).item,
        "used": item(county.market, "SCJG-06", "二手车市场监管", []).item,
        "exits": item(county.fire, "XFJY-01", "消防通道检查", []).item,
    }


def test_a_field_is_a_row_with_its_lead_its_items_and_who_cooperates(county: County, items):
    batch = imported(county, listing(*CARS), KIND)
    assert (batch.counts["rows"], batch.counts["new"], batch.counts["refused"]) == (3, 3, 0)
    check = IndustryCheck.objects.get()
    assert (check.industry, check.title, check.department) == (
        "汽车市场监管",
        "汽车市场监管",
        county.market,
    )
    assert check.lead_item == items["new"]
    assert set(check.items.all()) == {items["used"], items["exits"]}
    assert list(check.cooperating.all()) == [county.fire]
    assert [row["cooperating"] for row in check.listed] == [row[5] for row in CARS]
    assert told(batch) == {
        "platform.joint.department_unknown": ["F3"],
        "platform.joint.nobody_named": ["F4"],
    }


def test_what_is_not_in_the_register_is_told_at_its_cell_and_kept_word_for_word(county: County):
    batch = sent(county, listing(*CARS, FIRE, NOBODY), KIND)
    assert batch.counts["refused"] == 2
    assert told(batch)["platform.joint.item_unknown"] == ["C2", "C3", "C4"]
    refused = {row.key: row.after["cells"][0] for row in batch.rows.filter(outcome="refused")}
    assert refused["消防安全检查"]["cell"] == refused["旅行社抽查"]["cell"][:1] + "5"
    assert "由消防救援大队牵头" in refused["消防安全检查"]["message"]
    assert "不知道由谁牵头" in refused["旅行社抽查"]["message"]
    annotate_file(batch=batch)
    batch.refresh_from_db()
    sheet = openpyxl.load_workbook(BytesIO(bytes(batch.annotated))).worksheets[0]
    notes = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert {"C2", "E5", "E6", "F3", "F4"} <= notes
    confirm_import(by=county.lead, batch=batch, gone="")
    apply_import(batch=batch)
    check = IndustryCheck.objects.get()
    assert (check.lead_item, check.items.count(), len(check.listed)) == (None, 0, 3)


def test_each_department_takes_its_own_fields_from_the_one_list(county: County):
    for by in (county.lead, county.fire_lead):
        imported(county, listing(*CARS, FIRE), KIND, by=by)
    leads = dict(IndustryCheck.objects.values_list("industry", "department__short_name"))
    assert leads == {"汽车市场监管": "市场监督管理局", "消防安全检查": "消防救援大队"}


def test_a_field_that_another_department_leads_by_hand_is_refused(county: County, items):
    values = {"industry": "汽车市场监管", "title": "汽车", "object_industries": [], "note": ""}
    write_industry_check(
        by=county.fire_lead, values=values, lead_item=items["exits"], items=[items["new"]]
    )
    batch = sent(county, listing(*CARS), KIND)
    assert (batch.counts["refused"], told(batch)["platform.joint.taken"]) == (3, ["B2", "B3", "B4"])


def test_the_second_edition_changes_what_the_first_said_and_nothing_else(county: County, items):
    imported(county, listing(*CARS), KIND)
    check = IndustryCheck.objects.get()
    extra = item(county.fire, "XFJY-09", "展厅疏散检查", []).item
    check.items.add(extra)
    again = sent(county, listing(*CARS, FIRE), KIND)
    assert (again.counts["same"], again.counts["changed"], again.counts["refused"]) == (3, 0, 1)
    later = imported(county, listing(*CARS[1:]), KIND)
    assert (later.counts["changed"], later.counts["same"]) == (1, 1)
    head = later.rows.get(outcome="changed")
    assert head.before["initiating"] == head.after["initiating"] == "市场监管部门"
    assert (head.before["lead_item"], head.after["lead_item"]) == (
        "市场监督管理局 SCJG-05 新车销售市场监管",
        "市场监督管理局 SCJG-06 二手车市场监管",
    )
    check.refresh_from_db()
    assert check.lead_item == items["used"]
    assert set(check.items.all()) == {items["exits"], extra}
    assert undone(county, later).counts["kept"] == 0
    check.refresh_from_db()
    assert (check.lead_item, len(check.listed)) == (items["new"], 3)
    assert set(check.items.all()) == {items["used"], items["exits"], extra}


def test_what_the_lead_struck_out_is_not_brought_back_by_the_next_edition(county: County, items):
    imported(county, listing(*CARS), KIND)
    check = IndustryCheck.objects.get()
    check.items.remove(items["exits"])
    check.cooperating.clear()
    second = (*CARS[:2], (*CARS[2][:3], "汽车展厅和仓库", *CARS[2][4:]))
    imported(county, listing(*second), KIND)
    check.refresh_from_db()
    assert check.listed[2]["object"] == "汽车展厅和仓库"
    assert (list(check.items.all()), list(check.cooperating.all())) == ([items["used"]], [])


def test_what_the_lead_left_out_when_completing_a_row_is_not_brought_in_later(county: County):
    imported(county, listing(*CARS), KIND)
    new = item(county.market, "SCJG-05", "新车销售市场监管", []).item
    item(county.market, "SCJG-06", "二手车市场监管", [])
    exits = item(county.fire, "XFJY-01", "消防通道检查", []).item
    values = {"industry": "汽车市场监管", "title": "汽车", "object_industries": [], "note": ""}
    check = write_industry_check(
        by=county.lead,
        check=IndustryCheck.objects.get(),
        values=values,
        lead_item=new,
        items=[exits],
    )
    second = imported(county, listing(*CARS[:2], (*CARS[2][:3], "展厅", *CARS[2][4:])), KIND)
    check.refresh_from_db()
    assert (check.lead_item, list(check.items.all())) == (new, [exits])
    assert undone(county, second).counts["kept"] == 0
    check.refresh_from_db()
    assert check.listed[2]["object"] == CARS[2][3]


def test_what_was_published_since_comes_in_with_the_next_edition(county: County, items):
    third = ("1", "汽车市场监管", "报废车监管", "报废车", "市场监管部门", "")
    imported(county, listing(*CARS, third), KIND)
    scrapped = item(county.market, "SCJG-08", "报废车监管", []).item
    batch = imported(county, listing(third, *CARS), KIND)
    assert batch.counts["changed"] == 1
    assert set(IndustryCheck.objects.get().items.all()) == {
        items["used"],
        items["exits"],
        scrapped,
    }


def test_a_lead_item_out_of_force_gives_way_to_the_next(county: County, items):
    imported(county, listing(*CARS), KIND)
    ItemVersion.objects.filter(item=items["new"]).update(state="retired")
    second = (CARS[0], (*CARS[1][:3], "二手车", *CARS[1][4:]), CARS[2])
    imported(county, listing(*second), KIND)
    check = IndustryCheck.objects.get()
    assert (check.lead_item, list(check.items.all())) == (items["used"], [items["exits"]])


def test_a_row_that_came_from_no_list_is_not_missing_from_one(county: County, items):
    values = {"industry": "加油站", "title": "加油站", "object_industries": [], "note": ""}
    write_industry_check(
        by=county.lead, values=values, lead_item=items["new"], items=[items["exits"]]
    )
    batch = sent(county, listing(*CARS), KIND)
    assert batch.counts["gone"] == 0


def test_others_lists_and_items_do_not_spoil_a_confirmed_one(county: County, items):
    rows = (*CARS[:2], FIRE)
    batches = [sent(county, listing(*rows), KIND, by) for by in (county.lead, county.fire_lead)]
    for by, batch in zip((county.lead, county.fire_lead), batches, strict=True):
        confirm_import(by=by, batch=batch, gone="")
    apply_import(batch=batches[1])
    item(county.fire, "XFJY-07", "疏散检查", [])
    apply_import(batch=batches[0])
    for batch in batches:
        batch.refresh_from_db()
    assert [batch.state for batch in batches] == ["applied", "applied"]


def test_a_field_that_another_department_took_meanwhile_is_checked_again(county: County, items):
    batch = sent(county, listing(*CARS[:2]), KIND)
    confirm_import(by=county.lead, batch=batch, gone="")
    values = {"industry": "汽车市场监管", "title": "汽车", "object_industries": [], "note": ""}
    write_industry_check(
        by=county.fire_lead, values=values, lead_item=items["exits"], items=[items["new"]]
    )
    apply_import(batch=batch)
    batch.refresh_from_db()
    assert batch.state == "failed"


def test_a_bad_list_is_taken_back_as_a_whole(county: County, items):
    batch = imported(county, listing(*CARS, ("9", "二手车抽查", *CARS[1][2:])), KIND)
    touched = IndustryCheck.objects.get(industry="二手车抽查")
    write_industry_check(
        by=county.lead,
        check=touched,
        values={"industry": "二手车抽查", "title": "", "object_industries": [], "note": "核对过"},
        lead_item=items["used"],
        items=[items["exits"]],
    )
    assert undone(county, batch).counts["kept"] == 1
    gone = IndustryCheck.objects.get(industry="汽车市场监管")
    assert gone.retired_reason == "导入已撤销"
    assert IndustryCheck.objects.get(retired_on=None).note == "核对过"
    assert imported(county, listing(*CARS), KIND).counts["new"] == 3


@pytest.mark.parametrize(
    "edit", [{"industry": "汽车"}, {"title": "汽车联合抽查"}, {"note": "消防查通道，市场监管查车"}]
)
def test_a_new_row_whose_words_somebody_changed_stays(county: County, items, edit: dict[str, str]):
    batch = imported(county, listing(*CARS), KIND)
    check = IndustryCheck.objects.get()
    names = ("industry", "title", "object_industries", "note")
    write_industry_check(
        by=county.lead,
        check=check,
        values={name: getattr(check, name) for name in names} | edit,
        lead_item=check.lead_item,
        items=check.items.all(),
        cooperating=check.cooperating.all(),
    )
    assert undone(county, batch).counts["kept"] == 1
    check.refresh_from_db()
    assert check.retired_on is None


def test_a_part_that_somebody_changed_since_stays(county: County, items):
    imported(county, listing(*CARS[:2]), KIND)
    batch = imported(county, listing(*CARS), KIND)
    check = IndustryCheck.objects.get()
    IndustryCheck.objects.update(object_industries=["汽车零售"])
    assert undone(county, batch).counts["kept"] == 1
    check.refresh_from_db()
    assert (check.object_industries, len(check.listed)) == (["汽车零售"], 2)
    assert list(check.items.all()) == [items["used"]]


def test_what_the_list_lacks_is_retired_where_that_is_said_and_stands_again(county: County, items):
    imported(county, listing(*CARS, ("2", "二手车抽查", *CARS[1][2:])), KIND)
    waiting = sent(county, listing(*CARS[1:2]), KIND)
    assert waiting.rows.get(outcome="gone").key == "二手车抽查"
    with pytest.raises(GuardFailed):
        confirm_import(by=county.lead, batch=waiting, gone="")
    confirm_import(by=county.lead, batch=waiting, gone="remove")
    apply_import(batch=waiting)
    gone = IndustryCheck.objects.get(industry="二手车抽查")
    assert gone.retired_reason == "导入的清单中没有"
    assert undone(county, waiting).counts["kept"] == 0
    gone.refresh_from_db()
    assert gone.retired_on is None


def test_a_retired_row_whose_industry_is_listed_anew_stays_retired(county: County, items):
    imported(county, listing(*CARS, ("2", "二手车抽查", *CARS[1][2:])), KIND)
    batch = imported(county, listing(*CARS), KIND, gone="remove")
    values = {"industry": "二手车抽查", "title": "", "object_industries": [], "note": ""}
    new = write_industry_check(
        by=county.lead, values=values, lead_item=items["used"], items=[items["exits"]]
    )
    retire_industry_check(
        by=county.lead, check=IndustryCheck.objects.get(industry="汽车市场监管"), reason="不再查"
    )
    undone_batch = undone(county, batch)
    assert undone_batch.counts["kept"] == 1
    assert IndustryCheck.objects.get(industry="二手车抽查", retired_on=None) == new


def test_a_list_changed_by_hand_after_the_check_is_checked_again(county: County, items):
    batch = sent(county, listing(*CARS), KIND)
    confirm_import(by=county.lead, batch=batch, gone="")
    ItemVersion.objects.filter(item=items["exits"]).update(state="retired")
    apply_import(batch=batch)
    batch.refresh_from_db()
    assert (batch.state, IndustryCheck.objects.count()) == ("failed", 0)


def test_industries_of_the_register_that_the_objects_name_are_the_range(county: County, items):
    code = "91130136MA00000001"
    InspectionObject.objects.create(
        code=code,
        key=code,
        name="旧车行",
        kind="enterprise",
        region=county.towns[0],
        industry="二手车市场",
    )
    imported(county, listing(*CARS), KIND)
    assert IndustryCheck.objects.get().object_industries == ["二手车市场"]


def test_a_field_too_long_for_the_list_is_refused_at_its_cell(county: County):
    batch = sent(county, listing(("1", "长" * 61, *CARS[0][2:])), KIND)
    assert told(batch)["platform.joint.too_long"] == ["B2"]


def test_of_two_items_of_one_name_that_of_the_same_objects_is_meant(county: County, items):
    other = item(county.market, "SCJG-01", "新车销售市场监管", [])
    ItemVersion.objects.filter(item=items["new"]).update(objects_text="新车销售市场")
    imported(county, listing(*CARS), KIND)
    assert IndustryCheck.objects.get().lead_item == items["new"] != other.item


def test_a_joint_list_sent_as_a_list_of_items_is_told(county: County):
    batch = sent(county, listing(*CARS), "items")
    assert told(batch)["platform.items.joint"] == ["E2", "E3", "E4"]


LINES = {
    "market": ("县市场监督管理局", "市场监管"),
    "tourism": ("县文化广电和旅游局", "文化和旅游"),
    "people": ("县人力资源和社会保障局", "人力资源和社会保障"),
    "housing": ("县住房和城乡建设局", "住房城乡建设"),
    "traffic": ("县交通运输局", "交通运输"),
    "customs": ("海口海关", "海关"),
    "farm": ("县农业农村局", "农业农村"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市场监管部门", ["market"]),
        ("旅游文化部门", ["tourism"]),
        ("人社部门、商务部门", ["people"]),
        ("人力资源社会保障部门", ["people"]),
        ("住房和城乡建设部门；交通部门", ["housing", "traffic"]),
        ("海关部门，海口海关", ["customs"]),
        ("农业农村主管部门", ["farm"]),
        ("县市场监督管理局", ["market"]),
        ("市场监管领域相关部门", []),
        ("部门", []),
        ("", []),
    ],
)
def test_departments_as_lists_call_them(text: str, found: list[str]):
    departments = {
        key: Department(
            pk=number,
            name=name,
            short_name=name[1:],
            line=BusinessLine(name=line),
            region=Region(name="县"),
        )
        for number, (key, (name, line)) in enumerate(LINES.items(), start=1)
    }
    named = DepartmentNames(departments.values()).named(text)
    assert list(named.departments) == [departments[key] for key in found]
    assert named.unknown == (("商务部门",) if "商务" in text else ("部门",) * (text == "部门"))
    assert bool(named.vague) == ("相关" in text)


def region_of(place: str, *departments: tuple[str, str]) -> list[Department]:
    """Departments of a place by short names and lines."""
    region = Region(name=place)
    return [
        Department(
            pk=n, name=place + name, short_name=name, line=BusinessLine(name=line), region=region
        )
        for n, (name, line) in enumerate(departments, start=1)
    ]


HOUSING = ("住房和城乡建设局", "住房城乡建设")
MARKET = ("市场监督管理局", "市场监管")
STREETS = ("城市管理局", "城市管理")
TRAFFIC = (("交通运输局", "交通运输"), ("交通运输综合行政执法大队", "交通运输"))
POLICE = (("公安局", "公安"), ("森林公安局", "公安"))


@pytest.mark.parametrize(
    ("place", "known", "word", "found"),
    [
        ("海口市", (HOUSING,), "城市管理部门", ""),
        ("海口市", (STREETS, HOUSING), "城市管理部门", "城市管理局"),
        ("城口县", (MARKET,), "城市管理部门", ""),
        ("文昌市", (("粮食和物资储备局", "粮食和物资储备"),), "文物部门", ""),
        ("海口市", (("民政局", "民政"),), "市政部门", ""),
        ("海口市", POLICE, "公安部门", "公安局"),
        ("海口市", POLICE, "森林公安部门", "森林公安局"),
        ("海口市", TRAFFIC, "交通运输部门", "交通运输局"),
        ("海口市", TRAFFIC, "交通运输综合行政执法大队", "交通运输综合行政执法大队"),
        ("海口市", (("卫生健康委员会", "卫生健康"),), "卫生健康管理部门", "卫生健康委员会"),
        ("海口市", (MARKET,), "海口市市场监督管理局", "市场监督管理局"),
    ],
)
def test_a_place_is_no_part_of_a_departments_field(
    place: str, known: tuple[tuple[str, str], ...], word: str, found: str
):
    named = DepartmentNames(region_of(place, *known)).named(word)
    assert [each.short_name for each in named.departments] == ([found] if found else [])
    assert named.unknown == (() if found else (word,))
    assert named.ambiguous == ()


def test_a_word_that_means_two_departments_means_none_and_says_which():
    both = region_of("甲县", ("公路运输队", "交通"), ("水路运输队", "交通"))
    for word in ("运输部门", "交通部门", "交通"):
        named = DepartmentNames(both).named(word)
        assert (named.departments, named.unknown) == ((), ())
        assert named.ambiguous == ((word, ("公路运输队", "水路运输队")),)


def test_a_word_that_means_two_departments_is_told_at_its_cell(county: County):
    for name in ("公路运输队", "水路运输队"):
        line = BusinessLine.objects.create(code=name, name=name)
        Department.objects.create(
            code=name, name=f"澄川县{name}", short_name=name, line=line, region=county.region
        )
    cars = (*CARS[0][:5], "运输部门")
    batch = sent(county, listing(cars, ("2", "车船", *CARS[1][2:4], "运输部门", "")), KIND)
    found = {each["code"]: each for each in batch.findings}
    assert found["platform.joint.department_ambiguous"]["places"] == ["F2"]
    assert "可能指公路运输队或水路运输队" in found["platform.joint.department_ambiguous"]["message"]
    assert "platform.joint.department_unknown" not in found
    assert found["platform.joint.lead_ambiguous"]["places"] == ["E3"]
    assert "platform.joint.no_lead" not in found


@pytest.mark.slow
@pytest.mark.parametrize("name", HAINAN)
def test_hainans_list_comes_in_by_its_fields(county: County, shared_data: Path, name: str):
    """Of its 36 fields eight are led by the market line, where no other initiator is in the county."""
    file = shared_data / "item_lists" / name
    if not file.is_file():
        pytest.skip("the real joint list is not here")
    batch = imported(county, file.read_bytes(), KIND)
    assert batch.counts["rows"] == 83
    assert batch.counts["new"] + batch.counts["refused"] == 83
    checks = {check.industry: check for check in IndustryCheck.objects.all()}
    assert set(checks) == {
        "企业年度报告抽查",
        "生态环境监测机构监督检查",
        "机动车、非道路移动机械销售企业监管",
        "机动车排放检验机构检测情况抽查",
        "汽车市场监管",
        "单用途商业预付卡监督检查",
        "常压液体危险货物从业单位监督检查",
        "出口商品生产企业稽核查",
    }
    assert sum(len(check.listed) for check in checks.values()) == batch.counts["new"]
    assert checks["汽车市场监管"].listed[2]["cooperating"] == (
        "发展改革部门、公安部门、生态环境部门、交通运输部门、工业和信息化部门"
    )
    before = {name: state_of(check) for name, check in checks.items()}
    ImportBatch.objects.update(state="cancelled")  # else the same file is the same batch
    again = sent(county, file.read_bytes(), KIND)
    assert (again.counts["same"], again.counts["new"]) == (batch.counts["new"], 0)
    assert {name: state_of(check) for name, check in checks.items()} == before
