from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.intake.merging import MAX_ROWS_BELOW, MergedRange, fill_merged
from mingcha.core.intake.table import Row


def filled(rows: list[tuple], *ranges: MergedRange) -> list[tuple]:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, start=1)]
    return [row.cells for row in fill_merged(numbered, ranges)]


def test_every_cell_of_a_range_reads_as_its_first() -> None:
    rows = [("省教育厅", "甲"), (None, "乙"), (None, "丙")]
    assert filled(rows, MergedRange(1, 0, 3, 0)) == [
        ("省教育厅", "甲"),
        ("省教育厅", "乙"),
        ("省教育厅", "丙"),
    ]


def test_ranges_go_sideways_too_and_end_with_the_row() -> None:
    assert filled([("标题", None, None)], MergedRange(1, 0, 1, 8)) == [("标题", "标题", "标题")]


def test_ranges_lie_side_by_side() -> None:
    ranges = (MergedRange(1, 0, 2, 0), MergedRange(1, 1, 2, 1), MergedRange(3, 0, 3, 1))
    assert filled([("甲", 1), (None, None), ("乙", None)], *ranges) == [
        ("甲", 1),
        ("甲", 1),
        ("乙", "乙"),
    ]


def test_the_last_entry_may_reach_below_the_last_written_row() -> None:
    rows = filled([("甲", 1), ("乙", 2)], MergedRange(2, 0, 3, 0), MergedRange(2, 1, 3, 1))
    assert rows == [("甲", 1), ("乙", 2), ("乙", 2)]


def test_an_endless_range_is_cut_off() -> None:
    assert len(filled([("甲",)], MergedRange(1, 0, 10**6, 0))) == 1 + MAX_ROWS_BELOW


def test_ranges_outside_the_written_cells_add_nothing() -> None:
    ranges = (MergedRange(5, 0, 6, 0), MergedRange(1, 7, 2, 8))
    assert filled([("甲",)], *ranges) == [("甲",)]


@given(st.lists(st.tuples(st.text(), st.none())))
def test_without_ranges_nothing_changes(rows: list[tuple]) -> None:
    assert filled(rows) == rows
