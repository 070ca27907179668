"""Digests of files too long for memory, computed on all processors (suite S1).

A file is cut after every so many lines, a power of two, so that each chunk is a whole subtree
of the Merkle tree; only offsets and roots travel between the processes. The chunks of several
files are worked on side by side.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from mingcha.core.draw.merkle import CHUNK_LEAVES, chunk_root, joined_root
from mingcha.core.draw.tsv import FileDigest

_WORTH_PROCESSES = 32 << 20  # bytes; about a second of hashing
_CHUNKS_AT_ONCE = 8

LineCheck = Callable[[bytes, int], str | None]
"""Says what is wrong with consecutive lines, the first of which has the number given.

It is called once per chunk, which begins with the last line of the chunk before it.
"""


@dataclass(frozen=True, slots=True)
class Examined:
    """A file's digest, and the first fault that was found in its lines."""

    digest: FileDigest
    fault: str | None


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some lines of a file, from byte ``start`` to ``end``; the first has number ``first``.

    The first ``overlap`` lines, none or one, belong to the chunk before. ``file`` is the place of
    the file among those that are examined, ``check`` what its lines are looked at by.
    """

    file: int
    check: LineCheck
    path: Path
    start: int
    end: int
    first: int
    overlap: int

    def read(self) -> bytes:
        with self.path.open("rb") as file:
            file.seek(self.start)
            return file.read(self.end - self.start)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a chunk adds to its file; ``size`` counts the lines that end in LF."""

    file: int
    root: bytes
    size: int
    fault: str | None


def no_check(_data: bytes, _first: int) -> None:
    """Find no fault in any line."""


def examine(
    path: Path,
    check: LineCheck = no_check,
    *,
    processes: int | None = None,
    chunk_leaves: int = CHUNK_LEAVES,
) -> Examined:
    """Return the digest of a TSV file and the first fault that ``check`` finds in it.

    See ``examine_all``.
    """
    (found,) = examine_all([(path, check)], processes=processes, chunk_leaves=chunk_leaves)
    return found


def examine_all(
    files: Sequence[tuple[Path, LineCheck]],
    *,
    processes: int | None = None,
    chunk_leaves: int = CHUNK_LEAVES,
) -> list[Examined]:
    """Return, for each TSV file, its digest and the first fault that its ``check`` finds in it.

    A ``check`` must be picklable; ``processes`` defaults to one for what is small together and to
    one per processor for more; ``chunk_leaves`` is a power of two.
    """
    hashes = [hashlib.sha256() for _ in files]
    chunks = (
        chunk
        for number, (path, check) in enumerate(files)
        for chunk in _chunks(number, check, path, chunk_leaves, hashes[number].update)
    )
    with _mapping(processes or _processes_for(path for path, _ in files)) as map_chunks:
        found = list(map_chunks(_part, chunks))
    return [
        _joined(file_hash.hexdigest(), [part for part in found if part.file == number])
        for number, file_hash in enumerate(hashes)
    ]


def _joined(file_hash: str, parts: Sequence[_Part]) -> Examined:
    digest = FileDigest(
        root=joined_root(hashlib.sha256, [part.root for part in parts if part.size]).hex(),
        size=sum(part.size for part in parts),
        file_hash=file_hash,
    )
    return Examined(digest, next((part.fault for part in parts if part.fault), None))


def _chunks(
    number: int, check: LineCheck, path: Path, leaves: int, update: Callable[[bytes], None]
) -> Iterator[_Chunk]:
    """Cut a file, feeding all its bytes to ``update`` on the way."""
    start, end, first, overlap = 0, 0, 1, 0
    with path.open("rb") as file:
        while lines := list(islice(file, leaves)):
            data = b"".join(lines)
            update(data)
            end += len(data)
            yield _Chunk(number, check, path, start, end, first - overlap, overlap)
            start, first, overlap = end - len(lines[-1]), first + len(lines), 1


def _part(chunk: _Chunk) -> _Part:
    data = chunk.read()
    lines = data.split(b"\n")[chunk.overlap : -1]
    return _Part(
        file=chunk.file,
        root=chunk_root(hashlib.sha256, lines) if lines else b"",
        size=len(lines),
        fault=chunk.check(data, chunk.first),
    )


_Map = Callable[[Callable[[_Chunk], _Part], Iterable[_Chunk]], Iterable[_Part]]


@contextmanager
def _mapping(processes: int) -> Iterator[_Map]:
    if processes == 1:
        yield map
    else:
        # A database's threads run in this process: it must not be forked.
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            yield partial(pool.map, chunksize=_CHUNKS_AT_ONCE)


def _processes_for(paths: Iterable[Path]) -> int:
    is_small = sum(path.stat().st_size for path in paths) < _WORTH_PROCESSES
    return 1 if is_small else os.cpu_count() or 1
