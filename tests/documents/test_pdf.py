"""A .pdf holds what was put in, page by page, and is the same bytes each time."""

from __future__ import annotations

from pypdfium2 import PdfDocument as Reader

from mingcha.documents.pdf import PdfDocument


def _document(rows: int = 2) -> PdfDocument:
    page = PdfDocument()
    page.title("检查通知书")
    page.heading("安排")
    page.paragraph("第一行 <b>&\n第二行\x00\x0b\ud800")
    page.table([("市场监管局", "甲 001")] * rows, (1, 3), head=("部门", "事项"))
    page.paragraph("某局（印章）", right=True)
    return page


def _pages(document: PdfDocument) -> list[str]:
    return [page.get_textpage().get_text_range() for page in Reader(document.to_bytes())]


def test_it_holds_what_was_put_in() -> None:
    (page,) = _pages(_document())
    words = ("检查通知书", "第一行 <b>&", "第二行", "部门", "市场监管局", "某局（印章）")
    assert [word for word in words if word not in page] == []


def test_a_long_table_goes_on_with_its_head_on_the_next_page() -> None:
    pages = _pages(_document(rows=80))
    assert len(pages) > 2
    assert all("部门" in page for page in pages[:-1])
    assert sum(page.count("甲 001") for page in pages) == 80


def test_a_row_higher_than_a_page_loses_nothing() -> None:
    page = PdfDocument()
    page.table([("\n".join(f"第{n}行" for n in range(150)), "短")], (1, 1))
    pages = _pages(page)
    assert len(pages) > 1
    assert [n for n in range(150) if f"第{n}行" not in "".join(pages)] == []


def test_a_table_without_rows_is_left_out() -> None:
    page = PdfDocument()
    page.table([], (1,))
    page.paragraph("完")
    assert [text.strip() for text in _pages(page)] == ["完"]


def test_a_new_document_begins_on_a_new_page() -> None:
    page = _document()
    page.new_page()
    page.title("第二份")
    assert ["第二份" in text for text in _pages(page)] == [False, True]


def test_the_same_text_is_the_same_file() -> None:
    assert _document().to_bytes() == _document().to_bytes()


def test_a_paragraph_that_begins_with_full_width_blanks_is_indented() -> None:
    page = PdfDocument()
    page.paragraph("甲")
    page.paragraph("\u3000\u3000乙")
    text = Reader(page.to_bytes())[0].get_textpage()
    lefts = [text.get_charbox(text.get_text_range().index(sign))[0] for sign in "甲乙"]
    assert 22 < lefts[1] - lefts[0] < 26


def test_no_line_begins_with_a_closing_mark() -> None:
    page = PdfDocument()
    for mark in "，；：！？）》":
        for number in range(30, 50):
            page.paragraph("字" * number + mark + "字字")
    lines = [line for text in _pages(page) for line in text.splitlines()]
    assert {line[0] for line in lines} == {"字"}


def test_blanks_within_a_line_stay() -> None:
    page = PdfDocument()
    page.paragraph("任务编号：1\u3000\u3000抽取编号：2")
    (text,) = _pages(page)
    assert "1\u00a0\u00a0抽取" in text
