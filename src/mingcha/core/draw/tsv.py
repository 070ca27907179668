"""TSV files of the protocol: sorted lines, each ended by LF, and their digest (section 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise

from mingcha.core.draw.fields import Fields
from mingcha.core.draw.merkle import merkle_root
from mingcha.core.draw.names import HEX32
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import InvalidFile

_UNPRINTABLE = re.compile(rb"[^\t\n\x20-\x7e]")


@dataclass(frozen=True, slots=True)
class FileDigest:
    """``{root, size, file_hash}`` of a TSV file; size counts lines."""

    root: str
    size: int
    file_hash: str

    @classmethod
    def read(cls, fields: Fields) -> FileDigest:
        """Read the digest as the plan writes it."""
        return cls(
            root=fields.text("root", HEX32),
            size=fields.integer("size"),
            file_hash=fields.text("file_hash", HEX32),
        )

    def as_json(self) -> dict[str, str | int]:
        """Return the digest as the plan writes it."""
        return asdict(self)


def digest_of(suite: Suite, data: bytes) -> FileDigest:
    """Return the digest of the bytes of a TSV file."""
    lines = data.split(b"\n")[:-1]
    root = merkle_root(suite.new, lines).hex()
    return FileDigest(root=root, size=len(lines), file_hash=suite.hex(data))


def lines_of(data: bytes, file: str, *, first: int = 1) -> list[str]:
    """Split a TSV file into its lines, checking the alphabet and the last LF.

    ``first`` is the number of the first line, where ``data`` is only a part of the file.
    """
    if strange := _UNPRINTABLE.search(data):
        number = first + data.count(b"\n", 0, strange.start())
        raise InvalidFile(file, f"第 {number} 行有可打印 ASCII 以外的字节 0x{strange[0].hex()}")
    if data and not data.endswith(b"\n"):
        raise InvalidFile(file, "最后一行没有换行符")
    return data.decode("ascii").split("\n")[:-1]


def check_sorted(lines: list[str], file: str, *, first: int = 1) -> None:
    """Refuse lines that are not strictly ascending by bytes; ``first`` as in ``lines_of``."""
    for number, (line, following) in enumerate(pairwise(lines), start=first + 1):
        if line >= following:
            fault = "与上一行重复" if line == following else "没有按字节升序排列"
            raise InvalidFile(file, f"第 {number} 行{fault}：{following[:80]}")


def tsv_bytes(lines: Iterable[str]) -> bytes:
    """Return the file of these lines, in the order given."""
    return "".join(f"{line}\n" for line in lines).encode("ascii")


Pieces = Iterable[Sequence[str]]
"""The lines of a file without LF, some at a time and to be taken once: there may be millions."""


def pass_on(suite: Suite, pieces: Pieces, take: Callable[[bytes], object]) -> FileDigest:
    """Give the file of these lines to ``take``, piece by piece; returns its digest."""
    whole, size = suite.new(b""), 0

    def leaves() -> Iterator[bytes]:
        nonlocal size
        for lines in pieces:
            data = tsv_bytes(lines)
            whole.update(data)
            take(data)
            size += len(lines)
            yield from data.split(b"\n")[:-1]

    root = merkle_root(suite.new, leaves()).hex()
    return FileDigest(root=root, size=size, file_hash=whole.hexdigest())


def sorted_tsv(lines: Iterable[str]) -> bytes:
    """Return the file of these lines, sorted by bytes."""
    return tsv_bytes(sorted(lines))
