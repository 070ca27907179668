"""A process of its own that reads one workbook, so that a hostile file harms nobody else.

Run as ``python -m mingcha.spreadsheets.workbook_process KIND`` with the workbook as standard
input. It writes lines of JSON: ``{"refused": message}``, or ``{"sheet": name, "others": [names]}``,
the rows of the sheet whose header fits KIND best, and ``{"end": number of rows}``. Memory and
processor time are limited by the system; where it ends without a last line, the file was too much.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from python_calamine import CalamineError, CalamineWorkbook

from mingcha.core.errors import Refusal
from mingcha.core.intake.kinds import KINDS
from mingcha.spreadsheets.archive import DAMAGED, open_archive
from mingcha.spreadsheets.error_cells import error_cells
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.formats import FileFormat, recognise
from mingcha.spreadsheets.limits import WORKBOOK_CPU_SECONDS, WORKBOOK_MEMORY_BYTES
from mingcha.spreadsheets.ole import require_workbook
from mingcha.spreadsheets.sheets import choose_sheet, rows_of
from mingcha.spreadsheets.wire import pack_row

try:
    import resource
except ImportError:  # there is none on Windows; the archive's claims are checked all the same
    resource = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from mingcha.core.intake.kind import RegisterKind

_FAILED = {
    FileFormat.XLSX: DAMAGED,
    FileFormat.XLS: "这个 .xls 文件无法读取：可能有打开密码，也可能已损坏。请去掉密码，另存为 .xlsx 后再用",
}


def main() -> None:
    """Read the workbook on standard input."""
    _limit_resources()
    with open(sys.stdout.fileno(), "w", encoding="utf-8", closefd=False) as out:
        try:
            _send_workbook(sys.stdin.buffer, KINDS[sys.argv[1]], out)
        except Refusal as refusal:
            _send({"refused": refusal.message}, out)


def _limit_resources() -> None:
    if resource is None:
        return
    for what, limit in (
        (resource.RLIMIT_AS, WORKBOOK_MEMORY_BYTES),
        (resource.RLIMIT_CPU, WORKBOOK_CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (allowed, allowed))


def _send_workbook(stream: BinaryIO, kind: RegisterKind[Any], out: TextIO) -> None:
    file_format = recognise(stream)
    archive = open_archive(stream) if file_format is FileFormat.XLSX else None
    choice = choose_sheet(_open(stream, file_format), kind)
    errors = error_cells(archive, choice.sheet.name) if archive else {}
    _send({"sheet": choice.sheet.name, "others": choice.others}, out)
    number_of_rows = 0
    for row in rows_of(choice.sheet, errors):
        out.write(pack_row(row) + "\n")
        number_of_rows += 1
    _send({"end": number_of_rows}, out)


def _open(stream: BinaryIO, file_format: FileFormat) -> CalamineWorkbook:
    stream.seek(0)
    content = stream.read()
    if file_format is FileFormat.XLS:
        require_workbook(content)
    try:
        return CalamineWorkbook.from_object(BytesIO(content))
    except CalamineError:
        raise UnreadableFile(_FAILED[file_format]) from None


def _send(message: dict[str, object], out: TextIO) -> None:
    out.write(json.dumps(message, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
