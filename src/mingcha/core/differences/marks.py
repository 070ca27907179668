"""Two texts side by side, with marks on the words that came and went.

Chinese has no spaces: signs are compared one by one, figures and Latin words whole. What stayed
between two changes is only worth keeping apart where it is long enough to be read as such; else
a rewritten clause would become confetti.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[A-Za-z]+|[0-9]+(?:\.[0-9]+)?[%‰]?|\s+|.", re.DOTALL)
_SHORTEST_KEPT = 2

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text that stayed (``same``), is only in the old text (``gone``) or in the new."""

    kind: str
    text: str


def marks(before: str, after: str) -> list[Mark]:
    """Return the pieces of both texts in reading order.

    All pieces but the new ones make the old text, all but those gone the new one.
    """
    then, now = _WORD.findall(before), _WORD.findall(after)
    pieces: list[tuple[str, str, str]] = []
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        old, new = "".join(then[from_old:to_old]), "".join(now[from_new:to_new])
        pieces.append((SAME if tag == "equal" else "", old, new))
    return _marked(_joined(pieces))


def _joined(pieces: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join changes that only a short piece of unchanged text keeps apart."""
    found: list[tuple[str, str, str]] = []
    for place, (kind, old, new) in enumerate(pieces):
        is_inside = 0 < place < len(pieces) - 1
        stays = kind == SAME and not (is_inside and len(old) < _SHORTEST_KEPT)
        if stays or not found or found[-1][0] == SAME:
            found.append((SAME if stays else "", old, new))
        else:
            found[-1] = ("", found[-1][1] + old, found[-1][2] + new)
    return found


def _marked(pieces: list[tuple[str, str, str]]) -> list[Mark]:
    found = []
    for kind, old, new in pieces:
        if kind == SAME:
            found.append(Mark(SAME, old))
        else:
            found += [Mark(name, text) for name, text in ((GONE, old), (NEW, new)) if text]
    return found
