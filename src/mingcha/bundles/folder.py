"""Reading and writing the files of a bundle's folder, safely."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mingcha.core.errors import InvalidFile, Refusal

MAX_FILE_BYTES = 4 << 30  # some 110 million lines of a register (ADR 0013)
_PIECE = 1 << 20


class Folder:
    """A bundle's folder; implements ``core.draw.bundle.Files``.

    Only regular files are read: no links, devices or folders, wherever the names come from.
    """

    def __init__(self, path: Path) -> None:
        """Open an existing folder."""
        if not path.is_dir():
            raise Refusal(f"没有这个文件夹：{path}")
        self.path = path

    def has(self, path: str) -> bool:
        """Tell whether there is anything at ``path``, be it a broken link."""
        return os.path.lexists(self.path / path)

    def check(self, path: str) -> None:
        """Raise InvalidFile unless ``path`` is a regular file of a size that can be read."""
        self._size(path, MAX_FILE_BYTES)

    def read(self, path: str, limit: int) -> bytes:
        """Return the bytes of a file of at most ``limit`` bytes."""
        size = self._size(path, limit)
        with self._opened(path) as file:
            return file.read(size)

    def open(self, path: str) -> BinaryIO:
        """Open a file to be read piece by piece; the caller closes it."""
        self.check(path)
        return self._opened(path)

    def _opened(self, path: str) -> BinaryIO:
        try:
            return (self.path / path).open("rb")
        except OSError as error:
            raise InvalidFile(path, f"读不出来：{error.strerror}") from error

    def write(self, path: str, data: bytes, *, mode: int = 0o644) -> None:
        """Write a file so that a crash leaves the old content or the new, never a part."""
        write_whole(self.path / path, data, mode=mode)

    def copy(self, path: str, target: Path) -> None:
        """Copy a file to ``target`` as ``write`` does, a piece in memory at a time."""
        with self.open(path) as file, written(target) as copy:
            shutil.copyfileobj(file, copy, _PIECE)

    def remove(self, path: str) -> None:
        """Remove a file if it is there."""
        (self.path / path).unlink(missing_ok=True)

    def _size(self, path: str, limit: int) -> int:
        self._check_parents(path)
        try:
            status = (self.path / path).lstat()
        except OSError as error:
            raise InvalidFile(path, "文件不存在") from error
        if not stat.S_ISREG(status.st_mode):
            raise InvalidFile(path, "不是普通文件（链接、文件夹或设备一律不读）")
        if status.st_size > min(limit, MAX_FILE_BYTES):
            raise InvalidFile(path, f"文件过大：{status.st_size} 字节，超出应有的大小")
        return status.st_size

    def _check_parents(self, path: str) -> None:
        for parent in Path(path).parents:
            if (self.path / parent).is_symlink() and parent != Path():
                raise InvalidFile(path, "所在的文件夹是链接，不读")


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write ``data`` to ``path`` in one step, on the disk before it is visible."""
    with written(path, mode=mode) as file:
        file.write(data)


@contextmanager
def written(path: Path, *, mode: int = 0o644) -> Iterator[BinaryIO]:
    """Give a file to write, which comes to ``path`` as ``write_whole`` does when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(folder: Folder) -> Iterator[None]:
    """Hold the folder for one writing command at a time; the lock dies with the process."""
    descriptor = os.open(folder.path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise Refusal("另一个命令正在处理这个文件夹，请等它结束再试") from error
    finally:
        os.close(descriptor)
