"""Putting values in the place of the placeholders of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from mingcha.core.notices.checking import NAMED
from mingcha.core.notices.kinds import NoticeKind

NOTHING = "—"
"""What stands where there is no value."""


class Part(TypedDict, total=False):
    """A part of a filled text: a paragraph (``text``, perhaps at the ``right``) or a table."""

    text: str
    right: bool
    head: list[str]
    widths: list[int]
    rows: list[list[str]]


Values = Mapping[str, str | list[Part]]
"""Text by placeholder; parts for those that stand alone on their line."""


def filled(kind: NoticeKind, text: str, values: Values) -> list[Part]:
    """Return the parts of a text in the order of its lines.

    Values are put in as they are: braces in an enterprise's name mean nothing. An empty value
    stands as a dash, unless the placeholder may be empty, which has no sample.
    """
    parts: list[Part] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        block = values.get(line.strip()[1:-1]) if _is_block(kind, line) else None
        if isinstance(block, Sequence) and not isinstance(block, str):
            parts += block
        else:
            parts.append({"text": NAMED.sub(lambda m: _value(kind, m[1], values), line)})
    return parts


def sample(kind: NoticeKind) -> Values:
    """Return values by which a text can be looked at before there is an object."""
    values: dict[str, str | list[Part]] = {
        each.name: each.sample for each in kind.placeholders if not each.is_block
    }
    department, day = str(values["牵头部门"]), str(values["出具日期"])
    values["落款"] = signature(department, day)
    values["检查安排表"] = [
        {
            "head": list(ARRANGEMENT),
            "widths": list(ARRANGEMENT_WIDTHS),
            "rows": [
                [
                    department,
                    "营业执照检查",
                    str(values["检查依据"]),
                    "综合股",
                    "张某（组长）、李某",
                ]
            ],
        }
    ]
    values["事项结果表"] = [
        {
            "head": list(RESULTS),
            "widths": list(RESULTS_WIDTHS),
            "rows": [["营业执照检查", "未发现问题", NOTHING]],
        }
    ]
    return values


def signature(department: str, day: str) -> list[Part]:
    """Return the two lines at the right that end a document."""
    return [{"text": f"{department}（印章）", "right": True}, {"text": day, "right": True}]


ARRANGEMENT = ("检查部门", "检查事项", "检查依据", "组长所在单位", "检查人员")
ARRANGEMENT_WIDTHS = (3, 3, 4, 2, 3)
RESULTS = ("检查事项", "结果", "说明")
RESULTS_WIDTHS = (3, 2, 5)


def _is_block(kind: NoticeKind, line: str) -> bool:
    found = NAMED.fullmatch(line.strip())
    known = kind.placeholder(found[1]) if found else None
    return known is not None and known.is_block


def _value(kind: NoticeKind, name: str, values: Values) -> str:
    known, value = kind.placeholder(name), values.get(name, "")
    if isinstance(value, str) and value:
        return value
    return NOTHING if known is None or known.sample else ""
