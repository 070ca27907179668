"""A .pdf on A4: title, paragraphs, tables. Nothing else: no script, link, picture or date.

The letters are those of STSong-Light, the Chinese font that ISO 32000-1, 9.7.5 lets a reader bring
along (Adobe-GB1, UniGB-UTF16-H), so that a notice of one page is a few thousand bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from mingcha.documents.lines import ASCII_WIDTHS, broken, width

CONTENT_TYPE = "application/pdf"
_WIDTH, _HEIGHT, _MARGIN = 595.28, 841.89, 62.0
_ROOM = _WIDTH - 2 * _MARGIN
_TITLE, _HEADING, _TEXT, _CELL = 18.0, 13.0, 12.0, 10.0
_LEADING = 1.6
_PADDING = 4.0
_ASCENT = 0.88
_UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class PdfDocument:
    """Collects the parts in the order in which they are printed; the twin of ``WordDocument``."""

    def __init__(self) -> None:
        """Begin with an empty page."""
        self._pages: list[list[str]] = [[]]
        self._y = _HEIGHT - _MARGIN

    def title(self, text: str) -> None:
        """Add the document's title, in the middle."""
        self._text(text, _TITLE, place=0.5, bold=True)
        self._y -= _TITLE * 0.6

    def heading(self, text: str) -> None:
        """Add a heading."""
        self._y -= _HEADING * 0.4
        self._text(text, _HEADING, bold=True)

    def paragraph(self, text: str, *, right: bool = False) -> None:
        """Add a paragraph; ``right`` for signatures."""
        self._text(text, _TEXT, place=1.0 if right else 0.0)
        self._y -= _TEXT * 0.3

    def new_page(self) -> None:
        """Let what follows begin on a page of its own."""
        self._pages.append([])
        self._y = _HEIGHT - _MARGIN

    def table(
        self, rows: Iterable[Sequence[str]], widths: Sequence[int], *, head: Sequence[str] = ()
    ) -> None:
        """Add a table; ``widths`` are shares of the line. The head stands again on each page."""
        whole = sum(widths)
        columns = [_ROOM * share / whole for share in widths]
        titles = _cells(head, columns) if head else []
        if titles:
            self._row(titles, columns, bold=True)
        for row in rows:
            page = len(self._pages)
            for lines in self._pieces(_cells(row, columns)):
                self._row(lines, columns, again=titles if len(self._pages) == page else [])
                page = len(self._pages)
        self._y -= _TEXT * 0.6

    def to_bytes(self) -> bytes:
        """Return the file; the same parts make the same bytes."""
        count = len(self._pages)
        kids = " ".join(f"{_FIRST + 2 * n} 0 R" for n in range(count))
        objects: list[bytes] = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
            *_FONT,
        ]
        for n, page in enumerate(self._pages):
            packed = zlib.compress("\n".join(page).encode("ascii"), 9)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {_FIRST + 2 * n + 1} 0 R >>".encode()
            )
            head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
            objects.append(head + packed + b"\nendstream")
        return _written(objects)

    def _text(self, text: str, size: float, *, place: float = 0.0, bold: bool = False) -> None:
        for line in broken(_clean(text), _ROOM / size * 1000):
            self._need(size * _LEADING)
            free = _ROOM - width(line) * size / 1000
            self._draw(line, _MARGIN + free * place, self._y - size * _ASCENT, size, bold=bold)
            self._y -= size * _LEADING

    def _pieces(self, cells: list[list[str]]) -> Iterator[list[list[str]]]:
        """Cut a row that is higher than a page."""
        most = int((_HEIGHT - 2 * _MARGIN - 4 * _PADDING) / (_CELL * _LEADING)) - 2
        longest = max(len(lines) for lines in cells)
        for start in range(0, longest, most):
            yield [lines[start : start + most] for lines in cells]

    def _row(
        self,
        cells: list[list[str]],
        columns: Sequence[float],
        *,
        bold: bool = False,
        again: list[list[str]] | None = None,
    ) -> None:
        height = max(1, *(len(lines) for lines in cells)) * _CELL * _LEADING + 2 * _PADDING
        if self._need(height) and again:
            self._row(again, columns, bold=True)
        edges = [_MARGIN]
        for column in columns:
            edges.append(edges[-1] + column)
        bottom = self._y - height
        for (left, right), lines in zip(pairwise(edges), cells, strict=True):
            box = f"{left:.2f} {bottom:.2f} {right - left:.2f} {height:.2f} re"
            if bold:
                self._pages[-1].append(f"0.94 g {box} f 0 g")
            self._pages[-1].append(f"0.5 G 0.5 w {box} S 0 G")
            y = self._y - _PADDING - _CELL * _ASCENT
            for line in lines:
                self._draw(line, left + _PADDING, y, _CELL, bold=bold)
                y -= _CELL * _LEADING
        self._y = bottom

    def _need(self, height: float) -> bool:
        """Begin a page where the height is not left on this one, and tell so."""
        is_full = self._y - height < _MARGIN and self._y < _HEIGHT - _MARGIN
        if is_full:
            self.new_page()
        return is_full

    def _draw(self, text: str, x: float, y: float, size: float, *, bold: bool) -> None:
        if not text:
            return
        weight = f"2 Tr {size / 60:.2f} w" if bold else "0 Tr"  # an outline makes a light font bold
        signs = text.encode("utf-16-be").hex().upper()
        self._pages[-1].append(
            f"BT {weight} /F1 {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{signs}> Tj ET"
        )


_FIRST = 6  # the number of the first page's object
_FONT = (
    (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H "
        b"/DescendantFonts [4 0 R] >>"
    ),
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
    b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 5 0 R "
    b"/W [1 [" + " ".join(str(w) for w in ASCII_WIDTHS).encode() + b"]] >>",
    (
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
    ),
)


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe6\x98\x8e\xe5\xaf\x9f\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _cells(row: Sequence[str], columns: Sequence[float]) -> list[list[str]]:
    return [
        broken(_clean(text), (column - 2 * _PADDING) / _CELL * 1000)
        for text, column in zip(row, columns, strict=True)
    ]


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
