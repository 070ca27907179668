"""Merkle trees over the lines of a file: RFC 6962 section 2.1, hashed by the draw's suite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from mingcha.core.draw.suites import HashFactory

_LEAF = b"\x00"
_NODE = b"\x01"
CHUNK_LEAVES = 1 << 13  # a power of two, so that every chunk but the last is a whole subtree


def _parents(new: HashFactory, level: Sequence[bytes]) -> list[bytes]:
    parents = [
        new(_NODE + left + right).digest()
        for left, right in zip(level[0::2], level[1::2], strict=False)
    ]
    if len(level) % 2:
        parents.append(level[-1])
    return parents


def _top(new: HashFactory, level: list[bytes]) -> bytes:
    while len(level) > 1:
        level = _parents(new, level)
    return level[0]


def merkle_root(new: HashFactory, lines: Iterable[bytes]) -> bytes:
    """Return ``ROOT(lines)``; lines are bytes without LF, and none at all gives ``H("")``.

    Works through an iterator chunk by chunk, so ten million lines need no list.
    """
    rest = iter(lines)
    chunks = iter(lambda: list(islice(rest, CHUNK_LEAVES)), [])
    return joined_root(new, [chunk_root(new, chunk) for chunk in chunks])


def chunk_root(new: HashFactory, lines: Iterable[bytes]) -> bytes:
    """Return the root over some lines, at least one."""
    return _top(new, [new(_LEAF + line).digest() for line in lines])


def joined_root(new: HashFactory, chunk_roots: list[bytes]) -> bytes:
    """Return the root of a tree, given the roots of its chunks from left to right.

    All chunks but the last have the same number of lines, a power of two.
    """
    return _top(new, chunk_roots) if chunk_roots else new(b"").digest()


class Paths(NamedTuple):
    """The root of a tree, how many lines it has, and audit paths by the index of their line."""

    root: bytes
    size: int
    paths: Mapping[int, list[bytes]]


def merkle_paths(new: HashFactory, lines: Iterable[bytes], indexes: Collection[int]) -> Paths:
    """Return the audit paths of some lines: siblings from the leaf upward.

    Works through an iterator chunk by chunk as ``merkle_root`` does.
    """
    rest, roots, below, size = iter(lines), [], {}, 0
    for chunk in iter(lambda: list(islice(rest, CHUNK_LEAVES)), []):
        leaves = [new(_LEAF + line).digest() for line in chunk]
        for index in indexes:
            if size <= index < size + len(chunk):
                below[index] = _path(new, leaves, index - size)
        roots.append(_top(new, leaves))
        size += len(chunk)
    paths = {
        index: [*path, *_path(new, roots, index // CHUNK_LEAVES)] for index, path in below.items()
    }
    return Paths(joined_root(new, roots), size, paths)


def _path(new: HashFactory, level: list[bytes], index: int) -> list[bytes]:
    path = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(level[sibling])
        level = _parents(new, level)
        index //= 2
    return path


def root_from_path(
    new: HashFactory, line: bytes, index: int, size: int, path: Sequence[bytes]
) -> bytes | None:
    """Return the root that ``path`` gives for ``line`` as leaf ``index`` of ``size``.

    None where the path has a length that a tree of that size cannot give.
    """
    if not 0 <= index < size:
        return None
    node = new(_LEAF + line).digest()
    siblings = iter(path)
    while size > 1:
        if index ^ 1 < size:
            sibling = next(siblings, None)
            if sibling is None:
                return None
            pair = sibling + node if index % 2 else node + sibling
            node = new(_NODE + pair).digest()
        index //= 2
        size = (size + 1) // 2
    return node if next(siblings, None) is None else None
