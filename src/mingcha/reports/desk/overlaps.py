"""Which lines of other departments visit the same objects, and what a joint line would save (R-039)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mingcha.core.planning.expectation import PlannedLine
from mingcha.core.planning.joining import Joining, joined
from mingcha.core.planning.quota import read_quota
from mingcha.foundation.errors import NotFound
from mingcha.plans.frequencies import more_frequent, runs_of
from mingcha.plans.ratios import ALL, quotas_of
from mingcha.registers.cells import Cells
from mingcha.reports.desk.board import Board, LineOnDesk, strata_of
from mingcha.reports.desk.classes import Classes
from mingcha.reports.desk.labels import Labels

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lines that have objects in common, and the joint line that ``lead`` would draw for both."""

    lead: LineOnDesk
    other: LineOnDesk
    ratios: Mapping[str, str]
    labels: Sequence[str]
    joining: Joining


def overlaps(board: Board, *, most: int = MOST_SHOWN) -> list[Overlap]:
    """Return the pairs of an own line and another department's that save most, the best first.

    No pair saves more than the smaller of its two lines visits: pairs are looked at in that order,
    until none can be among the best any more.
    """
    pairs = [
        (min(own.expected.total, other.expected.total), own, other)
        for own in board.own
        for other in board.others
        if own.eligible & other.eligible
        and not _is_joined(own, other)
        and _leading(board, own, other)
    ]
    best: list[Overlap] = []
    for bound, own, other in sorted(pairs, key=lambda pair: -pair[0]):
        if len(best) == most and bound <= best[-1].joining.saved:
            break
        found = better_of(board, own, other)
        if found.joining.saved > 0:
            best = sorted([*best, found], key=lambda each: -each.joining.saved)[:most]
    return best


def better_of(board: Board, own: LineOnDesk, other: LineOnDesk) -> Overlap:
    """Return the joint line of the two that saves more: either may lead.

    Raises NotFound where neither can: their strata are not made alike.
    """
    found = [overlap(board, *pair) for pair in _leading(board, own, other)]
    if not found:
        raise NotFound
    return max(found, key=lambda each: each.joining.saved)


def _leading(
    board: Board, own: LineOnDesk, other: LineOnDesk
) -> list[tuple[LineOnDesk, LineOnDesk]]:
    """Return who may lead whom: whoever leads draws by the classes of its own department alone."""
    pairs = [(own, other), (other, own)]
    return [(lead, led) for lead, led in pairs if _may_follow(board, lead, led)]


def _may_follow(board: Board, lead: LineOnDesk, led: LineOnDesk) -> bool:
    """One of the two goes by nothing, or both by the same labels or the classes of one scheme."""
    if led.line.is_by_class:
        schemes = {board.classes.of(each.department).scheme for each in (lead, led)}
        return not lead.line.labels and len(schemes) == 1
    if led.line.labels and lead.line.labels:
        return bool(led.line.labels == lead.line.labels)
    return not (led.line.labels and lead.line.is_by_class)


def overlap(board: Board, lead: LineOnDesk, other: LineOnDesk) -> Overlap:
    """Return what it comes to if ``lead`` draws for both, by the higher ratio of each class."""
    labels = lead.line.labels or other.line.labels
    by = Labels(labels) if labels else board.classes.of(lead.department)
    ratios = _higher(board.cells, lead, other, by)
    quotas = quotas_of(ratios)
    strata = [
        replace(each, runs=runs_of(more_frequent(lead.line, other.line, each.level)))
        for each in strata_of(board.cells, lead.eligible, quotas, by)
    ]
    joint = PlannedLine(strata, max(lead.planned.runs, other.planned.runs))
    joining = joined(board.cells.sizes, lead.planned, other.planned, joint)
    return Overlap(lead, other, ratios, labels, joining)


def _is_joined(own: LineOnDesk, other: LineOnDesk) -> bool:
    departments = {each.pk for each in own.cooperating}
    return other.line.version.plan.department_id in departments


def _higher(
    cells: Cells, lead: LineOnDesk, other: LineOnDesk, by: Classes | Labels
) -> dict[str, str]:
    mine, theirs = lead.line.ratios, other.line.ratios
    levels = sorted({*mine, *theirs} - {ALL}) or [ALL]
    quotas = {level: read_quota("0%") for level in levels}
    sizes = {
        stratum.level: sum(cells.sizes[c] for c in stratum.cells)
        for stratum in strata_of(cells, lead.eligible, quotas, by)
    }
    return {level: _larger(mine, theirs, level, sizes[level]) for level in levels}


def _larger(mine: Mapping[str, str], theirs: Mapping[str, str], level: str, size: int) -> str:
    texts = [text for ratios in (mine, theirs) if (text := ratios.get(level) or ratios.get(ALL))]
    return max(texts, key=lambda text: read_quota(text).planned(size), default="0%")
