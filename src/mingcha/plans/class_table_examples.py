"""Class tables of real places, as public pages give them (dossier D.7): what an office may begin from.

Nothing is added to what a document says; a blank frequency is one that the document does not give.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FOUR = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Example:
    """A document's ratios by class; levels ascend from low risk to high."""

    key: str
    place: str
    year: int
    levels: tuple[str, ...]
    ratios: tuple[str, ...]
    source: str
    frequencies: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def title(self) -> str:
        """Return place and year."""
        return f"{self.place} {self.year} 年"

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """Return level, ratio and frequency."""
        pairs = zip(self.levels, self.ratios, strict=True)
        return [(level, ratio, self.frequencies.get(level, "")) for level, ratio in pairs]


EXAMPLES = (
    Example(
        "henan-2020",
        "河南",
        2020,
        ("低", "中低", "中", "中高", "高"),
        ("1%", "4%", "8%", "20%", "100%"),
        "whqqly.com，2020-08-27",
        note="五级；企业总比例由 5% 降为 4%，农民专业合作社 3%，个体工商户 1%",
    ),
    Example(
        "henan-2021",
        "河南",
        2021,
        FOUR,
        ("1%", "2%", "10%", "30%"),
        "dzb.zzrbnews.com",
        note="年报信息全部为零的，按 100% 抽查",
    ),
    Example(
        "bayannur-2022",
        "巴彦淖尔",
        2022,
        FOUR,
        ("2%", "5%", "100%", "100%"),
        "takinupcharters.com 所载内蒙古自治区市场监管局文稿",
        note="当年 30,323 户企业：A 类 22,186 户、B 类 5,658 户、C 类 1,581 户、D 类 898 户",
    ),
    Example(
        "lindian-2024",
        "林甸",
        2024,
        FOUR,
        ("≤5%", "5%-20%", "21%-60%", "61%-100%"),
        "credit.daqing.gov.cn",
        frequencies={"A": "不足1次/年", "B": "1次/年", "C": "不足2次/年", "D": "按需要"},
        note="农业领域",
    ),
    Example(
        "xinhua-2024",
        "沧州市新华区",
        2024,
        FOUR,
        ("≥3%", "≥3%", "≥3%", "≥3%"),
        "czxh.gov.cn",
        note="通过河北省双随机执法监管平台抽取",
    ),
)


def example_of(key: str) -> Example | None:
    """Return the example of a key."""
    return next((each for each in EXAMPLES if each.key == key), None)
