"""Two objects side by side: what is known of each, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.core.identifiers import uscc
from mingcha.foundation import clock
from mingcha.foundation.errors import NotFound
from mingcha.registers.models import InspectionObject, RegisterEntry
from mingcha.registers.selectors.objects import get_entries
from mingcha.registers.selectors.special_registers import memberships
from mingcha.tasks.selectors.teams import visits_this_year


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of both; ``differs`` where it is not the same."""

    title: str
    values: tuple[str, str]

    @property
    def is_empty(self) -> bool:
        """Tell whether neither says anything."""
        return not any(self.values)

    @property
    def differs(self) -> bool:
        """Tell whether the two say something else."""
        return self.values[0] != self.values[1]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two objects within the scope of who looks, and whether the own register has both."""

    objects: tuple[InspectionObject, InspectionObject]
    rows: list[Row]
    is_own: bool

    @property
    def told(self) -> list[Row]:
        """Return the facts of which at least one object says something."""
        return [row for row in self.rows if not row.is_empty]

    @property
    def untold(self) -> str:
        """Return the names of the other facts."""
        return "、".join(row.title for row in self.rows if row.is_empty)

    @property
    def likely(self) -> InspectionObject:
        """Return which of them is likely to stay: the one under a credit code, else the earlier one."""
        by_code = [one for one in self.objects if uscc.is_well_formed(one.code)]
        return by_code[0] if len(by_code) == 1 else self.objects[0]


def get_pair(user: User, first: int, second: int) -> Pair:
    """Return the two; raises NotFound unless both lie within the scope."""
    if first == second:
        raise NotFound
    kept = [get_entries(user, pk) for pk in (first, second)]
    one, other = kept[0][0].object, kept[1][0].object
    facts = zip(*(_facts(user, entries) for entries in kept), strict=True)
    rows = [Row(title, (value, theirs)) for (title, value), (_, theirs) in facts]
    own = all(_is_kept(user, entries) for entries in kept)
    return Pair((one, other), rows, own)


def _is_kept(user: User, entries: Sequence[RegisterEntry]) -> bool:
    return any(each.department_id == user.department_id and each.is_active for each in entries)


def _facts(user: User, entries: Sequence[RegisterEntry]) -> list[tuple[str, str]]:
    found = entries[0].object
    kept = [each.department.short_name for each in entries if each.is_active]
    facts = [
        ("代码", found.code),
        ("名称", found.name),
        ("类型", found.get_kind_display()),
        ("登记状态", found.get_status_display()),
        ("行政区划", str(found.region)),
        ("住所（经营场所）", found.address),
        ("行业", found.industry),
        ("经营范围", found.business_scope),
        ("成立日期", f"{found.established_on:%Y-%m-%d}" if found.established_on else ""),
        ("所在名录", "、".join(kept)),
        ("专项库", "、".join(str(each.register) for each in memberships(user, found))),
        ("许可证", "、".join(str(each) for each in found.licences.all())),
        ("名单和标记", "、".join(str(each) for each in found.flags.all())),
        ("标签", "、".join(tag.name for tag in found.tags.all())),
        ("今年检查", f"{visits_this_year(found.pk, clock.today().year)} 次"),
    ]
    if sees_classes(user):
        facts.append(("通用信用风险类别", found.risk_level))
    return facts
