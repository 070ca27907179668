"""Documents made of titles, paragraphs and tables, as .docx or .pdf; many make one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingcha.core.notices.filling import Part
from mingcha.documents import pdf, word
from mingcha.documents.pdf import PdfDocument
from mingcha.documents.word import WordDocument

CONTENT_TYPES = {"docx": word.CONTENT_TYPE, "pdf": pdf.CONTENT_TYPE}
"""The forms that there are, with their media types."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One document."""

    title: str
    parts: Sequence[Part]


def printed(papers: Iterable[Paper], form: str) -> bytes:
    """Return a file of ``form``, each document on a page of its own; the same papers, the same bytes."""
    target = WordDocument() if form == "docx" else PdfDocument()
    for number, paper in enumerate(papers):
        if number:
            target.new_page()
        target.title(paper.title)
        for part in paper.parts:
            _print(target, part)
    return target.to_bytes()


def _print(target: WordDocument | PdfDocument, part: Part) -> None:
    if "rows" in part:
        target.table(part["rows"], part["widths"], head=part["head"])
    else:
        target.paragraph(part["text"], right=part.get("right", False))
