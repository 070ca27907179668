"""Reading workbooks through a process of its own (``workbook_process``)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

import mingcha
from mingcha.core.intake.table import Table
from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MAX_WORKBOOK_BYTES, MIB
from mingcha.spreadsheets.wire import unpack_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mingcha.core.intake.kind import RegisterKind
    from mingcha.core.intake.table import Row

_READER = "mingcha.spreadsheets.workbook_process"
_TOO_MUCH = "工作簿无法读取：文件已损坏，或者展开后过大。请另存为新的 .xlsx 文件，只保留需要的数据"


@contextmanager
def open_workbook(stream: BinaryIO, kind: RegisterKind[Any]) -> Iterator[Table]:
    """Read the sheet of a workbook that fits ``kind`` best; its rows can be walked once.

    Raises ``UnreadableFile``, also while the rows are walked.
    """
    size = os.fstat(stream.fileno()).st_size
    if size > MAX_WORKBOOK_BYTES:
        raise UnreadableFile(
            f"工作簿有{size // MIB}MB，超过{MAX_WORKBOOK_BYTES // MIB}MB："
            "请分成几个文件，或者另存为 .csv"
        )
    stream.seek(0)
    with subprocess.Popen(  # noqa: S603 - our own module, and the kind's name is ours too
        [sys.executable, "-m", _READER, kind.name],
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": _import_path()},
    ) as reader:
        try:
            lines = cast("IO[bytes]", reader.stdout)
            first = _message(lines.readline())
            yield Table(first["sheet"], _rows(lines), tuple(first["others"]))
        finally:
            reader.kill()


def _import_path() -> str:
    here = str(Path(mingcha.__file__).parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    return f"{here}{os.pathsep}{inherited}" if inherited else here


def _rows(lines: IO[bytes]) -> Iterator[Row]:
    for line in lines:
        if line.startswith(b"{"):
            _message(line)
            return
        yield unpack_row(line)
    raise UnreadableFile(_TOO_MUCH)


def _message(line: bytes) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(line) if line else {"refused": _TOO_MUCH}
    if "refused" in message:
        raise UnreadableFile(message["refused"])
    return message
