"""A .pdf is whole, holds what was put in, and is the same bytes each time."""

from __future__ import annotations

import re
import zlib

from hypothesis import given
from hypothesis import strategies as st

from mingcha.documents.lines import broken, width
from mingcha.documents.pdf import PdfDocument


def _document(rows: int = 2) -> PdfDocument:
    page = PdfDocument()
    page.title("检查通知书")
    page.heading("安排")
    page.paragraph("第一行\n第二行\x00\x0b\ud800")
    page.table([("市场监管局", "甲 001")] * rows, (1, 3), head=("部门", "事项"))
    page.paragraph("某局（印章）", right=True)
    return page


def _pages(content: bytes) -> list[str]:
    """Return the text of each page."""
    packed = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    shown = [re.findall(rb"<([0-9A-F]+)> Tj", zlib.decompress(each)) for each in packed]
    return [
        "\n".join(bytes.fromhex(s.decode()).decode("utf-16-be") for s in page) for page in shown
    ]


def test_it_holds_what_was_put_in() -> None:
    (page,) = _pages(_document().to_bytes())
    words = ("检查通知书", "第一行", "第二行", "部门", "市场监管局", "某局（印章）")
    assert [word for word in words if word not in page] == []


def test_every_object_stands_where_the_table_of_the_file_says() -> None:
    content = _document().to_bytes()
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    places = re.findall(rb"(\d{10}) 00000 n ", content[start:])
    for number, place in enumerate(places, start=1):
        assert content[int(place) :].startswith(b"%d 0 obj\n" % number)


def test_a_long_table_goes_on_with_its_head_on_the_next_page() -> None:
    pages = _pages(_document(rows=80).to_bytes())
    assert len(pages) > 2
    assert all("部门" in page for page in pages[:-1])
    assert sum(page.count("甲 001") for page in pages) == 80


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    page = PdfDocument()
    page.table([("\n".join(f"第{n}行" for n in range(150)), "短")], (1, 1))
    pages = _pages(page.to_bytes())
    assert len(pages) == 4
    assert "第149行" in pages[-1]


def test_a_new_document_begins_on_a_new_page() -> None:
    page = _document()
    page.new_page()
    page.title("第二份")
    assert ["第二份" in text for text in _pages(page.to_bytes())] == [False, True]


def test_the_same_text_is_the_same_file() -> None:
    assert _document().to_bytes() == _document().to_bytes()


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    lines = broken("一二三四五六七八九，十一二三四五六七八（九十）", 9000)
    assert all(line[0] not in "，）" for line in lines)
    assert all(not line.endswith("（") for line in lines)


def test_a_number_stays_whole_where_it_fits() -> None:
    assert broken("代码是 91130136MA00000011 的企业", 12000)[1].startswith("91130136MA00000011")


@given(st.text(max_size=80), st.integers(1000, 20000))
def test_lines_lose_no_sign_and_fit(text: str, room: int) -> None:
    lines = broken(text, room)
    assert "".join(lines) == text.replace("\n", "")
    assert all(width(line) <= room or len(line) == 1 for line in lines)
