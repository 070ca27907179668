from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.intake.cells import CellError
from mingcha.spreadsheets import delimited
from mingcha.spreadsheets.delimited import read_rows, sniff_delimiter
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MIB

HEADINGS = "企业名称,统一社会信用代码,经营范围"


def rows(text: str, delimiter: str = ",") -> list[tuple]:
    stream = BytesIO(text.encode())
    return [tuple(row) for row in read_rows(stream, "utf-8", delimiter)]


def refusal(text: str) -> str:
    with pytest.raises(UnreadableFile) as refused:
        rows(text)
    return refused.value.message


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("名称,代码\n甲,1\n", ","),
        ("名称\t代码\n甲,乙\t1\n丙,丁\t2\n", "\t"),
        ("名称;代码;资金\n甲;1;1,100\n乙;2;2,200\n", ";"),
        ('名录\n"名称,全称";代码\n甲;1\n乙;2\n', ";"),
        ("名录，截至三月\n名称,代码\n甲,1;2\n", ","),
        ("只有一列\n甲\n", ","),
        ('"没有收尾', ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_even_rows(text: str, delimiter: str) -> None:
    stream = BytesIO(text.encode())
    assert sniff_delimiter(stream, "utf-8") == delimiter
    assert not stream.closed


def test_a_long_first_line_does_not_mislead() -> None:
    text = "名称;代码\n" + "甲,乙,丙;1\n" * 100_000
    assert sniff_delimiter(BytesIO(text.encode()), "utf-8") == ";"


def test_cells_are_texts_and_rows_have_their_numbers() -> None:
    text = f'\n{HEADINGS}\n\n"新乐市\n果品公司",0012,"零售,批发"\n'
    assert rows(text) == [
        (2, tuple(HEADINGS.split(","))),
        (4, ("新乐市\n果品公司", "0012", "零售,批发")),
    ]


def test_what_protects_digits_from_spreadsheets_is_taken_off() -> None:
    text = "=\"0012\",'0013,'甲乙,=1+1,\t14,#N/A,#号\n"
    cells = ("0012", "0013", "'甲乙", "=1+1", "\t14", CellError("#N/A"), "#号")
    assert rows(text) == [(1, cells)]


@pytest.mark.parametrize("text", ['甲,"乙\n丙,丁\n' * 3, '甲,"乙"丙\n'])
def test_a_stray_quotation_mark_is_refused_with_its_row(text: str) -> None:
    assert "第1行的引号不成对" in refusal(text)


def test_a_million_columns() -> None:
    assert "1000001列" in refusal("," * 10**6)


def test_a_line_without_end() -> None:
    assert "第2行" in refusal("a\n" + "," * (5 * MIB))


def test_a_quotation_without_end() -> None:
    assert "第2行" in refusal('a\n"' + "甲\n" * MIB)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MAX_ROWS", 3)
    assert len(rows("甲,1\n" * 3)) == 3
    assert "超过3行" in refusal("甲,1\n" * 4)


def test_a_file_that_changes_while_it_is_read() -> None:
    with pytest.raises(UnreadableFile, match="变了"):
        list(read_rows(BytesIO(b"a\n\xff\n"), "utf-8", ","))


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0='#")),
            min_size=1,
        ),
        max_size=20,
    ),
    st.sampled_from(",;\t"),
)
def test_what_a_spreadsheet_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    read = [list(cells) for _, cells in rows(text.getvalue(), delimiter)]
    assert read == [[cell or None for cell in row] for row in table]
