"""A frozen pool of experts: its text and its digest (ADR 0018).

The text is UTF-8 in lines that end in LF, fields divided by TAB::

    MINGCHA-EXPERT/1
    draw    <draw id>
    part    <frame code>
    count   <experts for each object>
    fields  <codes of tags that an expert has to have one of, in order, blank for any>
    expert  <number>              one line each, by number
    bar     <number> <object>     one line each, by number and object key
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from mingcha.core.errors import InvalidFile

LABEL = "MINGCHA-EXPERT/1"
"""What tells these hashes and texts from all others, those of the draw among them."""

POOL_TEXT = "experts.txt"


@dataclass(frozen=True, slots=True)
class ExpertPool:
    """Who may be drawn for a part of a draw, and who for which object not.

    ``experts`` are numbers of the register, never names; ``barred`` pairs them with object keys.
    """

    draw_id: str
    part: str
    count: int
    fields: tuple[str, ...]
    experts: tuple[int, ...]
    barred: frozenset[tuple[int, str]]

    def text(self) -> str:
        """Return the pool's canonical text."""
        lines = [
            LABEL,
            f"draw\t{self.draw_id}",
            f"part\t{self.part}",
            f"count\t{self.count}",
            f"fields\t{','.join(sorted(self.fields))}",
            *(f"expert\t{number}" for number in sorted(self.experts)),
            *(f"bar\t{number}\t{key}" for number, key in sorted(self.barred)),
        ]
        return "".join(f"{line}\n" for line in lines)


def digest_of(text: str) -> str:
    """Return the SHA-256 of a pool's text in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def parse_pool(text: str) -> ExpertPool:
    """Read a pool's text. Raises InvalidFile where it is not canonical."""
    rows = [line.split("\t") for line in text.splitlines()]
    try:
        pool = _read(rows)
    except (ValueError, IndexError) as error:
        raise InvalidFile(POOL_TEXT, "专家池的内容不合格式") from error
    if pool.text() != text:
        raise InvalidFile(POOL_TEXT, "专家池的内容不合格式")
    return pool


def _read(rows: list[list[str]]) -> ExpertPool:
    fields = rows[4][1]
    return ExpertPool(
        draw_id=rows[1][1],
        part=rows[2][1],
        count=int(rows[3][1]),
        fields=tuple(fields.split(",")) if fields else (),
        experts=tuple(int(row[1]) for row in rows[5:] if row[0] == "expert"),
        barred=frozenset((int(row[1]), row[2]) for row in rows[5:] if row[0] == "bar"),
    )
