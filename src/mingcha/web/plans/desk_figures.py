"""The desk's figures as its page shows them: rows, and bars on a common scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingcha.plans.models import PlanLine
from mingcha.plans.ratios import ALL
from mingcha.registers.selectors.labels import label_titles
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.desk.caps import CapsOnDesk
from mingcha.reports.desk.findings import findings
from mingcha.reports.desk.load import Load, seats_of
from mingcha.reports.desk.overlaps import Overlap
from mingcha.reports.desk.simulation import Simulation
from mingcha.web import bars


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the plan, in whole objects; ``by_stratum`` is empty for who sees no classes."""

    line: PlanLine
    in_range: int
    eligible: int
    drawn: int
    by_stratum: Sequence[tuple[str, int]]
    seats: Sequence[tuple[str, int]]
    findings: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """Something beside the length that it has on the scale of its table."""

    of: object
    number: int
    bar: bars.Bar
    state: str = ""


def row(board: Board, caps: CapsOnDesk, each: LineOnDesk, *, with_classes: bool) -> LineRow:
    """Return a line's row."""
    drawn, labels = each.expected.drawn, each.line.labels
    titles = label_titles(labels) if labels else {level: level for level in drawn}
    shown = (with_classes or labels) and set(drawn) != {ALL}
    return LineRow(
        line=each.line,
        in_range=board.cells.count(each.in_range),
        eligible=round(each.expected.eligible),
        drawn=round(each.expected.total),
        by_stratum=[(titles[level], round(drawn[level])) for level in titles if level in drawn]
        if shown
        else (),
        seats=[(dept.short_name, round(n)) for dept, n in seats_of(board, each).items()],
        findings=findings(board, caps, each),
    )


def rows(board: Board, *, with_classes: bool) -> list[LineRow]:
    """Return the rows of the plan's own lines."""
    caps = CapsOnDesk(board)
    return [row(board, caps, each, with_classes=with_classes) for each in board.own]


def load_bars(loads: Iterable[Load]) -> list[Measured]:
    """Return each department's seats against what its people can take."""
    return [
        Measured(
            each,
            each.seats,
            bars.bar(each.seats, each.capacity or None, max(each.seats, each.capacity)),
            "gap" if each.is_short else "met" if each.seats else "",
        )
        for each in loads
    ]


def overlap_bars(found: Sequence[Overlap]) -> list[tuple[Overlap, Measured, Measured]]:
    """Return each pair's visits apart and together, all on one scale."""
    scale = max((each.joining.apart for each in found), default=0)
    return [
        (
            each,
            Measured("分别检查", each.joining.apart, bars.bar(each.joining.apart, None, scale)),
            Measured(
                "合并检查",
                each.joining.together,
                bars.bar(each.joining.together, None, scale),
                "met",
            ),
        )
        for each in found
    ]


def simulation_bars(found: Overlap, simulation: Simulation) -> list[Measured]:
    """Return the visits of a year in three ways, on one scale."""
    scale = max(simulation.apart, found.joining.apart, 1)
    numbers = (
        ("各抽各的", simulation.apart, ""),
        ("同一时段、同一签号，各查各的名单", simulation.together, "met"),
        ("合并为一条联合任务", found.joining.together, "met"),
    )
    return [
        Measured(title, number, bars.bar(number, None, scale), state)
        for title, number, state in numbers
    ]
