"""Archives of kept files, with a part in memory at a time; the same files make the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from mingcha.foundation.models import KeptFile

_MADE_ON = (2000, 1, 1, 0, 0, 0)


def put_into(archive: ZipFile, path: str, file: KeptFile) -> None:
    """Write a file into an archive, packed as the archive is."""
    for _ in _written(archive, path, file.size, file.stream()):
        pass


def archive_stream(files: Mapping[str, KeptFile]) -> Iterator[bytes]:
    """Give a packed archive of these files piece by piece.

    Its length is not known before. Files that are not packed would have one, but readers that go
    from front to back need it before each.
    """
    taken = _Taken()
    with ZipFile(cast("IO[bytes]", taken), "w", ZIP_DEFLATED) as archive:
        for path, file in files.items():
            for _ in _written(archive, path, file.size, file.stream()):
                yield taken.take()
    yield taken.take()


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


def _written(archive: ZipFile, path: str, size: int, content: Iterable[bytes]) -> Iterator[None]:
    entry = ZipInfo(path, _MADE_ON)
    entry.compress_type = archive.compression
    entry.file_size = size
    with archive.open(entry, "w") as target:
        for part in content:
            target.write(part)
            yield
