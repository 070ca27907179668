"""How the year would stand against its targets if all lines were drawn (R-112 to R-117)."""

from __future__ import annotations

from mingcha.core.statistics.indicators import Ratio
from mingcha.plans.models.target import Indicator
from mingcha.plans.ratios import ALL
from mingcha.plans.selectors.targets import binding_target
from mingcha.registers.cells import places
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.selectors.standing import Standing, enterprises_of, standing


def prospects(board: Board) -> list[Standing]:
    """Return the indicators of the plan's region, as the lines of all its departments would make them."""
    plan = board.version.plan
    lines = [each for each in board.lines if _is_of(each, plan.region.prefix)]
    target = binding_target(Indicator.COVERAGE, plan.year, plan.region)
    base = (target.base_count if target else None) or enterprises_of(plan.region)
    found = (
        (Indicator.COVERAGE, Ratio(_covered(board), base), "户"),
        (Indicator.JOINT_COUNT, _by_draws(lines), "次"),
        (Indicator.JOINT_HOUSEHOLDS, _by_visits(lines), "户"),
        (Indicator.CLASS_USE, _class_use(board, lines), "次"),
    )
    return [
        standing(indicator, ratio, unit, plan.region, plan.year) for indicator, ratio, unit in found
    ]


def _is_of(each: LineOnDesk, prefix: str) -> bool:
    return each.line.version.plan.region.prefix.startswith(prefix)


def _covered(board: Board) -> int:
    """Enterprises of the region that are drawn at least once, or were inspected this year already."""
    cells = board.cells
    enterprises = cells.marked("kind", ObjectKind.ENTERPRISE) & cells.marked(
        "region", board.version.plan.region.code
    )
    drawn = sum(
        cells.sizes[c] * (1 - board.year.untouched[c])
        for c in places(enterprises & ~board.inspected)
    )
    return round(drawn) + cells.count(enterprises & board.inspected)


def _is_joint(each: LineOnDesk) -> bool:
    return bool(each.cooperating)


def _by_draws(lines: list[LineOnDesk]) -> Ratio:
    joint = sum(each.planned.runs for each in lines if _is_joint(each))
    return Ratio(joint, sum(each.planned.runs for each in lines))


def _by_visits(lines: list[LineOnDesk]) -> Ratio:
    joint = sum(each.expected.total for each in lines if _is_joint(each))
    return Ratio(round(joint), round(sum(each.expected.total for each in lines)))


def _class_use(board: Board, lines: list[LineOnDesk]) -> Ratio:
    enterprises = board.cells.marked("kind", ObjectKind.ENTERPRISE)
    concerned = [each for each in lines if each.eligible & enterprises]
    by_class = sum(each.planned.runs for each in concerned if ALL not in each.line.ratios)
    return Ratio(by_class, sum(each.planned.runs for each in concerned))
