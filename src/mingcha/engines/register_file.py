"""A frame's register on disk: checked once, and watched for as long as it is drawn from."""

from __future__ import annotations

import hashlib
import operator
import os
import re
import stat
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from mingcha.core.draw.bundle import check_digest
from mingcha.core.draw.plan import register_path
from mingcha.core.draw.registers import COLUMNS, LINE_LIMIT, parse_register
from mingcha.core.draw.tsv import FileDigest
from mingcha.core.errors import InvalidFile
from mingcha.engines.digests import Examined, LineCheck, examine_all


def check_registers(
    files: Sequence[RegisterFile], committed: Sequence[FileDigest], *, sealed: bool
) -> None:
    """Refuse registers that are malformed, or not those that the plan committed to.

    Raises InvalidFile as ``core.draw.bundle.load_rows`` does, in bounded memory. Files that were
    found sound before are known by their bytes.
    """
    for file, expected in zip(files, committed, strict=True):
        file.refuse_too_long(expected)
    contents = [(_hash_of(file.path), sealed) for file in files]
    known = {n: sound for n, each in enumerate(contents) if (sound := _SOUND.get(each))}
    unknown = [number for number in range(len(files)) if number not in known]
    examined = examine_all([(files[n].path, files[n].checker(sealed=sealed)) for n in unknown])
    for number, found in zip(unknown, examined, strict=True):
        files[number].refuse_unsound(found, committed[number])
        known[number] = found.digest
        _remember(contents[number], found.digest)
    for number, file in enumerate(files):
        file.check_unchanged()
        file.check_committed(known[number], committed[number])


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

    def checker(self, *, sealed: bool) -> LineCheck:
        """Return what looks at the lines of this file."""
        return partial(line_fault, self._name, sealed=sealed)

    def refuse_too_long(self, committed: FileDigest) -> None:
        """Refuse a file that cannot be the one committed to, before it is read."""
        if self._status.st_size > committed.size * LINE_LIMIT:
            raise self._fault(f"文件过大：{self._status.st_size} 字节，超出应有的大小")

    def refuse_unsound(self, found: Examined, committed: FileDigest) -> None:
        """Refuse a file that is malformed, or not the one committed to."""
        self.check_unchanged()
        self.check_committed(found.digest, committed)
        if found.fault:
            raise self._fault(found.fault)

    def check_committed(self, found: FileDigest, committed: FileDigest) -> None:
        """Refuse a file that is not the one committed to."""
        check_digest(self._name, committed, found)

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
