"""Salts that keep published roots from telling what stands under them (protocol section 9)."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.draw.keys import ticket
from mingcha.core.draw.registers import ELIGIBLE
from mingcha.core.draw.selection import DrawnRow, Registers
from mingcha.core.draw.suites import SPEC, Suite
from mingcha.core.draw.tsv import Pieces

SALT_DIGITS = 32
"""Hexadecimal digits of a salt."""
_AT_ONCE = 10_000


def row_tag(suite: Suite, row_secret: str, frame: str, object_id: str) -> str:
    """Return the fifth column of a register row; ``row_secret`` is 64 hex digits."""
    return suite.tagged("ROW", row_secret, frame, object_id)[:SALT_DIGITS]


def row_tag_prefix(row_secret: str, frame: str) -> str:
    """Return what stands before the object's id in the hash of ``row_tag``, for who hashes elsewhere."""
    return "\n".join((f"{SPEC}|ROW", row_secret, frame, ""))


def row_commitment(suite: Suite, draw_id: str, row_secret: str) -> str:
    """Return ``disclosure.row_commit``."""
    return suite.tagged("ROWSECRET", draw_id, row_secret)


def _salt(suite: Suite, salt_key: str, *parts: str) -> str:
    return suite.hex(":".join((salt_key, *parts)).encode())[:SALT_DIGITS]


def sealed_result_line(suite: Suite, salt_key: str, row: DrawnRow) -> str:
    """Return the line of ``result.tsv`` in a sealed mode."""
    return f"{row.line}\t{_salt(suite, salt_key, 'R', row.frame, row.id)}"


def sealed_assignment_line(suite: Suite, salt_key: str, line: str) -> str:
    """Return the line of ``assignment.tsv`` in a sealed mode, given the open line."""
    object_id, slot, _ = line.split("\t")
    return f"{line}\t{_salt(suite, salt_key, 'A', object_id, slot)}"


def ticket_pieces(
    suite: Suite,
    salt_key: str,
    object_key: str,
    frames: Iterable[str],
    registers: Registers,
) -> Pieces:
    """Give the lines of ``tickets.tsv``, sorted, as many as objects: only a frame's ids are held.

    Frame and id begin a line, and a tab comes before whatever they may hold: sorting by them sorts
    the lines.
    """
    for frame in sorted(frames):
        ids = sorted(row.id for row in registers.all_rows(frame) if row.excl == ELIGIBLE)
        for start in range(0, len(ids), _AT_ONCE):
            yield [
                f"{frame}\t{object_id}\t{ticket(suite, object_key, object_id)}\t"
                f"{_salt(suite, salt_key, 'T', frame, object_id)}"
                for object_id in ids[start : start + _AT_ONCE]
            ]
