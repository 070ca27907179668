"""What a version of a plan changes against the one before it (R-043)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingcha.plans.actions.lines import FIELDS
from mingcha.plans.label_ratios import label_ratios_text
from mingcha.plans.models import PlanLine, PlanVersion
from mingcha.registers.models import InspectionItem
from mingcha.registers.selectors.range_words import describe_filter

_TOLD = [name for name in FIELDS if name != "labels"]
"""Labels are told with their ratios."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: of a line (``field`` empty: the line itself came or went)."""

    line_no: int
    name: str
    field: str
    before: str
    after: str


def differences(version: PlanVersion) -> list[Difference]:
    """Return the changes of a version against its predecessor; none for the first."""
    earlier = version.plan.versions.filter(number=version.number - 1).first()
    if earlier is None:
        return []
    then, now = lines_by_number(earlier), lines_by_number(version)
    found = [Difference(n, then[n].name, "", "有", "删去") for n in then.keys() - now.keys()]
    found += [Difference(n, now[n].name, "", "无", "新增") for n in now.keys() - then.keys()]
    for number in then.keys() & now.keys():
        found += changes(then[number], now[number])
    return sorted(found, key=lambda difference: (difference.line_no, difference.field))


def lines_by_number(version: PlanVersion) -> dict[int, PlanLine]:
    """Return a version's lines with all that is needed to describe them."""
    lines = version.lines.prefetch_related(
        "items__versions", "cooperating", "cooperating_items__versions"
    )
    return {line.line_no: line for line in lines}


def changes(then: PlanLine, now: PlanLine) -> list[Difference]:
    """Return what a line says otherwise than another did."""
    before, after = described(then), described(now)
    return [
        Difference(now.line_no, now.name, title, before[title], after[title])
        for title in after
        if before[title] != after[title]
    ]


def described(line: PlanLine) -> dict[str, str]:
    """Return a line's fields in words, by their titles."""
    words = {}
    for name in _TOLD:
        title = str(PlanLine._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented way to a model's fields
        words[title] = _in_words(line, name)
    words["抽查事项"] = "、".join(sorted(_item(item) for item in line.items.all()))
    words["配合部门事项"] = "、".join(sorted(_item(i) for i in line.cooperating_items.all()))
    words["配合部门"] = "、".join(sorted(d.short_name for d in line.cooperating.all()))
    return words


def _item(item: InspectionItem) -> str:
    versions = sorted(item.versions.all(), key=lambda version: version.number)
    in_force = [version for version in versions if version.state == "published"]
    shown = (in_force or versions)[-1:]
    return " ".join([item.code, *(version.name for version in shown)])


def _in_words(line: PlanLine, name: str) -> str:
    if name == "object_filter":
        return describe_filter(line.object_filter)
    if name == "ratios":
        return ratios_text(line.ratios, line.labels)
    if name == "frequencies":
        return ratios_text(line.frequencies)
    if name == "is_reserved":
        return "是" if line.is_reserved else "否"
    display = getattr(line, f"get_{name}_display", None)
    return str(display() if display else getattr(line, name))


def ratios_text(ratios: Mapping[str, str], labels: Sequence[str] = ()) -> str:
    """Return ratios in words, such as 3%, A类 1%、B类 3% or 三级医院 50%、其他 3%."""
    if labels:
        return label_ratios_text(ratios, labels)
    return "、".join(
        text if level == "ALL" else f"{level}类 {text}" for level, text in ratios.items()
    )
