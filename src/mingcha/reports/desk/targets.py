"""How the year would stand against its targets if all lines were drawn (R-112 to R-117)."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from mingcha.core.statistics.indicators import Ratio
from mingcha.orgs.models import Region
from mingcha.orgs.models.region import Level
from mingcha.plans.models.target import Indicator
from mingcha.registers.cells import places
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.desk.emphasis import key_share
from mingcha.reports.selectors.standing import CoverageBase, Standing, standing


def prospects(board: Board) -> list[Standing]:
    """Return the indicators of the plan's region, as the lines of all its departments would make them."""
    plan = board.version.plan
    lines = [each for each in board.lines if _is_of(each, plan.region.prefix)]
    base = CoverageBase(plan.region, plan.year)
    found = (
        (Indicator.COVERAGE, Ratio(_covered(board), base.of()), "户"),
        *_covered_from_above(board, base),
        (Indicator.JOINT_COUNT, _by_draws(lines), "次"),
        (Indicator.JOINT_HOUSEHOLDS, _by_visits(lines), "户"),
        (Indicator.CLASS_USE, _class_use(board, lines), "次"),
        (Indicator.JOINT_CLASS_USE, _joint_class_use(lines), "次"),
        (Indicator.KEY_SHARE, key_share(lines), "户"),
    )
    return [
        standing(indicator, ratio, unit, plan.region, plan.year) for indicator, ratio, unit in found
    ]


def _is_of(each: LineOnDesk, prefix: str) -> bool:
    return each.line.version.plan.region.prefix.startswith(prefix)


def _covered(board: Board) -> int:
    """Enterprises of the region that are drawn at least once, or were inspected this year already."""
    cells, enterprises = board.cells, _enterprises(board)
    drawn = sum(
        cells.sizes[c] * (1 - board.year.untouched[c])
        for c in places(enterprises & ~board.inspected)
    )
    return round(drawn) + cells.count(enterprises & board.inspected)


def _enterprises(board: Board) -> int:
    cells = board.cells
    here = cells.marked("region", board.version.plan.region.code)
    return cells.marked("kind", ObjectKind.ENTERPRISE) & here


def _covered_from_above(board: Board, base: CoverageBase) -> Iterator[tuple[Indicator, Ratio, str]]:
    """Give, by level, the enterprises that the lines of departments above are expected to draw (R-113)."""
    region, cells = board.version.plan.region, board.cells
    levels = {
        Indicator.COVERAGE_PROVINCE: Level.PROVINCE,
        Indicator.COVERAGE_CITY: Level.CITY,
    }
    for indicator, level in levels.items():
        lines = [e for e in board.lines if _above(e, region) and _level(e) == level]
        drawn = sum(
            cells.sizes[c] * (1 - prod(1 - min(e.expected.chances.get(c, 0), 1) for e in lines))
            for c in (places(_enterprises(board)) if lines else ())
        )
        yield indicator, Ratio(round(drawn), base.of(indicator)), "户"


def _above(each: LineOnDesk, region: Region) -> bool:
    prefix = each.line.version.plan.region.prefix
    return len(prefix) < len(region.prefix)


def _level(each: LineOnDesk) -> str:
    return str(each.line.version.plan.region.level)


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
    by_class = sum(each.planned.runs for each in concerned if each.line.is_by_class)
    return Ratio(by_class, sum(each.planned.runs for each in concerned))


def _joint_class_use(lines: list[LineOnDesk]) -> Ratio:
    joint = [each for each in lines if _is_joint(each)]
    by_class = sum(each.planned.runs for each in joint if each.line.is_by_class)
    return Ratio(by_class, sum(each.planned.runs for each in joint))
