"""Regions, departments and units of the demonstration county."""

from __future__ import annotations

from mingcha.demo.county_map import COUNTY_CODE, COUNTY_NAME, TOWNSHIPS
from mingcha.demo.department import DEPARTMENTS
from mingcha.orgs.models import BusinessLine, Department, Region, Unit
from mingcha.orgs.models.region import Level
from mingcha.orgs.models.unit import UnitKind

_ABOVE = (("130000", "13", "冀河省", Level.PROVINCE), ("130100", "1301", "安澜市", Level.CITY))
_LINES = {
    "SCJG": "市场监管",
    "XFJY": "消防救援",
    "STHJ": "生态环境",
    "YJGL": "应急管理",
    "WGLY": "文化旅游",
    "JYTY": "教育体育",
    "WSJK": "卫生健康",
    "SFXZ": "司法行政",
}


def load_organisation() -> Region:
    """Make the regions, departments and units; returns the county."""
    parent = None
    for code, prefix, name, level in _ABOVE:
        parent = Region.objects.create(
            code=code, prefix=prefix, name=name, level=level, parent=parent
        )
    county = Region.objects.create(
        code=COUNTY_CODE, prefix=COUNTY_CODE, name=COUNTY_NAME, level=Level.COUNTY, parent=parent
    )
    Region.objects.bulk_create(
        Region(code=t.code, prefix=t.code, name=t.name, level=Level.TOWNSHIP, parent=county)
        for t in TOWNSHIPS
    )
    BusinessLine.objects.bulk_create(
        BusinessLine(code=code, name=name) for code, name in _LINES.items()
    )
    for made in DEPARTMENTS:
        department = _department(made.code, made.name, county, inspects=True)
        Unit.objects.bulk_create(
            Unit(
                department=department,
                name=section.name,
                kind=_kind(section.region),
                region_id=section.region,
            )
            for section in made.sections
        )
    justice = _department("SFXZ", f"{COUNTY_NAME}司法局", county, inspects=False)
    Unit.objects.create(department=justice, name="行政执法协调监督股", region=county)
    market = Department.objects.get(code="SCJG")
    Unit.objects.create(
        department=market, name="双随机办公室", kind=UnitKind.COORDINATION_OFFICE, region=county
    )
    return county


def _department(code: str, name: str, county: Region, *, inspects: bool) -> Department:
    return Department.objects.create(
        code=code,
        name=name,
        short_name=name.replace(COUNTY_NAME, ""),
        line_id=code,
        region=county,
        is_inspecting_body=inspects,
    )


def _kind(region: str) -> UnitKind:
    return UnitKind.SECTION if region == COUNTY_CODE else UnitKind.STATION
