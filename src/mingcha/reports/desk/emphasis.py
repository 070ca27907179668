"""How a plan shares its draws between key and general, and which key lines lag behind (R-056)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingcha.core.statistics.indicators import Ratio
from mingcha.plans.emphasis import is_key
from mingcha.plans.models.annual_plan import Weight
from mingcha.plans.models.target import Indicator
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.selectors.standing import Standing, standing

_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class Lagging:
    """A line that draws less than its weight asks for; rates are shares of the range."""

    line: LineOnDesk
    rate: float
    wanted: float

    @property
    def rate_bp(self) -> int:
        """Return the rate in basis points."""
        return int(self.rate * _WHOLE_BP)

    @property
    def wanted_bp(self) -> int:
        """Return what is asked for in basis points."""
        return int(self.wanted * _WHOLE_BP)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The expected visits of key and of general lines, against the target."""

    key_lines: int
    general_lines: int
    key: int
    general: int
    standing: Standing
    lagging: list[Lagging]


def emphasis(board: Board) -> Emphasis:
    """Return the emphasis of the version's own lines."""
    key = [each for each in board.own if is_key(each.line)]
    general = [each for each in board.own if not is_key(each.line)]
    plan = board.version.plan
    return Emphasis(
        key_lines=len(key),
        general_lines=len(general),
        key=round(_drawn(key)),
        general=round(_drawn(general)),
        standing=standing(Indicator.KEY_SHARE, key_share(board.own), "户", plan.region, plan.year),
        lagging=_lagging(board, key, _rate(board, general)),
    )


def key_share(lines: Iterable[LineOnDesk]) -> Ratio:
    """Return how many of the expected visits are of key lines."""
    every = list(lines)
    key = _drawn(each for each in every if is_key(each.line))
    return Ratio(round(key), round(_drawn(every)))


def _drawn(lines: Iterable[LineOnDesk]) -> float:
    return sum(each.expected.total for each in lines)


def _rate(board: Board, lines: list[LineOnDesk]) -> float:
    in_range = sum(board.cells.count(each.in_range) for each in lines)
    return _drawn(lines) / in_range if in_range else 0


def _lagging(board: Board, key: list[LineOnDesk], ordinary: float) -> list[Lagging]:
    found = [
        Lagging(each, _rate(board, [each]), min(each.line.weight * ordinary, 1.0))
        for each in key
        if each.line.weight > Weight.ORDINARY and board.cells.count(each.in_range)
    ]
    return [each for each in found if each.rate < each.wanted]
