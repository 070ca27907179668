"""A .docx on A4: title, headings, paragraphs, tables. Nothing else, and no macro, link or picture.

The file is an Office Open XML package (ECMA-376) of four parts, which Word, WPS and LibreOffice open.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_MADE_ON = (2000, 1, 1, 0, 0, 0)  # the same text makes the same bytes
_MARGIN = 1134  # 2 cm in twentieths of a point
_WIDTH, _HEIGHT = 11906, 16838
_TEXT_WIDTH = _WIDTH - 2 * _MARGIN
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
_MONO = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:eastAsia="宋体"/>'
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.\
wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="http://schemas.\
openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
</Relationships>"""
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordDocument:
    """Collects the parts in the order in which they are printed."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []

    def title(self, text: str) -> None:
        """Add the document's title, in the middle."""
        self._parts.append(_paragraph(_run(text, size=36, bold=True), center=True, after=240))

    def heading(self, text: str) -> None:
        """Add a heading."""
        self._parts.append(
            _paragraph(_run(text, size=26, bold=True), before=200, after=80, keep=True)
        )

    def paragraph(self, text: str, *, mono: bool = False, right: bool = False) -> None:
        """Add a paragraph; ``mono`` for digests, ``right`` for signatures."""
        self._parts.append(_paragraph(_run(text, mono=mono), after=80, right=right))

    def new_page(self) -> None:
        """Let what follows begin on a page of its own."""
        self._parts.append(_paragraph('<w:r><w:br w:type="page"/></w:r>'))

    def table(
        self,
        rows: Iterable[Sequence[str]],
        widths: Sequence[int],
        *,
        head: Sequence[str] = (),
        high: bool = False,
    ) -> None:
        """Add a table; ``widths`` are shares of the line, ``high`` leaves room to sign in."""
        whole = sum(widths)
        columns = [_TEXT_WIDTH * width // whole for width in widths]
        lines = [_row(head, columns, bold=True, high=False)] if head else []
        lines += [_row(row, columns, bold=False, high=high) for row in rows]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{_BORDERS}'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(lines)}</w:tbl>"
        )

    def to_bytes(self) -> bytes:
        """Return the file."""
        page = (
            f'<w:sectPr><w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/><w:pgMar w:top="{_MARGIN}" '
            f'w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="567" '
            f'w:footer="567" w:gutter="0"/></w:sectPr>'
        )
        document = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{"".join(self._parts)}'
            f"{_paragraph('')}{page}</w:body></w:document>"
        )
        parts = {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": document,
        }
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(zipfile.ZipInfo(name, _MADE_ON), text.encode())
        return target.getvalue()


_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def _row(cells: Sequence[str], columns: Sequence[int], *, bold: bool, high: bool) -> str:
    height = '<w:trPr><w:cantSplit/><w:trHeight w:val="760"/></w:trPr>' if high else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F0F0F0"/>' if bold else ""
    cells_written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{_paragraph(_run(text, bold=bold, size=20))}</w:tc>"
        for text, width in zip(cells, columns, strict=True)
    )
    return f"<w:tr>{height}{cells_written}</w:tr>"


def _paragraph(
    content: str,
    *,
    center: bool = False,
    right: bool = False,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
) -> str:
    kept = "<w:keepNext/>" if keep else ""
    side = "center" if center else "right" if right else ""
    placed = f'<w:jc w:val="{side}"/>' if side else ""
    spaced = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    return f"<w:p><w:pPr>{kept}{spaced}{placed}</w:pPr>{content}</w:p>"


def _run(text: str, *, size: int = 21, bold: bool = False, mono: bool = False) -> str:
    weight = "<w:b/>" if bold else ""
    style = f'<w:rPr>{_MONO if mono else _FONT}{weight}<w:sz w:val="{size}"/></w:rPr>'
    lines = [
        f'<w:t xml:space="preserve">{escape(line)}</w:t>'
        for line in _UNWRITABLE.sub("", text).split("\n")
    ]
    return f"<w:r>{style}{'<w:br/>'.join(lines)}</w:r>"
