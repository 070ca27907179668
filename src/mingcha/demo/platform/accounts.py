"""The demonstration's accounts, one a role; their password is for the demonstration alone."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.roles import ROLES
from mingcha.demo.chance import Chance
from mingcha.demo.person_name import person_name
from mingcha.orgs.models import Department, Region

PASSWORD = "Mingcha-2026"  # noqa: S105 - printed on the screen; only where the county is made up


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a department, "" for the administrators who belong to none."""

    username: str
    department: str
    post: str
    roles: tuple[str, ...]


ACCOUNTS = (
    Account("shuangsui", "SCJG", "双随办主任", ("coord_office",)),
    Account("qiantou", "SCJG", "信用监管股股长", ("dept_lead",)),
    Account("juzhang", "SCJG", "局长", ("dept_head",)),
    Account("caozuo", "SCJG", "抽取操作员", ("draw_operator",)),
    Account("jianzheng", "SFXZ", "见证人", ("draw_witness",)),
    Account("jiancha1", "SCJG", "检查人员", ("inspector",)),
    Account("jiancha2", "SCJG", "检查人员", ("inspector",)),
    Account("shenhe", "SCJG", "审核人员", ("reviewer",)),
    Account("chuzhi", "SCJG", "后续处置人员", ("follow_up_officer",)),
    Account("xiaofang", "XFJY", "防火监督科科长", ("dept_lead",)),
    Account("xfdadui", "XFJY", "大队长", ("dept_head",)),
    Account("xfjiancha1", "XFJY", "检查人员", ("inspector",)),
    Account("xfjiancha2", "XFJY", "检查人员", ("inspector",)),
    Account("xitong", "", "系统管理员", ("sys_admin",)),
    Account("anquan", "", "安全管理员", ("sec_admin",)),
    Account("shenji", "", "审计管理员", ("auditor",)),
)


def load_accounts(county: Region) -> None:
    """Make the accounts."""
    departments = {department.code: department for department in Department.objects.all()}
    for account in ACCOUNTS:
        department = departments.get(account.department)
        user = User(
            username=account.username,
            name=person_name(Chance(f"account/{account.username}")),
            post=account.post,
            region=county,
            department=department,
            unit=department.units.first() if department else None,
            must_change_password=False,
        )
        user.set_password(PASSWORD)
        user.save()
        RoleGrant.objects.bulk_create(
            RoleGrant(user=user, role=role, granted_by="demo") for role in account.roles
        )


def accounts_text() -> str:
    """Return the accounts for the screen, "" where this database is no demonstration."""
    names = {user.username: user for user in User.objects.select_related("department")}
    if not all(account.username in names for account in ACCOUNTS):
        return ""
    lines = [f"\n演示账号（口令都是 {PASSWORD}）："]
    for account in ACCOUNTS:
        user = names[account.username]
        place = user.department.short_name if user.department else "平台"
        roles = "、".join(ROLES[role].title for role in account.roles)
        lines.append(f"  {account.username:<12}{roles}　{place} {user.name}")
    return "\n".join(lines)
