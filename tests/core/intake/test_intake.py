from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingcha.core.intake.cells import CellError, text_of
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.intake import take_in
from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.table import Row, Table

HEADINGS = {
    "objects": ("序号", "企业名称", "统一社会信用代码", "地址", "区划代码", "风险等级"),
    "non_entities": ("序号", "项目名称", "项目编号", "类型", "行政区划代码", "项目地点"),
    "inspectors": ("序号", "姓名", "工号", "执法证号", "执法证有效期", "可承担户数"),
    "items": ("序号", "抽查类别", "抽查事项", "检查对象", "检查依据", "抽查比例"),
    "recusals": ("序号", "统一社会信用代码", "工号", "回避原因", "姓名", "企业名称"),
    "members": ("序号", "企业名称", "统一社会信用代码", "专项库名称", "许可证名称", "许可证编号"),
    "flags": ("序号", "企业名称", "统一社会信用代码", "名单种类", "列入日期", "文书编号"),
    "classes": ("序号", "企业名称", "统一社会信用代码", "分类方案", "评定日期", "风险类别"),
    "regions": ("序号", "名称", "行政区划代码", "新代码", "状态", "联系电话"),
    "experts": ("序号", "专家姓名", "工作单位", "职称", "专业领域", "联系电话"),
    "bodies": ("序号", "机构名称", "信用代码", "技术服务", "专业领域", "联系人"),
    "joint_items": ("序号", "抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门"),
}
JUNK_WORDS = (
    *(
        "合计",
        "总计：",
        "小计",
        "注：以上数据截至三月",
        "填表人：",
        "一、城区",
        "必填",
        "YYYY-MM-DD",
    ),
    *("请填写18位", "案例（请删除）", "示例", "企业名称", "姓名", "工号", "抽查事项", "序号", "无"),
    *("9.113E+17", "3201081000123", "130184", "A", "=1+1", "\u3000", "长期"),
)
AWKWARD_NAMES = ("果品公司", "合计", "小计", "注：精品店", "必填", "一、城区", "企业名称", "格式")
cells = st.one_of(
    st.none(),
    st.sampled_from(JUNK_WORDS),
    st.text(max_size=6),
    st.floats(),
    st.integers(-(10**18), 10**18),
    st.dates(),
    st.just(CellError("#N/A")),
)
junk_rows = st.one_of(
    st.tuples(*[cells] * 6),
    st.sampled_from(JUNK_WORDS).map(lambda word: (word,) * 6),
    st.sampled_from(JUNK_WORDS).map(lambda word: (word, *(None,) * 5)),
    st.just((None,) * 6),
)


def entry(kind: str, number: int, code: str, name: str = "果品公司") -> tuple:
    return {
        "objects": (float(number), name, code, f"南环路{number}号", "130184", "A"),
        "non_entities": (number, name, f"XM-{number}", "项目", "130184", f"南环路{number}号"),
        "inspectors": (number, f"人员{number}", f"GH{number}", f"ZF{number}", date(2030, 1, 1), 5),
        "items": (str(number), "登记检查", f"事项{number}", "企业", "《条例》", "5%"),
        "recusals": (number, code, f"GH{number}", "近亲属", None, None),
        "members": (number, name, code, "食品经营企业专项库", "食品经营许可证", f"JY{number}"),
        "flags": (number, name, code, "投诉举报", date(2026, 3, 1), f"工单{number}号"),
        "classes": (number, name, code, None, date(2026, 3, 1), "B"),
        "regions": (number, name, f"130184{100 + number}", None, "在用", None),
        "experts": (number, f"{name}{number}", "省质检院", "教授", "计量", None),
        "bodies": (number, f"{name}{number}", None, "抽样检验", "计量", None),
        "joint_items": (number, "汽车市场监管", f"{name}{number}", None, "商务部门", None),
    }[kind]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_an_entry_in_order_is_never_lost_whatever_surrounds_it(kind: str, uscc, data) -> None:
    names = data.draw(st.lists(st.sampled_from(AWKWARD_NAMES), max_size=5))
    entries = [entry(kind, n, uscc(n), name) for n, name in enumerate(names)]
    above = data.draw(st.lists(junk_rows, max_size=3))
    below = data.draw(st.permutations([*entries, *data.draw(st.lists(junk_rows, max_size=8))]))
    lines = [*above, HEADINGS[kind], *below]
    table = Table("", [Row(number, line) for number, line in enumerate(lines, start=1)])
    found = take_in(table, KINDS[kind])
    read = {lines[record.row - 1] for record in found.records}
    assert set(entries) <= read
    assert_every_row_ended_once(found, lines)


def assert_every_row_ended_once(found, lines: list[tuple]) -> None:
    ends = (found.records, found.rejected, found.repeated, found.skipped)
    rows = Counter(each.row for end in ends for each in end)
    filled = {
        number
        for number, line in enumerate(lines, start=1)
        if number > found.header_row and any(text_of(cell) for cell in line)
    }
    assert set(rows) == filled
    assert set(rows.values()) <= {1}
    counts = found.counts
    assert counts.rows == counts.accepted + counts.rejected + counts.repeated
    assert counts.rows + counts.skipped == len(filled)


@given(st.lists(st.tuples(*[cells] * 6), max_size=12))
@settings(max_examples=200)
def test_a_rejected_row_has_an_error_and_an_accepted_one_has_none(junk: list[tuple]) -> None:
    lines = [HEADINGS["objects"], *junk]
    table = Table("", [Row(number, line) for number, line in enumerate(lines, start=1)])
    found = take_in(table, OBJECTS)
    with_errors = {each.place.row for each in found.findings if each.rule.severity == "error"}
    assert with_errors == {each.row for each in found.rejected}


def test_rows_may_be_walked_only_once(uscc) -> None:
    lines = [HEADINGS["objects"], *(entry("objects", n, uscc(n)) for n in range(120))]
    rows = (Row(number, line) for number, line in enumerate(lines, start=1))
    assert take_in(Table("", rows), OBJECTS).counts.accepted == 120


def test_the_width_is_that_of_the_widest_row() -> None:
    lines = [("工号", "姓名", None), ("A1", "陈志远"), ("A2", "赵明", None, None, "")]
    rows = [Row(number, line) for number, line in enumerate(lines, start=1)]
    assert take_in(Table("", rows), INSPECTORS).width == 5


LABELS = {
    "15位旧注册号": "objects.code.registration_number",
    "长度10": "objects.code.length",
    "长度11": "objects.code.length",
    "长度12": "objects.code.length",
    "长度13": "objects.code.length",
    "长度16": "objects.code.length",
    "长度11+代码重复": "objects.code.length",
    "长度15": "objects.code.cooperative_number",
    "无代码": "objects.code.missing",
    "非法字符": "objects.code.character",
    "代码重复": "objects.code.repeated",
    "校验位错（组织机构码本体校验通过）": "objects.code.check_character",
    "校验位错（组织机构码本体校验不通过）": "objects.code.organisation_check",
}
"""The finding that each label of the real defects must get.

The one row 长度11+代码重复 gets only the first: a code that is refused for its length can repeat
nothing. A row labelled 代码重复 repeats a row of the national register that is not in the file, so
each is preceded here by a row of the same code. Their own registers count 长度15 as wrong; these are
all co-operatives' numbers, which are accepted with a warning.
"""


def test_every_real_defect_gets_the_finding_of_its_label(shared_data: Path) -> None:
    path = shared_data / "enterprises" / "uscc_defects.csv"
    with path.open(encoding="utf-8", newline="") as text:
        headings, *records = csv.reader(text)
    label, code = headings.index("缺陷"), headings.index("统一社会信用代码")
    firsts = [["先前登记的企业", r[code], *r[2:]] for r in records if r[label] == "代码重复"]
    lines = [headings, *firsts, *records]
    table = Table("", [Row(n, tuple(line)) for n, line in enumerate(lines, start=1)])
    found = take_in(table, OBJECTS)
    told = {(each.place.row, each.rule.code) for each in found.findings}
    defects = list(enumerate(records, start=2 + len(firsts)))
    assert {r[label] for r in records} == set(LABELS)
    assert [(row, r) for row, r in defects if (row, LABELS[r[label]]) not in told] == []


def test_no_real_defect_gets_the_finding_of_another_label(shared_data: Path) -> None:
    path = shared_data / "enterprises" / "uscc_defects.csv"
    with path.open(encoding="utf-8", newline="") as text:
        headings, *records = csv.reader(text)
    rows = [Row(n, tuple(line)) for n, line in enumerate([headings, *records], start=1)]
    found = take_in(Table("", rows), OBJECTS)
    label = headings.index("缺陷")
    mistold = [
        (each.rule.code, records[each.place.row - 2])
        for each in found.findings
        if each.rule.code in LABELS.values()
        and each.rule.code != LABELS[records[each.place.row - 2][label]]
    ]
    assert mistold == []


def test_an_item_list_without_entries_is_empty_and_not_wrong() -> None:
    rows = [Row(1, HEADINGS["items"])]
    assert take_in(Table("", rows), ITEMS).counts == (0, 0, 0, 0, 0)
