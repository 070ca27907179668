"""Public values, typed by two people from the announcement after the time (protocol section 4)."""

from __future__ import annotations

import re

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.bundles import ceremony
from mingcha.core.draw import bundle
from mingcha.core.draw.entropy import Entropy
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.public_values import is_public_value
from mingcha.core.errors import Refusal
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.tasks.actions.stepping import kept
from mingcha.tasks.bundle_folder import bundle_of, worked_on
from mingcha.tasks.models import Draw, PublicValue
from mingcha.tasks.selectors.draws import require_visible

_LEAD = (Permission.DRAW_OPERATE, Permission.POOL_LOCK, Permission.TASK_APPROVE)
_BLANKS = re.compile(r"[\s,，、]+")


@action
def give_public_value(*, by: User, draw: Draw, text: str) -> PublicValue:
    """Take a value from one person; it enters the draw when another has typed the same.

    ``text`` is ``source|issue|value``, or the value alone where the plan waits for one source.
    Raises DomainError before the plan's time, and where the two differ: neither is taken then.
    """
    draw = locked(draw)
    if not may_give(by, draw):
        raise Forbidden("公共随机数由牵头部门的人员或本次抽取的参与方登记和复核")
    if draw.state != "revealing":
        raise DomainError("not_revealing", "揭示之后、确定种子之前才能登记公共随机数", "line")
    if draw.public_after is None or clock.now() < draw.public_after:
        raise DomainError(
            "too_early", "开奖时间未到，现在不能登记公共随机数，请在开奖后登记", "line"
        )
    line = _line_of(text, awaited_sources(draw))
    source = line.rpartition("|")[0]
    value = PublicValue.objects.filter(draw=draw, source=source).first()
    if value is None or value.entered_by == by.username:
        return _entered(by, draw, source, line)
    return _confirmed(by, draw, value, line)


def may_give(by: User, draw: Draw) -> bool:
    """Tell whether somebody may type public values: of the lead department, or a party."""
    require_visible(by, draw)
    is_lead = by.department_id == draw.own_task.lead_department_id and by.may(*_LEAD)
    return is_lead or draw.parties.filter(user=by).exists()


def awaited_sources(draw: Draw) -> list[str]:
    """Return the public sources that the sealed plan still waits for."""
    with bundle_of(draw, registers=False) as folder:
        plan = bundle.load_plan(folder)
        entropy = bundle.load_entropy(folder, plan)
    return missing_sources(plan, entropy)


def missing_sources(plan: Plan, entropy: Entropy) -> list[str]:
    """Return the sources of the plan that have no value yet."""
    known = {line.rpartition("|")[0] for line in entropy.public}
    return [source for source in plan.entropy.public if source not in known]


def _line_of(text: str, awaited: list[str]) -> str:
    """Return the line as the protocol writes it, strictly; nothing is repaired but the blanks."""
    if not awaited:
        raise DomainError("none_awaited", "没有等待登记的公共随机数，请刷新页面", "line")
    source, bar, value = text.strip().rpartition("|")
    if not bar:
        source = awaited[0]
    line = f"{source.strip()}|{_BLANKS.sub(',', value.strip())}"
    if line.rpartition("|")[0] not in awaited:
        told = "、".join(awaited)
        raise DomainError("not_awaited", f"方案没有等待这个来源和期号，请登记 {told}", "line")
    if not is_public_value(line):
        told = "号码不合格式，请核对个数和次序；快乐8 是 20 个从小到大的两位数（01–80）"
        raise DomainError("public_value", told, "line")
    return line


def _entered(by: User, draw: Draw, source: str, line: str) -> PublicValue:
    value, _ = PublicValue.objects.update_or_create(
        draw=draw,
        source=source,
        defaults={"line": line, "entered_by": by.username, "entered_at": clock.now()},
    )
    kept(draw, "enter_public_value", by, digest=line)
    return value


def _confirmed(by: User, draw: Draw, value: PublicValue, line: str) -> PublicValue:
    if value.line != line:
        told = "与另一人登记的不一致，请两人一起核对开奖公告；登记有误的，由登记人重新填写"
        raise DomainError("differs", told, "line")
    try:
        with worked_on(draw, registers=False) as folder:
            ceremony.add_public_value(folder, line, clock.now())
    except Refusal as refusal:
        raise DomainError("public_value", f"{refusal.message}，请核对", "line") from refusal
    value.confirmed_by, value.confirmed_at = by.username, clock.now()
    value.save()
    kept(draw, "add_public_value", by, digest=line)
    return value
