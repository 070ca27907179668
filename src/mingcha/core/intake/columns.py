"""Columns that a kind of register knows, and the headings under which people keep them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPLAINED = -1
"""Before every heading that is only known in general."""

_BRACKETED = re.compile(r"[(\[【〔<].*?[)\]】〕>]")
_DECORATION = re.compile(r"[\s*:·]+")


def plain_heading(text: str) -> str:
    """Return a heading without width, case, blanks, stars, colons and bracketed remarks.

    ``*说 明（选填）：`` becomes ``说明``. A heading that is nothing but a remark keeps it.
    """
    folded = _DECORATION.sub("", unicodedata.normalize("NFKC", text).upper())
    return _BRACKETED.sub("", folded) or folded


def headings(text: str) -> frozenset[str]:
    """Return the plain headings of a text that blanks divide."""
    return frozenset(plain_heading(each) for each in text.split())


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``key`` in the program and its headings, the preferred ones first."""

    key: str
    headings: tuple[str, ...]

    @property
    def title(self) -> str:
        """The Chinese name by which messages call the column."""
        return self.headings[0]


def column(key: str, headings: str) -> Column:
    """Return the column ``key`` with the ``headings`` of a text that blanks divide."""
    return Column(key, tuple(headings.split()))


class Meaning(NamedTuple):
    """What a heading stands for; a smaller ``rank`` is a better name for the same column."""

    key: str
    rank: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All columns of one kind of register.

    ``main`` columns become fields of the record; ``extra`` ones go into its ``fields``.
    ``essentials``: a header holds at least one column of every group. ``expected`` columns are
    missed aloud when a table has none. ``ignored`` headings are known and never read, mostly
    because they hold personal data. ``learned`` are plain headings that somebody has explained,
    with the key of the column that each stands for, or "" for one that is not to be read.
    """

    main: tuple[Column, ...]
    extra: tuple[Column, ...]
    essentials: tuple[tuple[str, ...], ...]
    expected: tuple[str, ...]
    ignored: frozenset[str]
    learned: Mapping[str, str] = field(default_factory=dict)
    _meanings: dict[str, Meaning] = field(init=False, repr=False, compare=False)
    _titles: dict[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the headings; the first column that claims a heading has it."""
        meanings: dict[str, Meaning] = {}
        for each in (*self.main, *self.extra):
            for rank, heading in enumerate(each.headings):
                meanings.setdefault(plain_heading(heading), Meaning(each.key, rank))
        for heading, key in self.learned.items():
            meanings.pop(heading, None)
            if key:
                meanings[heading] = Meaning(key, _EXPLAINED)
        unread = (heading for heading, key in self.learned.items() if not key)
        object.__setattr__(self, "ignored", self.ignored.union(unread))
        object.__setattr__(self, "_meanings", meanings)
        titles = {each.key: each.title for each in (*self.main, *self.extra)}
        object.__setattr__(self, "_titles", titles)

    def learning(self, names: Mapping[str, str]) -> Vocabulary:
        """Return the vocabulary with headings explained; unknown keys are left aside."""
        known = {heading: key for heading, key in names.items() if not key or key in self._titles}
        return replace(self, learned=known)

    def meaning(self, heading: str) -> Meaning | None:
        """Return what a plain ``heading`` stands for, ``None`` where it is not known."""
        return self._meanings.get(heading)

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order in which people are offered them."""
        return (*self.main, *self.extra)

    def title(self, key: str) -> str:
        """Return the Chinese name of a column."""
        return self._titles[key]
