"""Ratios of a draw as people write them: a share per class, or a number of objects (C.4-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mingcha.bundles.rules import WHOLE_FRAME, basis_points
from mingcha.core.draw.canonical import Json
from mingcha.core.errors import Refusal
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter
from mingcha.tasks.models import Task

_COUNT = re.compile(r"[1-9][0-9]{0,6}")
_WHOLE_BP = 10_000


def quota(text: str) -> dict[str, Json]:
    """Return what the plan says of ``3%``, ``2‰`` or ``60``; everybody means a census (G-16)."""
    if _COUNT.fullmatch(text):
        return {"mode": "count", "n": int(text)}
    share: dict[str, Json] = {"mode": "ratio", "bp": basis_points(text)}
    return share | {"census": True} if share["bp"] == _WHOLE_BP else share


def uses_classes(ratios: Mapping[str, str]) -> bool:
    """Tell whether the ratios are given by risk class."""
    return set(ratios) != {WHOLE_FRAME}


def reserve_bp(task: Task) -> int:
    """Return the size of the reserve, in basis points of what is drawn."""
    return basis_points(
        parameter("draw.reserve", region=task.region, department=task.lead_department)
    )


def check_ratios(ratios: Mapping[str, str], levels: Sequence[str]) -> None:
    """Raise DomainError unless there is one sound ratio a level, none lower for a higher risk.

    ``levels`` ascend from low risk to high (R-055); empty, the ratio is for the whole range.
    """
    wanted = list(levels) or [WHOLE_FRAME]
    missing = [level for level in wanted if not ratios.get(level)]
    if missing:
        classes = "、".join(missing) if levels else "全部对象"
        raise DomainError("ratio_missing", f"还没有填写抽查比例：{classes}，请补上", "ratios")
    strange = sorted(set(ratios) - set(wanted))
    if strange:
        raise DomainError(
            "ratio_unknown", f"分类方案中没有这些类别：{'、'.join(strange)}，请删去", "ratios"
        )
    quotas = {level: _sound(level, ratios[level]) for level in wanted}
    shares = [(level, quotas[level]["bp"]) for level in wanted if "bp" in quotas[level]]
    for (lower, low), (higher, high) in pairwise(shares):
        if low > high:
            sentence = f"风险较低的 {lower} 类比例高于 {higher} 类，比例倒挂，请改正"
            raise DomainError("ratio_inverted", sentence, "ratios")
    if not any(q.get("bp") or q.get("n") for q in quotas.values()):
        raise DomainError("ratio_zero", "抽查比例全部为零，没有对象会被抽中，请改大", "ratios")


def _sound(level: str, text: str) -> dict[str, Json]:
    try:
        return quota(text)
    except Refusal as refusal:
        name = "抽查比例" if level == WHOLE_FRAME else f"{level} 类的比例"
        raise DomainError("ratio_malformed", f"{name}{refusal.message}", "ratios") from refusal
