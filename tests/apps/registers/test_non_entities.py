"""Products, projects and behaviours from a file: own keys, a kind, looked at, written, undone."""

from __future__ import annotations

from functools import partial
from io import BytesIO

import pytest
from county import County
from openpyxl import load_workbook
from registers_files import imported, objects_file, sent, shop, undone, uscc, workbook
from task_station import frozen_task, make_station

from mingcha.core.identifiers.object_key import object_key
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.imports import undo_load
from mingcha.registers.actions.objects import add_object
from mingcha.registers.intake.working import annotate_file, undo_import
from mingcha.registers.models import InspectionObject
from mingcha.registers.selectors.imports import rows_of
from mingcha.registers.selectors.objects import own_facts, register_of
from mingcha.tasks.selectors.frozen_rows import frozen_page, place_of

HEADS = ("项目编号", "项目名称", "类型", "行政区划代码", "项目地点", "标签")
BRIDGE = ("澄建-2026-001", "南河大桥", "工程项目", "130136001", "南河", "重点工程")
GAS = ("CP-88", "燃气灶 JZT-3", "产品", "", "", "")


def file(*rows: tuple[str, ...]) -> bytes:
    return workbook(HEADS, list(rows))


def refusals(batch) -> list[str]:
    return [row.message for row in batch.rows.filter(outcome="refused").order_by("row")]


def test_a_file_of_projects_and_products_becomes_part_of_the_register(county: County):
    imported(county, objects_file(shop(1)))
    batch = imported(county, file(BRIDGE, GAS), "non_entities")
    assert (batch.counts["new"], batch.counts["gone"]) == (2, 0)
    bridge = InspectionObject.objects.get(code="澄建-2026-001")
    assert (bridge.kind, bridge.region_id, bridge.address) == ("project", "130136001", "南河")
    assert bridge.key == object_key("澄建-2026-001") != bridge.code
    assert bridge.tags.get().name == "重点工程"
    assert InspectionObject.objects.get(code="CP-88").kind == "product"
    again = sent(county, file(BRIDGE, (*GAS[:4], "东环路1号", "")), "non_entities")
    assert (again.counts["same"], again.counts["changed"]) == (1, 1)


def test_neither_file_misses_what_the_other_one_holds(county: County):
    imported(county, objects_file(shop(1), shop(2)))
    imported(county, file(BRIDGE, GAS), "non_entities")
    assert sent(county, objects_file(shop(1))).counts["gone"] == 1
    lacking = sent(county, file(BRIDGE), "non_entities")
    assert [row.key for row in rows_of(lacking, "gone")[:20]] == ["CP-88"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("", *BRIDGE[1:]), "没有编号"),
        ((*BRIDGE[:2], "", *BRIDGE[3:]), "没有写明"),
        ((*BRIDGE[:2], "公司", *BRIDGE[3:]), "没有认出"),
        ((uscc(5), *BRIDGE[1:]), "统一社会信用代码"),
        (("X" * 65, *BRIDGE[1:]), "65个字符"),
    ],
)
def test_a_bad_row_comes_back_with_its_reason_and_the_others_go_in(county: County, row, told):
    batch = sent(county, file(row, GAS), "non_entities")
    assert (batch.counts["new"], batch.counts["refused"]) == (1, 1)
    assert told in refusals(batch)[0]


def test_a_key_that_another_department_uses_is_refused(county: County):
    imported(county, file(GAS), "non_entities")
    theirs = ("CP-88", "灭火器", "产品", "", "", "")
    batch = sent(county, file(theirs), "non_entities", by=county.fire_lead)
    assert "已由其他部门用于“燃气灶 JZT-3”" in refusals(batch)[0]
    imported(county, file(GAS), "non_entities", by=county.fire_lead)
    assert register_of(county.fire).get().code == "CP-88"


def test_a_load_is_annotated_and_undone_as_a_whole(county: County):
    batch = sent(county, file(("", *BRIDGE[1:]), GAS), "non_entities")
    annotate_file(batch=batch)
    batch.refresh_from_db()
    book = load_workbook(BytesIO(bytes(batch.annotated)))
    assert any("没有编号" in str(cell.value) for sheet in book for row in sheet for cell in row)
    batch = imported(county, file(BRIDGE), "non_entities")
    undo_load(by=county.lead, batch=batch, reason="表发错了")
    undo_import(batch=batch)
    assert not register_of(county.market).exists()


def test_an_imported_project_stands_in_the_frozen_register_by_its_draw_id(
    county: County, tmp_path, monkeypatch
):
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "home"))
    line = make_station(county)
    imported(county, file(BRIDGE), "non_entities")
    task = frozen_task(county, line)
    part = task.sub_tasks.get(is_lead=True)
    key = object_key(BRIDGE[0])
    rows = frozen_page(task.draw, part, place_of(task.draw, part, key)).rows
    assert (rows[0].key, rows[0].object.name) == (key, "南河大桥")


OWN_HEADS = (*HEADS, "建设单位", "统一社会信用代码", "规格型号", "批准或备案文号")
OWN = ("澄川建设有限公司", uscc(7), "", "澄建许〔2026〕1号")


def own_of(code: str) -> list[str]:
    found = InspectionObject.objects.get(code=code)
    return [value for _, value in own_facts(found)]


def test_who_answers_for_a_project_and_by_which_paper_comes_in_and_goes_out(county: County):
    content = workbook(OWN_HEADS, [(*BRIDGE, *OWN), (*GAS, "", "", "JZT-3", "")])
    imported(county, content, "non_entities")
    assert own_of("澄建-2026-001") == ["澄川建设有限公司", uscc(7), "澄建许〔2026〕1号"]
    assert own_of("CP-88") == ["JZT-3"]
    other = workbook(OWN_HEADS, [(*BRIDGE, "别的公司", "", "", ""), (*GAS, "", "", "", "")])
    batch = imported(county, other, "non_entities")
    changed = batch.rows.get(outcome="changed")
    assert (changed.before, changed.after) == (
        {"owner_name": "澄川建设有限公司"},
        {"owner_name": "别的公司"},
    )
    undone(county, batch)
    assert own_of("澄建-2026-001") == ["澄川建设有限公司", uscc(7), "澄建许〔2026〕1号"]
    assert batch.counts["kept"] == 0


def test_a_market_entity_has_none_of_them(county: County):
    facts = {"name": "城关饭庄", "kind": "enterprise", "region": county.region}
    add = partial(add_object, by=county.lead, department=county.market)
    with pytest.raises(DomainError, match="只有产品、项目、行为填写"):
        add(code=uscc(1), facts=facts | {"specification": "JZT-3"})
    with pytest.raises(DomainError, match="应为18位统一社会信用代码"):
        add(code="CP-1", facts=facts | {"kind": "product", "owner_code": "9113"})
    made = add(code="CP-1", facts=facts | {"kind": "product", "owner_code": f" {uscc(1).lower()}"})
    assert own_facts(made) == [("责任主体代码", uscc(1))]
