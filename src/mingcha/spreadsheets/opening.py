"""Opening a file that may be anything: only a regular file of sensible size is read."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from mingcha.spreadsheets.errors import UnreadableFile
from mingcha.spreadsheets.limits import MAX_TEXT_BYTES, MIB

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def open_regular(path: Path) -> BinaryIO:
    """Open ``path`` for reading.

    Links are not followed and pipes not waited for; what was opened is what is then looked at, so
    that nobody can exchange the file in between. Raises ``UnreadableFile``.
    """
    try:
        if path.is_symlink():
            raise UnreadableFile(f"“{path.name}”是链接：请直接给出原文件")
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        raise UnreadableFile(f"找不到文件“{path.name}”：请核对路径") from None
    except OSError as error:
        raise UnreadableFile(f"打不开文件“{path.name}”（{error.strerror}）：请检查权限") from error
    try:
        _require_regular(os.fstat(descriptor), path.name)
    except UnreadableFile:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def _require_regular(status: os.stat_result, name: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(f"“{name}”是文件夹：请给出其中的表格文件")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(f"“{name}”不是普通文件：请给出表格文件")
    if status.st_size == 0:
        raise UnreadableFile(f"“{name}”是空文件：请重新导出")
    if status.st_size > MAX_TEXT_BYTES:
        raise UnreadableFile(
            f"“{name}”有{status.st_size // MIB}MB，超过{MAX_TEXT_BYTES // MIB}MB："
            "请按地区或类别分成几个文件"
        )
