"""Beginning a platform: its place, and the three administrators who are kept apart (三员分立).

Everything else they do on their pages: the security administrator makes accounts, the system
administrator departments and units. Nobody could sign in to an empty platform otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mingcha.accounts.actions.users import one_time_password
from mingcha.accounts.events import AccountChanged, RoleGranted
from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.roles import ROLES
from mingcha.audit.record import record
from mingcha.core.intake.records import RegionRecord
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.orgs.actions.regions import write
from mingcha.orgs.models import Region
from mingcha.orgs.region_list import Differences, differences

_ADMINISTRATORS = (("xitong", "sys_admin"), ("anquan", "sec_admin"), ("shenji", "auditor"))


class FoundedAccount(NamedTuple):
    """An administrator's account with the password that is shown once."""

    username: str
    role: str
    password: str


class Founded(NamedTuple):
    """What a platform begins with."""

    place: Region
    loaded: Differences
    accounts: list[FoundedAccount]


@dataclass(frozen=True, slots=True)
class _Founder:
    """Whoever sits at the server, before there is any account."""

    username: str = "setup"


@action
def found_platform(*, place: str, records: Sequence[RegionRecord]) -> Founded:
    """Make the divisions in, and above, the place with the prefix ``place``, and the administrators.

    Raises DomainError where there are accounts, or the records do not hold the place.
    """
    if User.objects.exists():
        raise DomainError(
            "founded",
            "平台已有账号，不能再次初始化：新账号请由安全管理员建立，"
            "行政区划请由系统管理员在“系统管理 · 行政区划”中维护",
        )
    shortest = min((each.code for each in records if place.startswith(each.code)), default="")
    found = differences(
        records, lambda code: code.startswith(place) or place.startswith(code), root=shortest
    )
    founder = _Founder()
    write(found, founder)
    region = Region.objects.filter(prefix=place).first()
    if region is None or region.successor_id is not None:
        raise DomainError("place", f"行政区划表中没有代码为 {place} 的区划，请核对代码或表格")
    return Founded(region, found, [_administrator(*one, region) for one in _ADMINISTRATORS])


def _administrator(username: str, role: str, region: Region) -> FoundedAccount:
    founder, title, password = _Founder(), ROLES[role].title, one_time_password()
    user = User(username=username, name=title, post=title, region=region, must_change_password=True)
    user.set_password(password)
    user.save()
    RoleGrant.objects.create(user=user, role=role, granted_by=founder.username)
    record(AccountChanged(subject=username, action="create"), by=founder)
    record(RoleGranted(subject=username, role=title), by=founder)
    return FoundedAccount(username, title, password)
