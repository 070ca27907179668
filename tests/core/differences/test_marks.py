"""Marks on what came and went between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.differences.marks import Mark, marks

TEXTS = st.text(alphabet="检查依据第一二三条，。5%‰ab \n", max_size=40)


def test_a_changed_number_is_marked_as_a_whole():
    assert marks("比例不低于5%", "比例不低于15%") == [
        Mark("same", "比例不低于"),
        Mark("gone", "5%"),
        Mark("new", "15%"),
    ]


def test_what_was_added_and_left_out_is_marked_where_it_stands():
    assert marks("经营者是否公示信息", "经营者是否按时公示") == [
        Mark("same", "经营者是否"),
        Mark("new", "按时"),
        Mark("same", "公示"),
        Mark("gone", "信息"),
    ]


def test_a_rewritten_clause_is_one_change_not_confetti():
    assert marks("甲的乙的丙丁", "子的丑的寅丁") == [
        Mark("gone", "甲的乙的丙"),
        Mark("new", "子的丑的寅"),
        Mark("same", "丁"),
    ]


def test_equal_texts_have_no_change():
    assert marks("相同", "相同") == [Mark("same", "相同")]
    assert marks("", "") == []
    assert marks("", "新") == [Mark("new", "新")]


@given(TEXTS, TEXTS)
def test_both_texts_are_made_of_the_marks(before: str, after: str):
    found = marks(before, after)
    assert "".join(m.text for m in found if m.kind != "new") == before
    assert "".join(m.text for m in found if m.kind != "gone") == after
