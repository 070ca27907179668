"""What an item's ratio and frequency mean, as far as their words can be read (R-012)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.ratios.frequency import read_frequency
from mingcha.core.ratios.ratio import read_ratio
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import ItemClass

UNREAD = "未能识别，按原文执行"


@dataclass(frozen=True, slots=True)
class Understood:
    """The facts of a text in words, and whether something of it was not understood."""

    facts: list[str]
    is_whole: bool

    @property
    def told(self) -> str:
        """Return the facts in one sentence, and what goes for the rest."""
        if not self.facts:
            return UNREAD
        read = f"识别为：{'；'.join(self.facts)}"
        return read if self.is_whole else f"{read}。其余{UNREAD}"


def ratio_understood(version: ItemVersion) -> Understood | None:
    """Return what the ratio's words say; None where there are none."""
    if not version.ratio_text:
        return None
    reading = read_ratio(version.ratio_text)
    return Understood([fact.told for fact in reading.facts], not reading.rest)


def frequency_understood(version: ItemVersion) -> Understood | None:
    """Return what the frequency's words say; None where there are none."""
    if not version.frequency_text:
        return None
    reading = read_frequency(version.frequency_text)
    return Understood([fact.told for fact in reading.facts], not reading.rest)


def ratio_limit_bp(version: ItemVersion) -> int | None:
    """Return the highest share of objects that may be drawn; key items have none (D.6).

    What was entered as the limit counts, else what the ratio's words say.
    """
    if version.item_class == ItemClass.KEY:
        return None
    if version.ratio_limit_bp is not None:
        return version.ratio_limit_bp
    return read_ratio(version.ratio_text).limit_bp
