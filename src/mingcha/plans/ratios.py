"""Ratios as plans write them: a share or a number per risk class, or one for all (R-048, R-055)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mingcha.core.errors import Refusal

ALL = "ALL"
_SHARE = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?([%‰])")
_COUNT = re.compile(r"[0-9]{1,7}户")
_WHOLE_BP = 10_000


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
    """Tell whether a text is a share up to 100 % or a number such as ``20户``."""
    return share_bp(text) is not None or bool(_COUNT.fullmatch(text))


def check_ratios(ratios: Mapping[str, str], levels: Sequence[str]) -> None:
    """Refuse ratios of unknown form or class, missing ones, and a lower one for higher risk.

    ``levels`` ascend from low risk to high, of the scheme in use. Raises Refusal.
    """
    if set(ratios) != {ALL} and set(ratios) != set(levels):
        raise Refusal(f"请给出全部类别（{'、'.join(levels)}）的比例，或只给一个总比例")
    for level, text in ratios.items():
        if not is_ratio(text):
            name = "总" if level == ALL else f"{level}类"
            raise Refusal(f"{name}比例“{text}”写法不对：写成 3%、0.5%、2‰ 或 20户")
    shares = [(level, share_bp(ratios[level])) for level in levels if level in ratios]
    for (low, lesser), (high, greater) in pairwise(shares):
        if lesser is not None and greater is not None and lesser > greater:
            raise Refusal(f"{high}类风险高于{low}类，比例不能低于{low}类（{ratios[low]}）")
