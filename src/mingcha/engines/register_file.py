"""A frame's register on disk: checked once, and watched for as long as it is drawn from."""

from __future__ import annotations

import hashlib
import operator
import os
import re
import stat
from functools import partial
from itertools import islice
from pathlib import Path

from mingcha.core.draw.bundle import check_digest
from mingcha.core.draw.plan import register_path
from mingcha.core.draw.registers import COLUMNS, LINE_LIMIT, parse_register
from mingcha.core.draw.tsv import FileDigest
from mingcha.core.errors import InvalidFile
from mingcha.engines.digests import examine


def _id_of_line(columns: tuple[str, ...]) -> re.Pattern[bytes]:
    object_id, *others = columns
    line = "\t".join([f"({object_id})", *others])
    return re.compile(f"^{line}\n".encode(), re.MULTILINE)


_IDS = {sealed: _id_of_line(columns) for sealed, columns in COLUMNS.items()}


class RegisterFile:
    """``registers/<FRAME>.tsv`` in a bundle's folder, as it stands now.

    Raises InvalidFile where it is absent or no regular file.
    """

    def __init__(self, folder: Path, frame: str) -> None:
        self.frame = frame
        self.path = folder / register_path(frame)
        self._name = register_path(frame)
        self._status = self._regular()

    def check(self, committed: FileDigest, *, sealed: bool) -> None:
        """Refuse a register that is malformed, or not the one that the plan committed to.

        Raises InvalidFile as ``core.draw.bundle.load_rows`` does, in bounded memory.
        """
        if self._status.st_size > committed.size * LINE_LIMIT:
            raise self._fault(f"文件过大：{self._status.st_size} 字节，超出应有的大小")
        content = (_hash_of(self.path), sealed)
        digest = _SOUND.get(content)
        if digest is None:
            found = examine(self.path, partial(line_fault, self._name, sealed=sealed))
            self.check_unchanged()
            check_digest(self._name, committed, found.digest)
            if found.fault:
                raise self._fault(found.fault)
            digest = found.digest
            _remember(content, digest)
        self.check_unchanged()
        check_digest(self._name, committed, digest)

    def check_unchanged(self) -> None:
        """Refuse a file that was written to or replaced since it was first looked at."""
        if _identity(self._regular()) != _identity(self._status):
            raise self._fault("读取期间被改动，请确认没有别的程序在写，然后重来")

    def _regular(self) -> os.stat_result:
        try:
            status = self.path.lstat()
        except OSError as error:
            raise self._fault("文件不存在") from error
        if not stat.S_ISREG(status.st_mode):
            raise self._fault("不是普通文件（链接、文件夹或设备一律不读）")
        return status

    def _fault(self, fault: str) -> InvalidFile:
        return InvalidFile(self._name, fault)


_SOUND: dict[tuple[str, bool], FileDigest] = {}
"""Digests of files that were found sound, by SHA-256: a draw's are asked for time and again."""

_MOST_REMEMBERED = 512


def _remember(content: tuple[str, bool], digest: FileDigest) -> None:
    if len(_SOUND) >= _MOST_REMEMBERED:
        _SOUND.pop(next(iter(_SOUND)), None)
    _SOUND[content] = digest


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def line_fault(file: str, data: bytes, first: int, *, sealed: bool) -> str | None:
    """Return what is wrong with consecutive lines of a register, in the core's words.

    ``first`` is the number of the first line. Ids that ascend strictly make the lines ascend too.
    """
    ids = _IDS[sealed].findall(data)
    if len(ids) == data.count(b"\n") and data.endswith(b"\n") and _ascend(ids):
        return None
    try:
        parse_register(data, file, sealed=sealed, first=first)
    except InvalidFile as error:
        return error.fault
    return None


def _ascend(ids: list[bytes]) -> bool:
    return all(map(operator.lt, ids, islice(ids, 1, None)))
