"""Archives of kept files, with a part in memory at a time; the same files make the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, cast
from zipfile import ZipFile, ZipInfo

if TYPE_CHECKING:
    from mingcha.foundation.models import KeptFile

_MADE_ON = (2000, 1, 1, 0, 0, 0)
LONG_ARCHIVE = 2_000_000_000
"""Bytes from which an archive tells places and sizes in longer fields, of which none is counted here."""


def put_into(archive: ZipFile, path: str, file: KeptFile) -> None:
    """Write a file into an archive, packed as the archive is."""
    for _ in _written(archive, path, file.size, file.stream()):
        pass


def archive_stream(files: Mapping[str, KeptFile]) -> Iterator[bytes]:
    """Give an archive of these files piece by piece; they are not packed, as many ask for it."""
    return _pieces((path, file.size, file.stream()) for path, file in files.items())


def archive_size(files: Mapping[str, KeptFile]) -> int | None:
    """Return how many bytes ``archive_stream`` gives, None where the archive is a long one."""
    without_content = sum(map(len, _pieces((path, 0, ()) for path in files)))
    size = without_content + sum(file.size for file in files.values())
    return size if size < LONG_ARCHIVE else None


class _Taken:
    """What an archive has written since it was last asked: it is never gone back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def _pieces(entries: Iterable[tuple[str, int, Iterable[bytes]]]) -> Iterator[bytes]:
    taken = _Taken()
    with ZipFile(cast("IO[bytes]", taken), "w") as archive:
        for path, size, content in entries:
            for _ in _written(archive, path, size, content):
                yield taken.take()
    yield taken.take()


def _written(archive: ZipFile, path: str, size: int, content: Iterable[bytes]) -> Iterator[None]:
    entry = ZipInfo(path, _MADE_ON)
    entry.compress_type = archive.compression
    entry.file_size = size
    with archive.open(entry, "w") as target:
        for part in content:
            target.write(part)
            yield
