"""What values a parameter takes: of the default's type, within bounds a person can be told."""

from __future__ import annotations

import re
from datetime import date

from mingcha.core.draw.canonical import Json
from mingcha.orgs.parameters import CATALOGUE

CHOICES: dict[str, dict[str, str]] = {
    "count.definition": {"G-1/1": "口径第1版"},
    "publication.starts_at": {
        "record_signed": "检查记录签字之日",
        "visit_started": "开始检查之日",
    },
    "inspector.public_form": {
        "unit_count": "只公开各机构人数",
        "names": "公开姓名和执法证号",
    },
    "class_use.judged_on": {"tasks": "按任务"},
}
"""Words that programs know; a text that is not among them would be understood by nothing."""

_PERCENT = re.compile(r"(100|[0-9]{1,2})(\.[0-9]{1,2})?%")
_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")
_LEAP_YEAR = 2024
_MOST = 100_000
_LONGEST = 200


def value_fault(key: str, value: Json) -> str | None:
    """Return None where a parameter may have the value, else what is asked for."""
    default = CATALOGUE[key].default
    if isinstance(default, dict):
        if not isinstance(value, dict) or not value:
            return "至少填写一行"
        wanted = next(iter(default.values()))
        faults = [_fault(entry, like=wanted) for entry in value.values()]
        return next((fault for fault in faults if fault), None)
    if isinstance(default, list):
        return _list_fault(key, value)
    if key in CHOICES:
        return None if value in CHOICES[key] else "请选择列出的取值"
    shape, told = _SHAPES.get(key, (None, ""))
    if shape is not None and isinstance(value, str) and value and not shape.fullmatch(value):
        return told
    return _fault(value, like=default)


CLOSED: dict[str, frozenset[str]] = {
    "cap.exempt_reasons": frozenset({"complaint", "assigned", "trigger"}),
    "message.outlets": frozenset({"email", "webhook"}),
}
"""Lists of words that programs know."""

_SHAPES = {
    "message.email": (
        re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "应是邮箱地址，例如 name@example.gov.cn",
    ),
    "message.webhook": (
        re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~]*)?"),
        "应以 http:// 或 https:// 开头，只用字母、数字和符号",
    ),
}
"""Texts of a shape; empty ones are none."""


def _list_fault(key: str, value: Json) -> str | None:
    if not isinstance(value, list):
        return "每行填写一项"
    known = CLOSED.get(key)
    strange = [str(entry) for entry in value if known is not None and str(entry) not in known]
    if strange:
        return f"不认识的取值：{'、'.join(strange)}"
    default = CATALOGUE[key].default
    like = next(iter(default), "") if isinstance(default, list) else ""
    faults = (_fault(entry, like=like) for entry in value)
    return next((fault for fault in faults if fault), None)


def _fault(value: Json, *, like: Json) -> str | None:
    if isinstance(like, bool):
        return None if isinstance(value, bool) else "请选择是或否"
    if isinstance(like, int):
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return None if is_number and 0 <= int(str(value)) <= _MOST else "应是不小于 0 的整数"
    if isinstance(like, str) and like.endswith("%"):
        is_share = isinstance(value, str) and _PERCENT.fullmatch(value) is not None
        is_share = is_share and float(str(value)[:-1]) <= 100  # noqa: PLR2004 - percent
        return None if is_share else "应是百分比，例如 5%"
    if isinstance(like, str) and _DAY.fullmatch(like):
        return None if _is_day(value) else "应是月和日，例如 03-31"
    if not isinstance(value, str):
        return "应是文字"
    return None if len(value) <= _LONGEST else f"不超过 {_LONGEST} 字"


def _is_day(value: Json) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(f"{_LEAP_YEAR}-{value}")
    except ValueError:
        return False
    return value != "02-29"
