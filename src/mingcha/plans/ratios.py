"""Ratios as plans write them: a quota per risk class or label, or one for all (R-048, R-055)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise

from mingcha.core.errors import Refusal
from mingcha.core.planning.quota import FORMS, Quota, Tier, read_quota
from mingcha.registers.selectors.labels import label_titles

ALL = "ALL"
_SHARE = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?([%‰])")
_WHOLE_BP = 10_000
_MANY = 10**9


def share_bp(text: str) -> int | None:
    """Return a share such as ``3%``, ``0.5%`` or ``2‰`` in basis points, None for anything else."""
    match = _SHARE.fullmatch(text)
    if not match:
        return None
    whole, part, sign = match.groups()
    hundredths = int(whole) * 100 + int((part or "0").ljust(2, "0"))
    exact, rest = divmod(hundredths, 1 if sign == "%" else 10)
    return exact if rest == 0 and exact <= _WHOLE_BP else None


def is_ratio(text: str) -> bool:
    """Tell whether a text is a quota in one of the forms that plans write."""
    try:
        read_quota(text)
    except Refusal:
        return False
    return True


def quotas_of(ratios: Mapping[str, str]) -> dict[str, Quota]:
    """Return the quotas by level; what is not written as one is left out, and told elsewhere."""
    found = {}
    for level, text in ratios.items():
        with suppress(Refusal):
            found[level] = read_quota(text)
    return found


def check_ratios(ratios: Mapping[str, str], levels: Sequence[str]) -> None:
    """Refuse ratios of unknown form or class, missing ones, and a lower one for higher risk.

    ``levels`` ascend from low risk to high, of the scheme in use. Of ratios that leave something to
    decide, or go by numbers of objects, what holds for many objects is compared. Raises Refusal.
    """
    if set(ratios) != {ALL} and set(ratios) != set(levels):
        raise Refusal(f"请给出全部类别（{'、'.join(levels)}）的比例，或只给一个总比例")
    names = {level: "总" if level == ALL else f"{level}类" for level in ratios}
    tiers = {level: _tier(names[level], text) for level, text in ratios.items()}
    for low, high in pairwise([level for level in levels if level in tiers]):
        if _is_lower(tiers[high], tiers[low]):
            raise Refusal(f"{high}类风险高于{low}类，比例不能低于{low}类（{ratios[low]}）")


def check_label_ratios(ratios: Mapping[str, str], labels: Sequence[str]) -> None:
    """Refuse ratios of unknown form, and labels or a rest without one. Raises Refusal."""
    titles = label_titles(labels)
    if set(ratios) != titles.keys():
        raise Refusal(f"请给出全部标签和其他对象（{'、'.join(titles.values())}）的比例")
    for label, text in ratios.items():
        _tier(f"“{titles[label]}”的", text)


def _tier(name: str, text: str) -> Tier:
    try:
        return read_quota(text).tier(_MANY)
    except Refusal as refusal:
        raise Refusal(f"{name}比例“{text}”写法不对：写成 {FORMS}") from refusal


def _is_lower(one: Tier, other: Tier) -> bool:
    low, high = one.planned, other.planned
    return low.is_share and high.is_share and low.number < high.number
