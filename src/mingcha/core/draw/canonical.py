"""Strict JSON in, canonical JSON (the JCS of protocol section 1) out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import Any

from mingcha.core.errors import InvalidFile

Json = Any
_INTEGER = re.compile(r"0|[1-9][0-9]{0,15}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**53
_DEEPEST = 64  # levels; what recurses over a value that was read never runs out of stack


class _Fault(ValueError):
    pass


def _refuse_number(text: str) -> None:
    raise _Fault(f"数字 {text[:20]} 不是非负整数（不允许小数、负数和指数写法）")


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text) or int(text) >= _LARGEST:
        _refuse_number(text)
    return int(text)


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise _Fault(f"键 {repeated[:20]!r} 重复出现")
    return members


def _check(value: Json, depth: int = 1) -> None:
    """Refuse strings that are not NFC text, keys that are not printable ASCII, deep nesting."""
    if depth > _DEEPEST:
        raise _Fault("嵌套层数过多")
    if isinstance(value, dict):
        for key in value:
            if not (key.isascii() and key.isprintable()):
                raise _Fault(f"键 {key[:20]!r} 含有 ASCII 以外的字符")
        for member in value.values():
            _check(member, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, str) and not _is_sound(value):
        raise _Fault(f"文字 {value[:20]!r} 不是规范（NFC）的 Unicode 文字")


def _is_sound(text: str) -> bool:
    if text.isascii():
        return True
    return not _SURROGATE.search(text) and unicodedata.is_normalized("NFC", text)


def parse_json(data: bytes, file: str) -> Json:
    """Read strict JSON: UTF-8, no duplicate keys, only non-negative integers below 2^53.

    Raises InvalidFile naming ``file`` for anything else.
    """
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
        _check(value)
    except RecursionError as error:
        raise InvalidFile(file, "嵌套层数过多") from error
    except UnicodeDecodeError as error:
        raise InvalidFile(file, f"第 {error.start + 1} 字节起不是 UTF-8 文字") from error
    except json.JSONDecodeError as error:
        fault = f"第 {error.lineno} 行第 {error.colno} 列不是合格的 JSON"
        raise InvalidFile(file, fault) from error
    except _Fault as error:
        raise InvalidFile(file, str(error)) from error
    return value


def jcs(value: Json) -> bytes:
    """Return the RFC 8785 form of a value that ``parse_json`` could have given."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")
