"""The labels by which a line's ratios differ, over cells (R-051; C.4-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from mingcha.registers.cells import Cells, Mark
from mingcha.registers.selectors.labels import REST, kind_and_code


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels in the order in which they count; they are cut as classes are (``Classes``)."""

    labels: Sequence[str]

    def of_level(self, cells: Cells, level: str) -> int:
        """Return the cells of a label that bear none before it, or those that bear none at all."""
        before = self.labels if level == REST else self.labels[: self.labels.index(level)]
        found = cells.everything if level == REST else cells.marked(*kind_and_code(level))
        return found & ~reduce(or_, (cells.marked(*kind_and_code(each)) for each in before), 0)

    def marks(self) -> set[Mark]:
        """Return the marks to be asked for."""
        return {kind_and_code(each) for each in self.labels}
