"""In what two versions of an item differ, field by field (R-005)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.differences.marks import Mark, marks
from mingcha.core.ratios.wording import percent
from mingcha.registers.checklists import CheckPointText, checklist
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.text_fields import TEXT_FIELDS

CHECK_POINTS = "check_points"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that differs, with its title and the marked text."""

    field: str
    title: str
    marks: list[Mark]


def item_differences(before: ItemVersion, after: ItemVersion) -> list[FieldDifference]:
    """Return the fields in which the texts or checklists differ, in the order of the form."""
    found = [_difference(name, before, after) for name in changed_fields(before, after)]
    then, now = checklist(before), checklist(after)
    if then != now:
        found.append(FieldDifference(CHECK_POINTS, "检查要点", marks(_lines(then), _lines(now))))
    files = guides_of(before), guides_of(after)
    if files[0] != files[1]:
        listed = ("\n".join(each.values()) for each in files)
        found.append(FieldDifference("guides", "工作指引文件", marks(*listed)))
    return found


def guides_of(version: ItemVersion) -> dict[str, str]:
    """Return the names of a version's guides by their digests."""
    return dict(version.guides.values_list("sha256", "file_name"))


def changed_fields(before: ItemVersion, after: ItemVersion) -> list[str]:
    """Return the names of the text's fields that differ."""
    return [name for name in TEXT_FIELDS if getattr(before, name) != getattr(after, name)]


def _difference(name: str, before: ItemVersion, after: ItemVersion) -> FieldDifference:
    title = str(ItemVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented way to a model's fields
    return FieldDifference(name, title, marks(_in_words(name, before), _in_words(name, after)))


def _in_words(name: str, version: ItemVersion) -> str:
    value = getattr(version, name)
    if name == "methods":
        return "、".join(str(CheckMethod(method).label) for method in value)
    if name == "ratio_limit_bp":
        return "" if value is None else percent(value)
    display = getattr(version, f"get_{name}_display", None)
    shown = display() if display else value
    return "" if shown is None else str(shown)


def _lines(points: list[CheckPointText]) -> str:
    return "\n".join(_line(number, point) for number, point in enumerate(points, start=1))


def _line(number: int, point: CheckPointText) -> str:
    lines = [f"{number}. {point.question}"]
    if point.guidance:
        lines.append(f"　怎样检查：{point.guidance}")
    if point.phrases:
        lines.append(f"　常见问题：{'；'.join(point.phrases)}")
    return "\n".join(lines)
