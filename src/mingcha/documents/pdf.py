"""A .pdf on A4: title, paragraphs, tables. Nothing else: no script, link, picture or date.

The letters are those of STSong-Light, the Chinese font that ISO 32000-1, 9.7.5 lets a reader bring
along (Adobe-GB1), so that a notice of one page is a few thousand bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from reportlab.lib import colors, textsplit
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
    paragraph,
)

CONTENT_TYPE = "application/pdf"
_FONT, _MARGIN, _PADDING = "STSong-Light", 62.0, 4.0
_BLANK, _KEPT_BLANK = "\u3000", "\u00a0"  # reportlab folds all blanks but the latter
_ROOM = A4[0] - 2 * _MARGIN - 12  # the frame keeps six points on each side
_WITHIN = re.compile(f"(?<=[^\\s>]){_BLANK}+")
_UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


def _style(size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        "text", fontName=_FONT, fontSize=size, leading=size * 1.6, wordWrap="CJK", **more
    )


registerFont(UnicodeCIDFont(_FONT))
for _module in (textsplit, paragraph):  # reportlab itself knows the marks of Japanese alone
    _module.ALL_CANNOT_START += "，；：！？）》〉”’％"
_TITLE = _style(18, alignment=TA_CENTER, spaceAfter=11)
_HEADING = _style(13, spaceBefore=5)
_TEXT = _style(12, spaceAfter=4)
_INDENTED = _style(12, spaceAfter=4, firstLineIndent=24)
_RIGHT = _style(12, spaceAfter=4, alignment=TA_RIGHT)
_CELL = _style(10)
_GRID = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("PADDING", (0, 0), (-1, -1), _PADDING),
]
_HEAD = ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.94, 0.94, 0.94))


class PdfDocument:
    """Collects the parts in the order in which they are printed; the twin of ``WordDocument``."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._story: list[Flowable] = []

    def title(self, text: str) -> None:
        """Add the document's title, in the middle."""
        self._add(text, _TITLE)

    def heading(self, text: str) -> None:
        """Add a heading."""
        self._add(text, _HEADING)

    def paragraph(self, text: str, *, right: bool = False) -> None:
        """Add a paragraph; ``right`` for signatures. Full-width blanks at its beginning indent it."""
        for line in text.split("\n"):
            self._add(line, _RIGHT if right else _INDENTED if line.startswith(_BLANK) else _TEXT)

    def new_page(self) -> None:
        """Let what follows begin on a page of its own."""
        self._story.append(PageBreak())

    def table(
        self, rows: Iterable[Sequence[str]], widths: Sequence[int], *, head: Sequence[str] = ()
    ) -> None:
        """Add a table; ``widths`` are shares of the line. The head stands again on each page."""
        whole = sum(widths)
        lines = [
            [_set(text, _CELL) for text in row] for row in ([head] if head else []) + list(rows)
        ]
        if not lines:
            return
        table = Table(
            lines,
            [_ROOM * share / whole for share in widths],
            repeatRows=1 if head else 0,
            splitInRow=1,
            style=TableStyle([*_GRID, *([_HEAD] if head else [])]),
            spaceAfter=7,
        )
        self._story.append(table)

    def to_bytes(self) -> bytes:
        """Return the file; the same parts make the same bytes."""
        target = io.BytesIO()
        page = SimpleDocTemplate(
            target,
            pagesize=A4,
            invariant=1,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
        )
        page.build(list(self._story))
        return target.getvalue()

    def _add(self, text: str, style: ParagraphStyle) -> None:
        self._story.append(_set(text, style))


def _set(text: str, style: ParagraphStyle) -> Paragraph:
    clean = escape(_UNWRITABLE.sub("", text)).replace("\n", "<br/>")
    return Paragraph(_WITHIN.sub(lambda found: _KEPT_BLANK * len(found[0]), clean), style)
