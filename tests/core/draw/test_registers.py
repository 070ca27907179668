"""Registers: the lines of a frozen frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mingcha.core.draw.registers import RegisterRow, parse_register
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle

TAG = "0123456789abcdef" * 2


def fault_of(data: bytes, *, sealed: bool = False) -> str:
    with pytest.raises(InvalidFile) as refusal:
        parse_register(data, "registers/MAIN.tsv", sealed=sealed)
    assert refusal.value.file == "registers/MAIN.tsv"
    return refusal.value.fault


def test_rows_of_an_open_register() -> None:
    data = b"1\tA\t130184\t-\n91130184MA0000001A\tG.1\t130184101203\tmoved-out\n"
    assert parse_register(data, "registers/MAIN.tsv", sealed=False) == [
        RegisterRow("1", "A", "130184", "-"),
        RegisterRow("91130184MA0000001A", "G.1", "130184101203", "moved-out"),
    ]


def test_rows_of_a_sealed_register_have_a_tag() -> None:
    data = f"1\tA\t130184101\t-\t{TAG}\n".encode()
    rows = parse_register(data, "registers/MAIN.tsv", sealed=True)
    assert rows == [RegisterRow("1", "A", "130184101", "-", TAG)]


def test_an_empty_register_has_no_rows() -> None:
    assert parse_register(b"", "registers/MAIN.tsv", sealed=False) == []


def test_a_row_gives_its_line_back(vector_bundle: Bundle) -> None:
    sealed = vector_bundle.plan.disclosure.is_sealed
    for frame in vector_bundle.plan.frames:
        path = f"registers/{frame.code}.tsv"
        rows = parse_register(vector_bundle[path], path, sealed=sealed)
        assert [row.line for row in rows] == vector_bundle.lines(path)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "1\tA\t130184",
        "1\tA\t130184\t-\t",
        f"1\tA\t130184\t-\t{TAG}",
        "\tA\t130184\t-",
        "1a\tA\t130184\t-",
        "9113018400000001XA12345\tA\t130184\t-",
        "1\t\t130184\t-",
        "1\tA/B\t130184\t-",
        "1\tA\t13018\t-",
        "1\tA\t1301\t-",
        "1\tA\t130184\t",
        "1\tA\t130184\tmoved out",
        "1 \tA\t130184\t-",
    ],
)
def test_a_malformed_row_is_named(line: str) -> None:
    data = f"0\tA\t130184\t-\n{line}\n".encode()
    assert fault_of(data) == f"第 2 行不合格式：{line}"


@pytest.mark.parametrize("tag", ["", TAG[1:], TAG + "0", TAG.upper()])
def test_a_sealed_row_without_a_sound_tag(tag: str) -> None:
    assert fault_of(f"1\tA\t130184\t-\t{tag}\n".encode(), sealed=True).startswith("第 1 行不合格式")
    assert fault_of(b"1\tA\t130184\t-\n", sealed=True).startswith("第 1 行不合格式")


def test_rows_out_of_order() -> None:
    data = b"2\tA\t130184\t-\n1\tA\t130184\t-\n"
    assert fault_of(data).startswith("第 2 行没有按字节升序排列")


def test_an_id_that_stands_twice() -> None:
    data = b"1\tA\t130184\t-\n1\tB\t130184\t-\n2\tA\t130184\t-\n"
    assert fault_of(data) == "第 2 行的代码 1 在名录中不止一次"


def test_bytes_of_another_alphabet() -> None:
    assert fault_of("1\t甲\t130184\t-\n".encode()).startswith("第 1 行有可打印 ASCII 以外的字节")


@pytest.mark.parametrize(
    "lines",
    [
        ["1\tA\t130184\t-", "2\tA\t130184"],
        ["2\tA\t130184\t-", "1\tA\t130184\t-"],
        ["1\tA\t130184\t-", "1\tB\t130184\t-"],
        ["1\tA\t130184\t-", "2\tA\t130184\t\x7f"],
    ],
)
def test_lines_of_a_part_are_numbered_as_in_the_whole_file(lines: list[str]) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    with pytest.raises(InvalidFile, match=r"^registers/MAIN\.tsv：第 1002 行"):
        parse_register(data, "registers/MAIN.tsv", sealed=False, first=1001)
