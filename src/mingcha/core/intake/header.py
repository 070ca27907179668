"""Finding the header of a table: which row it is, and which column means what."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from mingcha.core.errors import Refusal
from mingcha.core.intake.columns import plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mingcha.core.intake.cells import CellValue
    from mingcha.core.intake.columns import Vocabulary
    from mingcha.core.intake.table import Row

SEARCHED_ROWS = 50
"""How many rows at the top of a sheet may hold the header."""

_FEWEST_COLUMNS = 2


class NoHeader(Refusal):
    """No row of the table can be its header."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: the rows it takes, its plain headings by column, and what they mean.

    ``positions`` maps the keys of known columns to columns counted from 0. ``unused`` are columns
    with an unknown heading, ``doubles`` those whose meaning another column has already; ``extras``
    are the keys of those columns that go into a record's ``fields``.
    """

    rows: tuple[int, ...]
    headings: tuple[str, ...]
    positions: Mapping[str, int]
    unused: tuple[int, ...]
    doubles: Mapping[int, str]
    extras: tuple[str, ...]

    @property
    def score(self) -> int:
        """How many known columns the header names."""
        return len(self.positions)


def find_header(head: Sequence[Row], vocabulary: Vocabulary) -> Header:
    """Return the best header among the first rows of a table.

    The row that names most known columns wins, the upper one on a tie. Two rows make one header
    where the lower one, all of known headings, stands under wider headings of the upper one.
    Raises ``NoHeader`` where an essential column is missing everywhere.
    """
    candidates = list(_candidates(head[:SEARCHED_ROWS], vocabulary))
    complete = [each for each in candidates if not missing_essentials(each, vocabulary)]
    if not complete:
        raise NoHeader(_what_is_missing(candidates, vocabulary))
    return max(complete, key=lambda header: header.score)


def missing_essentials(header: Header, vocabulary: Vocabulary) -> list[str]:
    """Return the titles of essential columns that ``header`` lacks, alternatives in one."""
    return [
        "或".join(vocabulary.title(key) for key in group)
        for group in vocabulary.essentials
        if not any(key in header.positions for key in group)
    ]


def headings_of(cells: Sequence[CellValue]) -> tuple[str, ...]:
    """Return the plain headings of a row; cells that are no text have none."""
    return tuple(plain_heading(cell) if isinstance(cell, str) else "" for cell in cells)


def _candidates(head: Sequence[Row], vocabulary: Vocabulary) -> Iterator[Header]:
    for row, below in zip_longest(head, head[1:]):
        headings = headings_of(row.cells)
        yield from _if_wide_enough(_header((row.number,), headings, vocabulary))
        if below is None:
            return
        lower = headings_of(below.cells)
        if any(lower) and all(not each or vocabulary.meaning(each) for each in lower):
            both = tuple(low or high for high, low in zip_longest(headings, lower, fillvalue=""))
            yield from _if_wide_enough(_header((row.number, below.number), both, vocabulary))


def _if_wide_enough(header: Header) -> Iterator[Header]:
    if header.score >= _FEWEST_COLUMNS:
        yield header


def _header(rows: tuple[int, ...], headings: tuple[str, ...], vocabulary: Vocabulary) -> Header:
    meanings = [(place, vocabulary.meaning(heading)) for place, heading in enumerate(headings)]
    known = [(meaning.rank, place, meaning.key) for place, meaning in meanings if meaning]
    positions: dict[str, int] = {}
    for _, place, key in sorted(known):
        positions.setdefault(key, place)
    unused = (place for place, meaning in meanings if not meaning and headings[place])
    return Header(
        rows,
        headings,
        positions,
        unused=tuple(place for place in unused if headings[place] not in vocabulary.ignored),
        doubles={place: key for _, place, key in known if positions[key] != place},
        extras=tuple(each.key for each in vocabulary.extra if each.key in positions),
    )


def _what_is_missing(candidates: Sequence[Header], vocabulary: Vocabulary) -> str:
    wanted = "、".join(
        f"“{'或'.join(vocabulary.title(key) for key in group)}”" for group in vocabulary.essentials
    )
    if not candidates:
        return f"前{SEARCHED_ROWS}行里没有找到表头：至少要有{wanted}列。请核对文件和名录种类"
    nearest = max(candidates, key=lambda header: header.score)
    missing = "、".join(f"“{title}”" for title in missing_essentials(nearest, vocabulary))
    return (
        f"表头不完整：第{nearest.rows[-1]}行最像表头，但缺少{missing}列。"
        "请补上这一列，或者把该列的表头改成这个名称"
    )
