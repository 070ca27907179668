"""What a form is made of: its rows, and the rules its figures keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mingcha.core.statistics.fact import Fact
from mingcha.core.statistics.other_platforms import OtherPlatformFigures
from mingcha.core.statistics.period import PeriodMode
from mingcha.core.statistics.triple import Measure, Tally, Triple

ALL_MEASURES = tuple(Measure)


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of a row; ``title`` is empty where the row has a single one."""

    title: str
    wanted: Callable[[Fact], bool]


@dataclass(frozen=True, slots=True)
class RowTemplate:
    """One row as it is printed, and how its figures are counted.

    Attributes:
        code: Name of the row, such as ``A1`` (dossier B.15).
        block: The heading it stands under, as printed.
        label: What the row asks for, as printed.
        short: The row in a few words, for findings.
        mode: Whether it covers the month or the year so far.
        columns: The figures; a row without any is a heading or asks for text.
        measures: Which of the three numbers are printed.
        entered: What to add of the figures that were entered by hand.
        is_heading: Whether the row only introduces those below it.
    """

    code: str
    block: str
    label: str
    short: str
    mode: PeriodMode = PeriodMode.MONTHLY
    columns: tuple[Column, ...] = ()
    measures: tuple[Measure, ...] = ALL_MEASURES
    entered: Callable[[OtherPlatformFigures], Triple] | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """An integrity rule: the figures of ``row`` against the sum of those of ``others``."""

    row: str
    is_equal: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: of a region or of a department, with a seal or without.

    Attributes:
        name: Its letter in dossier B.15.
        title: As printed, with ``{year}`` to fill in.
        note: What is printed below the title.
        is_of_region: Whether it is filled in for a region; otherwise for a department.
        has_seal: Whether the unit's name is to be sealed.
        rows: The rows as printed.
        rules: What the figures must satisfy among themselves.
    """

    name: str
    title: str
    note: str
    is_of_region: bool
    has_seal: bool
    rows: tuple[RowTemplate, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Figures with what lies behind them: the ids counted, and what was entered by hand."""

    title: str
    tally: Tally
    entered: Sequence[OtherPlatformFigures] = ()
    entered_triple: Triple = field(default_factory=Triple)

    @property
    def triple(self) -> Triple:
        """The numbers to print."""
        return self.tally.triple + self.entered_triple


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row filled in: ``cells`` of figures, or ``text``."""

    template: RowTemplate
    cells: tuple[Cell, ...] = ()
    text: str = ""

    def value(self, measure: Measure) -> int:
        """Return the row's number, its cells together."""
        return sum(cell.triple.value(measure) for cell in self.cells)


Texts = Mapping[str, str]
"""What a person wrote into the rows that ask for text, by the row's code."""
