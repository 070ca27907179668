"""The rows of a joint list as a row of the 1+X list keeps them, word for word."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.intake.kinds import KINDS
from mingcha.registers.intake.joint_region import wording
from mingcha.registers.models import IndustryCheck

_OWN_COLUMNS = ("name", "object", "initiating", "cooperating")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row; ``rest`` are the columns that the table has no place for, with their headings."""

    name: str
    object: str
    initiating: str
    cooperating: str
    rest: str


def listed_rows(check: IndustryCheck) -> list[ListedRow]:
    """Return the rows of the list that a row came with."""
    title = KINDS["joint_items"].vocabulary.title
    rows = []
    for said in check.listed:
        words = wording(said)
        rest = [f"{title(key)}：{words[key]}" for key in words if key not in _OWN_COLUMNS]
        own = {key: words.get(key, "") for key in _OWN_COLUMNS}
        rows.append(ListedRow(**own, rest="；".join(rest)))
    return rows
