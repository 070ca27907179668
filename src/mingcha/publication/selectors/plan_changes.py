"""In what two published versions of a plan differ, field by field, in words."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.draw.canonical import Json

FIELDS = {
    "name": "任务名称",
    "range": "检查对象范围",
    "ratio": "抽查比例",
    "frequency": "抽查频次",
    "period_from": "开始日期",
    "period_to": "截止日期",
    "mode": "抽查模式",
    "joint_scope": "抽查类型",
    "draw_kind": "抽查方式",
    "items": "抽查事项",
    "cooperating": "配合部门",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``field`` is empty where a line came or went."""

    line_no: int
    name: str
    field: str
    before: str
    after: str


def plan_changes(before: Json, after: Json) -> list[Change]:
    """Return the differences in the order of lines and fields."""
    then, now = (
        {line["line_no"]: line for line in content["lines"]} for content in (before, after)
    )
    found = []
    for number in sorted(then.keys() | now.keys()):
        old, new = then.get(number), now.get(number)
        if old is None or new is None:
            name = {**(old or {}), **(new or {})}["name"]
            found.append(Change(number, name, "", "有" if old else "无", "新增" if new else "删去"))
        else:
            found += _changed(number, old, new)
    return found


def _changed(number: int, old: Json, new: Json) -> list[Change]:
    return [
        Change(number, new["name"], title, _words(old[field]), _words(new[field]))
        for field, title in FIELDS.items()
        if old[field] != new[field]
    ]


def _words(value: Json) -> str:
    return "、".join(entry["name"] for entry in value) if isinstance(value, list) else str(value)
