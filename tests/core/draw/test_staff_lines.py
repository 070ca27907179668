"""``inspectors.tsv`` and ``coi.tsv``."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from mingcha.core.assignment.inspectors import Inspector
from mingcha.core.draw.staff_lines import (
    Conflict,
    inspector_line,
    parse_conflicts,
    parse_inspectors,
    person_hash,
)
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle

PERSON = "0123456789abcdef" * 2
LINE = f"I02\t130184\t2027-06-30\tfood,metrology\t12\tscjg\t{PERSON}"
FIRST_LINE = f"I01\t13\t2027-06-30\t\t0\txfjy\t{PERSON[::-1]}"


def inspectors_fault(*lines: str) -> str:
    with pytest.raises(InvalidFile) as refusal:
        parse_inspectors("".join(f"{line}\n" for line in lines).encode())
    assert refusal.value.file == "inspectors.tsv"
    return refusal.value.fault


def conflicts_fault(*lines: str) -> str:
    with pytest.raises(InvalidFile) as refusal:
        parse_conflicts("".join(f"{line}\n" for line in lines).encode())
    assert refusal.value.file == "coi.tsv"
    return refusal.value.fault


def test_inspectors_are_read_column_by_column() -> None:
    assert parse_inspectors(f"{FIRST_LINE}\n{LINE}\n".encode()) == [
        Inspector("I01", "13", "2027-06-30", (), 0, "xfjy", PERSON[::-1]),
        Inspector("I02", "130184", "2027-06-30", ("food", "metrology"), 12, "scjg", PERSON),
    ]
    assert parse_inspectors(b"") == []


def test_an_inspector_gives_the_line_back(vector_bundle: Bundle) -> None:
    inspectors = parse_inspectors(vector_bundle["inspectors.tsv"])
    assert [inspector_line(one) for one in inspectors] == vector_bundle.lines("inspectors.tsv")


def test_expertise_is_written_sorted() -> None:
    [inspector] = parse_inspectors(f"{LINE}\n".encode())
    unsorted = replace(inspector, expertise=("metrology", "food"))
    assert inspector_line(unsorted) == LINE


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *((0, iid) for iid in ("", "I 2", "I.2", "I" * 33)),
        *((1, region) for region in ("", "130", "13018", "1301841")),
        *((2, day) for day in ("", "2027-02-29", "2027-6-30", "20270630", "9999-99-99")),
        *((3, codes) for codes in (",", "food,", ",food", "food,,metrology", "food metrology")),
        *((4, capacity) for capacity in ("", "-1", "01", "1.5", "1" * 16)),
        *((5, unit) for unit in ("", "*", "sc,jg")),
        *((6, person) for person in ("", PERSON[1:], PERSON + "0", PERSON.upper())),
    ],
)
def test_a_malformed_inspector_is_named(column: int, value: str) -> None:
    columns = LINE.split("\t")
    columns[column] = value
    line = "\t".join(columns)
    assert inspectors_fault(FIRST_LINE, line) == f"第 2 行不合格式：{line[:80]}"


@pytest.mark.parametrize("codes", ["metrology,food", "food,food"])
def test_expertise_out_of_order_or_twice(codes: str) -> None:
    fault = inspectors_fault(LINE.replace("food,metrology", codes))
    assert fault == f"第 1 行的业务专长没有排序或有重复：{codes}"


def test_bytes_of_another_alphabet() -> None:
    assert inspectors_fault(LINE.replace("food", "食品")).startswith("第 1 行有可打印 ASCII 以外的")
    assert conflicts_fault("1\tI01\t亲属").startswith("第 1 行有可打印 ASCII 以外的")


def test_inspectors_out_of_order() -> None:
    assert inspectors_fault(LINE, FIRST_LINE).startswith("第 2 行没有按字节升序排列")


def test_a_pseudonym_stands_once() -> None:
    twin = FIRST_LINE.replace("xfjy", "zjj").replace(PERSON[::-1], PERSON)
    assert inspectors_fault(FIRST_LINE, twin) == "第 2 行的编号 I01 不止一次出现"


def test_a_person_stands_behind_one_pseudonym() -> None:
    twin = LINE.replace("I02", "I03")
    expected = f"第 3 行的人员摘要 {PERSON} 不止一次出现"
    assert inspectors_fault(FIRST_LINE, LINE, twin) == expected


def test_a_person_is_committed_by_staff_number_and_salt() -> None:
    expected = sha256(b"SSJ-DRAW/1|PERSON\n130184007\nsalt").hexdigest()[:32]
    assert person_hash(SUITES["S1"], "130184007", "salt") == expected


def test_conflicts_are_read_column_by_column() -> None:
    assert parse_conflicts(b"1\tI01\tkin\n1\tI02\tkin\n2A\tI01\tex-staff\n") == [
        Conflict("1", "I01", "kin"),
        Conflict("1", "I02", "kin"),
        Conflict(id="2A", iid="I01", reason="ex-staff"),
    ]
    assert parse_conflicts(b"") == []


@pytest.mark.parametrize(
    "line", ["", "1\tI01", "1\tI01\t", "a\tI01\tkin", "1\tI01\tkin\t", "1\t\tk"]
)
def test_a_malformed_conflict_is_named(line: str) -> None:
    assert conflicts_fault("0\tI01\tkin", line) == f"第 2 行不合格式：{line}"


def test_conflicts_out_of_order_or_twice() -> None:
    assert conflicts_fault("2\tI01\tkin", "1\tI01\tkin").startswith("第 2 行没有按字节升序排列")
    assert conflicts_fault("1\tI01\tkin", "1\tI01\tkin").startswith("第 2 行与上一行重复")
