"""A small county for the tests of the platform; places and people are made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import get_hasher, make_password

if TYPE_CHECKING:
    from mingcha.accounts.models import User
    from mingcha.orgs.models import Department, Region

PASSWORD = "Ceshi-2026-mima"


@dataclass
class County:
    """Regions, three departments that inspect, the justice bureau as witness, and the personas."""

    region: Region
    towns: list[Region]
    market: Department
    fire: Department
    justice: Department
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, persona: str) -> User:
        """Return a persona: ``county.lead``, ``county.head`` …"""
        try:
            return self.__dict__["people"][persona]
        except KeyError:
            raise AttributeError(persona) from None


PERSONAS = {
    "office": ("market", "沈望", ("coord_office",)),
    "lead": ("market", "周启明", ("dept_lead",)),
    "head": ("market", "吴正清", ("dept_head",)),
    "operator": ("market", "郑海", ("draw_operator",)),
    "witness": ("justice", "蒋文", ("draw_witness",)),
    "inspector": ("market", "韩雪", ("inspector",)),
    "colleague": ("market", "杨柳", ("inspector",)),
    "reviewer": ("market", "朱敏", ("reviewer",)),
    "officer": ("market", "秦川", ("follow_up_officer",)),
    "fire_lead": ("fire", "尤刚", ("dept_lead",)),
    "fire_head": ("fire", "许峰", ("dept_head",)),
    "fire_inspector": ("fire", "何燕", ("inspector",)),
    "sys_admin": (None, "系统管理员", ("sys_admin",)),
    "sec_admin": (None, "安全管理员", ("sec_admin",)),
    "auditor": (None, "审计管理员", ("auditor",)),
    "outsider": ("elsewhere", "孔远", ("dept_lead", "dept_head")),
}
"""Persona: department, name, roles."""


def make_county() -> County:
    """Build the county in the database."""
    province = _region("130000", "冀河省", "province", None)
    city = _region("130100", "安澜市", "city", province)
    county = _region("130136", "澄川县", "county", city)
    other = _region("130137", "清禾县", "county", city)
    towns = [
        _region("130136001", "澄阳街道", "township", county),
        _region("130136100", "城关镇", "township", county),
    ]
    departments = {
        "market": _department("SCJG", "市场监督管理局", county),
        "fire": _department("XFJY", "消防救援大队", county),
        "justice": _department("SFXZ", "司法局", county),
        "elsewhere": _department("SCJG", "市场监督管理局", other),
    }
    made = County(county, towns, departments["market"], departments["fire"], departments["justice"])
    made.people = _people(departments, county, other)
    return made


def _region(code: str, name: str, level: str, parent: Region | None) -> Region:
    from mingcha.orgs.models import Region
    from mingcha.orgs.region_list import prefix_of

    return Region.objects.create(
        code=code, prefix=prefix_of(code), name=name, level=level, parent=parent
    )


def _department(code: str, name: str, region: Region) -> Department:
    from mingcha.orgs.models import BusinessLine, Department, Unit

    line, _ = BusinessLine.objects.get_or_create(code=code, defaults={"name": name[:-1]})
    department = Department.objects.create(
        code=code,
        name=f"{region.name}{name}",
        short_name=name,
        line=line,
        region=region,
        is_inspecting_body=code != "SFXZ",
    )
    Unit.objects.create(department=department, name="综合股", region=region)
    return department


@cache
def _hashed(algorithm: str) -> str:
    """Return the password's hash, reckoned once: what slows guessing down takes a third of a second."""
    return make_password(PASSWORD, hasher=algorithm)


def _people(departments: dict[str, Department], county: Region, other: Region) -> dict[str, User]:
    from mingcha.accounts.models import RoleGrant, User

    units = {key: department.units.first() for key, department in departments.items()}
    password = _hashed(get_hasher().algorithm)
    users = User.objects.bulk_create(
        User(
            username=persona,
            name=name,
            region=other if persona == "outsider" else county,
            department=departments[place] if place else None,
            unit=units[place] if place else None,
            must_change_password=False,
            password=password,
        )
        for persona, (place, name, _) in PERSONAS.items()
    )
    people = {user.username: user for user in users}
    RoleGrant.objects.bulk_create(
        RoleGrant(user=people[persona], role=role, granted_by="setup")
        for persona, (*_, roles) in PERSONAS.items()
        for role in roles
    )
    return people
