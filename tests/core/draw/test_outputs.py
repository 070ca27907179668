"""The files that a draw writes, and how they differ from what they should be."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from mingcha.core.draw.outputs import Comparison, input_paths
from mingcha.core.draw.tsv import tsv_bytes
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle


def test_the_inputs_of_a_draw(undrawn_village: Bundle) -> None:
    assert input_paths(undrawn_village.plan) == [
        "plan.json",
        "registers/MAIN.tsv",
        "registers/FIRE.tsv",
        "inspectors.tsv",
        "coi.tsv",
        "entropy.json",
    ]


def compare(pieces: list[list[str]], data: bytes) -> None:
    comparison = Comparison("result.tsv", io.BytesIO(data))
    for piece in pieces:
        comparison.take(tsv_bytes(piece))
    comparison.close()


def test_an_open_draw_writes_result_and_teams(village: Bundle) -> None:
    assert village.written() == {path: village[path] for path in ("result.tsv", "assignment.tsv")}


def test_a_sealed_draw_writes_tickets_too(sealed_village: Bundle) -> None:
    assert sealed_village.written() == {
        path: sealed_village[path] for path in ("result.tsv", "assignment.tsv", "tickets.tsv")
    }


@pytest.mark.parametrize("lines", [[], ["a"], ["b", "a"]])
def test_exactly_the_expected_lines_pass(lines: list[str]) -> None:
    for pieces in ([lines], [[line] for line in lines]):
        compare(pieces, "".join(f"{line}\n" for line in lines).encode())


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"a\nB\nc\n", "第 2 行与重算结果不符：应为 'b'，文件为 'B'"),
        (b"A\nB\nc\n", "第 1 行与重算结果不符：应为 'a'，文件为 'A'"),
        (b"a\nb\n", "第 3 行与重算结果不符：应为 'c'，文件为 （到此结束）"),
        (b"a\nb\nc\nd\n", "第 4 行与重算结果不符：应为 （到此结束），文件为 'd'"),
        (b"a\nb\nc", "第 4 行与重算结果不符：应为 （到此结束），文件为 （没有这一行）"),
        (b"", "第 1 行与重算结果不符：应为 'a'，文件为 （到此结束）"),
        (b"a\nb\nc\n\n", "第 5 行与重算结果不符：应为 （没有这一行），文件为 （到此结束）"),
        (b"a\nb\xe7\nc\n", r"第 2 行与重算结果不符：应为 'b'，文件为 'b\\xe7'"),
        (b"a\r\nb\nc\n", r"第 1 行与重算结果不符：应为 'a'，文件为 'a\r'"),
    ],
)
@pytest.mark.parametrize("pieces", [[["a", "b", "c"]], [["a"], ["b", "c"]], [["a"], ["b"], ["c"]]])
def test_the_first_differing_line_is_shown(
    pieces: list[list[str]], data: bytes, fault: str
) -> None:
    with pytest.raises(InvalidFile) as refusal:
        compare(pieces, data)
    assert (refusal.value.file, refusal.value.fault) == ("result.tsv", fault)


def test_a_very_long_line_is_cut_in_the_message() -> None:
    with pytest.raises(InvalidFile) as refusal:
        compare([["a"]], b"x" * 10_000)
    assert len(refusal.value.fault) < 300
