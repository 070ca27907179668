"""Files of sub-registers' members, of marks and of classes: looked at first, written in sets."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from county import County
from openpyxl import load_workbook
from registers_files import (
    CLASS_HEADS,
    FLAG_HEADS,
    FOOD,
    MEMBER_HEADS,
    imported,
    member,
    object_of,
    sent,
    uscc,
    workbook,
)
from task_station import frozen_task, make_station

from mingcha.foundation import clock
from mingcha.foundation.errors import Forbidden
from mingcha.registers.actions.flags import enter_flag
from mingcha.registers.actions.imports import upload_file
from mingcha.registers.models import (
    InspectionObject,
    Licence,
    ObjectFlag,
    RegisterEntry,
    RiskClass,
    RiskScheme,
    SpecialMember,
)
from mingcha.tasks.selectors.frozen_rows import frozen_page


def refusals(batch) -> dict[str, str]:
    rows = batch.rows.filter(outcome="refused")
    return {cell["cell"]: cell["message"] for row in rows for cell in row.after["cells"]}


def test_members_join_with_several_licences_each(register: County):
    rows = [
        member(1, "食品经营许可证", "JY1", "2024-01-05", "长期", "县局"),
        member(1, "酒类许可证", "J2", "", "2027-05-01", ""),
        member(2),
    ]
    batch = imported(register, workbook(MEMBER_HEADS, rows), "members")
    assert (batch.counts["new"], batch.counts["refused"]) == (3, 0)
    assert SpecialMember.objects.filter(left_at=None).count() == 2
    first, second = Licence.objects.order_by("-number")
    assert (first.number, first.valid_from, first.is_for_ever) == ("JY1", date(2024, 1, 5), True)
    assert (second.number, second.valid_to) == ("J2", date(2027, 5, 1))


def test_the_same_file_changes_nothing_and_a_renewed_licence_is_a_change(register: County):
    licence = ("食品经营许可证", "JY1", "", "2026-01-01", "县局")
    imported(register, workbook(MEMBER_HEADS, [member(1, *licence)]), "members")
    again = sent(register, workbook(MEMBER_HEADS, [member(1, *licence), member(1)]), "members")
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 2)
    renewed = workbook(MEMBER_HEADS, [member(1, *licence[:3], "2031-01-01", "")])
    batch = imported(register, renewed, "members")
    assert batch.counts["changed"] == 1
    assert Licence.objects.get().valid_to == date(2031, 1, 1)
    assert Licence.objects.get().issuer == "县局"


def test_bad_rows_of_members_are_told_at_their_cells_and_the_others_come_in(register: County):
    rows = [
        member(1, name="没有的库"),
        member(2, "食品经营许可证", "", "", "", ""),
        member(3, "食品经营许可证", "JY3", "2026-02-30", "", ""),
        member(9),
        member(3),
    ]
    batch = imported(register, workbook(MEMBER_HEADS, rows), "members")
    told = refusals(batch)
    assert told["A2"] == "本部门没有名为“没有的库”的专项库"
    assert told["E3"] == "许可证的名称和编号只填了一个"
    assert told["F4"] == "日期“2026-02-30”无法识别"
    assert told["B5"] == "本部门名录中没有这个代码"
    assert [m.object.code for m in SpecialMember.objects.all()] == [uscc(3)]


def test_the_template_of_zhejiang_is_read(register: County, shared_data):
    book = load_workbook(shared_data / "forms" / "浙江_专项检查对象库导入模板.xlsx")
    row = (FOOD, "", uscc(1), "澄川县第1商店", "食品经营许可证", "JY1", "2024-01-05", "9999-09-09")
    for column, value in enumerate((*row, "县局", "否", "无", "无"), start=1):
        book.worksheets[0].cell(4, column, value)
    stream = BytesIO()
    book.save(stream)
    batch = imported(register, stream.getvalue(), "members")
    assert (batch.counts["new"], batch.counts["refused"]) == (1, 0)
    assert Licence.objects.get().is_for_ever


def test_marks_come_in_by_a_file_and_end_by_one(register: County):
    rows = [
        (uscc(1), "列入经营异常名录", "2026-01-05", "", "市监列字1号"),
        (uscc(2), "失信被执行人", "2025-01-05", "2025-08-01", "法院函"),
    ]
    batch = imported(register, workbook(FLAG_HEADS, rows), "flags")
    assert batch.counts["new"] == 2
    ended = [(uscc(1), "经营异常名录", "2026-01-05", "2026-06-01", "市监列字1号")]
    batch = imported(register, workbook(FLAG_HEADS, ended), "flags")
    assert batch.counts["changed"] == 1
    mark = ObjectFlag.objects.get(object=object_of(1))
    assert (mark.until, mark.end_reason) == (date(2026, 6, 1), "导入的名单写明了结束日期")
    assert mark.events.count() == 2


def test_a_mark_that_stands_and_one_nobody_knows_are_refused(register: County):
    entry = RegisterEntry.objects.get(object=object_of(1))
    enter_flag(by=register.lead, entry=entry, kind="complaint", since=date(2026, 1, 1), source="函")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    rows = [
        (uscc(1), "投诉举报", "2026-02-01", "", "工单"),
        (uscc(2), "长得不好看", "2026-02-01", "", "工单"),
        (uscc(2), "媒体曝光", tomorrow, "", "晚报"),
        (uscc(3), "媒体曝光", "2026-02-01", "", "晚报"),
        (uscc(3), "媒体曝光", "2026-03-01", "", "晚报"),
        (uscc(3), "发生事故", "2026-03-01", "", ""),
    ]
    told = refusals(sent(register, workbook(FLAG_HEADS, rows), "flags"))
    assert told["A2"] == "自 2026-01-01 起已有这个标记，还没有结束"
    assert "没有认出" in told["B3"]
    assert "还没有到" in told["C4"]
    assert told["A5"] == told["A6"] == "同一户的同一标记有两行都没有结束日期"
    assert told["E7"] == "没有来源"


def test_a_monthly_load_of_classes_writes_history_and_what_is_now(register: County):
    rows = [
        (uscc(1), "A级", "", "2026-02-01"),
        (uscc(2), "较高风险", "", "2026-02-01"),
        (uscc(3), "D", "", "2026-02-01"),
    ]
    early = [(code, level, scheme, "2025-12-01") for code, level, scheme, _ in rows]
    imported(register, workbook(CLASS_HEADS, early), "classes")
    batch = sent(register, workbook(CLASS_HEADS, rows), "classes")
    assert (batch.counts["new"], batch.counts["changed"], batch.counts["same"]) == (0, 0, 3)
    assert object_of(2).risk_level == "C"
    assert object_of(3).risk_level == "A", "the import of today is newer than the load of last year"
    later = [(uscc(2), "D", "", clock.today().isoformat())]
    imported(register, workbook(CLASS_HEADS, later), "classes")
    assert object_of(2).risk_level == "D"
    history = RiskClass.objects.filter(object=object_of(2)).values_list(
        "level", "as_of", "given_by"
    )
    today = clock.today()
    assert list(history) == [("D", today, "lead"), ("C", date(2025, 12, 1), "lead")]


def test_professional_classes_leave_the_generic_one_alone(register: County):
    RiskScheme.objects.create(
        code="food", name="食品销售风险分级", levels=["A", "B", "C", "D"], is_generic=False
    )
    rows = [
        (uscc(1), "C", "食品销售风险分级", ""),
        (uscc(2), "E", "food", ""),
        (uscc(3), "A", "猫", ""),
    ]
    batch = imported(register, workbook(CLASS_HEADS, rows), "classes")
    told = refusals(batch)
    assert told["B3"] == "类别“E”不在方案的 A、B、C、D 之内"
    assert told["C4"] == "没有名为“猫”的风险分类方案"
    assert RiskClass.objects.get(scheme="food").level == "C"
    assert object_of(1).risk_level == "A"


def test_who_may_not_see_classes_neither_loads_nor_finds_loads(register: County, monkeypatch):
    from mingcha.registers.actions import imports
    from mingcha.registers.selectors import imports as reading

    file = workbook(CLASS_HEADS, [(uscc(1), "B", "", "")])
    batch = sent(register, file, "classes")
    assert batch in reading.visible_imports(register.lead)
    for module in (imports, reading):
        monkeypatch.setattr(module, "sees_classes", lambda _: False)
    assert batch not in reading.visible_imports(register.lead)
    with pytest.raises(Forbidden):
        upload_file(
            by=register.lead,
            department=register.market,
            kind="classes",
            file_name="a.xlsx",
            content=BytesIO(file + b" "),
        )


def test_a_load_after_the_freeze_leaves_the_frozen_classes(county: County):
    task = frozen_task(county, make_station(county))
    part = task.sub_tasks.get()
    frozen = {row.key: row.stratum for row in frozen_page(task.draw, part).rows}
    assert set(frozen.values()) > {"A"}
    today = clock.today().isoformat()
    codes = InspectionObject.objects.filter(key__in=frozen).values_list("code", flat=True)
    batch = imported(
        county, workbook(CLASS_HEADS, [(code, "D", "", today) for code in codes]), "classes"
    )
    assert batch.counts["changed"] + batch.counts["new"] > 0
    loaded = InspectionObject.objects.filter(key__in=frozen)
    assert set(loaded.values_list("risk_level", flat=True)) == {"D"}
    again = {row.key: row.stratum for row in frozen_page(task.draw, part).rows}
    assert again == frozen
    assert task.draw.state == "frozen"
