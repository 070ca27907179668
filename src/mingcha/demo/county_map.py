"""The county and its townships. Neither the name nor the code belongs to a real county."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.demo.words.places import VILLAGES

COUNTY_NAME = "澄川县"
COUNTY_CODE = "130136"


@dataclass(frozen=True, slots=True)
class Township:
    """A township: 9-digit region code; ``weight`` = its share of enterprises in a thousand."""

    code: str
    name: str
    weight: int
    urban: bool = False

    @property
    def villages(self) -> tuple[str, ...]:
        """The villages of a rural township, no village in two of them."""
        rural = [township for township in TOWNSHIPS if not township.urban]
        return tuple(VILLAGES[rural.index(self) :: len(rural)])


ZONE = Township("130136400", "澄川经济开发区", 60, urban=True)

TOWNSHIPS = (
    Township("130136001", "澄阳街道", 190, urban=True),
    Township("130136100", "城关镇", 230, urban=True),
    Township("130136101", "北渡镇", 92),
    Township("130136102", "石桥镇", 85),
    Township("130136103", "清水镇", 70),
    Township("130136104", "沙河店镇", 66),
    Township("130136105", "柳林镇", 58),
    Township("130136200", "东坡乡", 45),
    Township("130136201", "马家营乡", 40),
    Township("130136202", "南岭乡", 34),
    Township("130136203", "白云寺乡", 30),
    ZONE,
)
