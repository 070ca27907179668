"""What stands in a line's way, told before the plan is handed in."""

from __future__ import annotations

from mingcha.core.ratios.wording import percent
from mingcha.plans.ratios import quotas_of
from mingcha.registers.models.inspection_object import RegistrationStatus
from mingcha.reports.desk.board import Board, LineOnDesk
from mingcha.reports.desk.caps import CapsOnDesk
from mingcha.reports.desk.load import qualified, seats_of

SMALL_POOL = 10
"""Below so many qualified people a pool is small enough to be guessed (protocol section 8)."""
_WHOLE_BP = 10_000


def findings(board: Board, caps: CapsOnDesk, each: LineOnDesk) -> list[str]:
    """Return what is wrong or doubtful with a line, in the order in which it would show."""
    found = [*_of_pool(board, each), *_of_people(board, each)]
    for level, (number, most) in sorted(caps.by_class(each).items()):
        found.append(
            f"{level}类有 {number:,} 户，全年各部门合计预计超过上限 {most} 次，请合并任务或调低比例"
        )
    for rule, number in caps.by_rule(each).items():
        found.append(
            f"{number:,} 户全年预计超过“{rule.title}”的 {rule.max_visits} 次，请合并任务或调低比例"
        )
    return found


def _of_pool(board: Board, each: LineOnDesk) -> list[str]:
    if each.line.ratios and not quotas_of(each.line.ratios):
        return ["还没有可以计算的抽查比例"]
    in_range, eligible = board.cells.count(each.in_range), round(each.expected.eligible)
    existing = RegistrationStatus.EXISTING.label
    if not in_range:
        return [f"名录库中没有范围内的{existing}对象，请先补录，或放宽范围"]
    if not eligible:
        return ["范围内的对象都不能再抽，请放宽范围"]
    if each.expected.short:
        return [f"可抽的对象只有 {eligible:,} 户，比要求的少 {each.expected.short:,.0f} 户"]
    if board.once_a_year and eligible * 2 < board.cells.count(each.in_range):
        share = percent(_WHOLE_BP - eligible * _WHOLE_BP // in_range)
        return [f"轮到这一条时，范围内约有 {share} 的对象本年度已经检查或不能抽"]
    return []


def _of_people(board: Board, each: LineOnDesk) -> list[str]:
    department = each.line.version.plan.department
    able = qualified(department, list(each.line.items.all())) if each.line.pk else None
    if able is None or not seats_of(board, each)[department]:
        return []
    if not able:
        return ["事项要求的业务专长，本部门现在没有人具备"]
    return [f"具备所需业务专长的只有 {able} 人，容易被猜到"] if able < SMALL_POOL else []
