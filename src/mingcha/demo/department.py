"""The departments whose officers inspect."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.demo.county_map import COUNTY_CODE, COUNTY_NAME


@dataclass(frozen=True, slots=True)
class Section:
    """A section, station or squad of a department, and the region code it serves."""

    name: str
    region: str = COUNTY_CODE


@dataclass(frozen=True, slots=True)
class Department:
    """A department: ``code`` is its unit in a draw's plan, ``expertise`` holds codes."""

    code: str
    name: str
    certificate_series: str
    staff: int
    sections: tuple[Section, ...]
    expertise: tuple[str, ...]


DEPARTMENTS = (
    Department(
        "SCJG",
        f"{COUNTY_NAME}市场监督管理局",
        "01",
        46,
        (
            Section("信用监管股"),
            Section("食品安全监管股"),
            Section("药械监管股"),
            Section("特种设备安全监察股"),
            Section("质量计量股"),
            Section("综合执法大队"),
            Section("澄阳市场监管所", "130136001"),
            Section("城关市场监管所", "130136100"),
            Section("北渡市场监管所", "130136101"),
            Section("石桥市场监管所", "130136102"),
            Section("清水市场监管所", "130136103"),
            Section("沙河店市场监管所", "130136104"),
            Section("柳林市场监管所", "130136105"),
            Section("开发区市场监管所", "130136400"),
        ),
        (
            "food",
            "drug",
            "special-equipment",
            "metrology",
            "quality",
            "price",
            "advertising",
            "credit",
        ),
    ),
    Department(
        "XFJY",
        f"{COUNTY_NAME}消防救援大队",
        "02",
        18,
        (Section("防火监督科"), Section("城关消防救援站"), Section("开发区消防救援站")),
        ("fire",),
    ),
    Department(
        "STHJ",
        f"市生态环境局{COUNTY_NAME}分局",
        "03",
        16,
        (Section("综合执法中队"), Section("大气环境股"), Section("水环境股")),
        ("air", "water", "waste"),
    ),
    Department(
        "YJGL",
        f"{COUNTY_NAME}应急管理局",
        "04",
        14,
        (Section("危险化学品监管股"), Section("工商贸监管股"), Section("执法大队")),
        ("chemicals", "industry-safety"),
    ),
    Department(
        "WGLY",
        f"{COUNTY_NAME}文化广电体育和旅游局",
        "05",
        12,
        (Section("文化市场综合执法队"), Section("旅游市场股")),
        ("culture", "tourism"),
    ),
    Department(
        "JYTY", f"{COUNTY_NAME}教育局", "06", 8, (Section("校外教育培训监管股"),), ("training",)
    ),
    Department("WSJK", f"{COUNTY_NAME}卫生健康局", "07", 6, (Section("卫生监督所"),), ("health",)),
)
