"""Ratios of a draw as people write them: a share per class or label, or a number (C.4-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from mingcha.bundles.rules import WHOLE_FRAME, basis_points
from mingcha.core.draw.canonical import Json
from mingcha.core.errors import Refusal
from mingcha.foundation.errors import DomainError
from mingcha.orgs.parameters import parameter
from mingcha.registers.selectors.labels import label_titles
from mingcha.tasks.models import Task

_COUNT = re.compile(r"[1-9][0-9]{0,6}")
_WHOLE_BP = 10_000


def quota(text: str) -> dict[str, Json]:
    """Return what the plan says of ``3%``, ``2‰`` or ``60``; everybody means a census (G-16)."""
    if _COUNT.fullmatch(text):
        return {"mode": "count", "n": int(text)}
    share: dict[str, Json] = {"mode": "ratio", "bp": basis_points(text)}
    return share | {"census": True} if share["bp"] == _WHOLE_BP else share


def is_census(text: str) -> bool:
    """Tell whether a ratio draws everybody, which is no drawing of lots (G-16)."""
    return "census" in quota(text)


def uses_strata(ratios: Mapping[str, str]) -> bool:
    """Tell whether the ratios are given by risk class or label."""
    return set(ratios) != {WHOLE_FRAME}


def reserve_bp(task: Task) -> int:
    """Return the size of the reserve, in basis points of what is drawn."""
    return basis_points(
        parameter("draw.reserve", region=task.region, department=task.lead_department)
    )


def check_ratios(
    ratios: Mapping[str, str], levels: Sequence[str], labels: Sequence[str] = ()
) -> None:
    """Raise DomainError unless there is one sound ratio a level, none lower for a higher risk.

    ``levels`` ascend from low risk to high (R-055). Of ``labels`` and the rest each has one, as it
    likes. With neither, the ratio is for the whole range.
    """
    names = _names_of_strata(levels, labels)
    missing = [name for level, name in names.items() if not ratios.get(level)]
    if missing:
        told = f"还没有填写抽查比例：{'、'.join(missing)}，请补上"
        raise DomainError("ratio_missing", told, "ratios")
    strange = sorted(ratios.keys() - names.keys())
    if strange:
        raise DomainError(
            "ratio_unknown", f"没有这些类别或标签：{'、'.join(strange)}，请删去", "ratios"
        )
    quotas = {level: _sound(name, ratios[level]) for level, name in names.items()}
    if not labels:
        _refuse_inverted(quotas)
    if not any(q.get("bp") or q.get("n") for q in quotas.values()):
        raise DomainError("ratio_zero", "抽查比例全部为零，没有对象会被抽中，请改大", "ratios")


def _names_of_strata(levels: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    if labels:
        return label_titles(labels)
    return {level: f"{level} 类" for level in levels} or {WHOLE_FRAME: "全部对象"}


def _refuse_inverted(quotas: Mapping[str, Mapping[str, Json]]) -> None:
    shares = [(level, quota["bp"]) for level, quota in quotas.items() if "bp" in quota]
    for (lower, low), (higher, high) in pairwise(shares):
        if low > high:
            sentence = f"风险较低的 {lower} 类比例高于 {higher} 类，比例倒挂，请改正"
            raise DomainError("ratio_inverted", sentence, "ratios")


def _sound(name: str, text: str) -> dict[str, Json]:
    try:
        return quota(text)
    except Refusal as refusal:
        told = f"{name}的抽查比例{refusal.message}"
        raise DomainError("ratio_malformed", told, "ratios") from refusal
