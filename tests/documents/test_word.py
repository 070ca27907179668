"""A .docx holds what was put in, whatever signs it has, and is the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

from mingcha.documents.word import WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _document() -> WordDocument:
    page = WordDocument()
    page.title("记录 <甲> & 乙")
    page.heading("表")
    page.paragraph("第一行\n第二行\x00\x0b")
    page.paragraph("0123", mono=True)
    page.table([("甲", "一"), ("乙", "二")], (1, 3), head=("名", "数"))
    page.table([("签字", "")], (1, 1), high=True)
    return page


def _root(content: bytes) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read("word/document.xml"))


def test_signs_of_xml_and_signs_that_xml_cannot_hold_do_no_harm() -> None:
    root = _root(_document().to_bytes())
    texts = [text.text for text in root.iter(f"{W}t")]
    assert texts[:4] == ["记录 <甲> & 乙", "表", "第一行", "第二行"]


def test_tables_have_their_rows_and_fill_the_line() -> None:
    root = _root(_document().to_bytes())
    first, second = root.iter(f"{W}tbl")
    assert len(list(first.iter(f"{W}tr"))) == 3
    widths = [int(column.get(f"{W}w") or 0) for column in first.iter(f"{W}gridCol")]
    assert widths[1] == 3 * widths[0] or widths[1] - 3 * widths[0] in range(3)
    assert second.find(f".//{W}trHeight") is not None


def test_the_same_text_is_the_same_file() -> None:
    assert _document().to_bytes() == _document().to_bytes()
