"""Reading a JSON object under a closed schema, key by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from mingcha.core.draw.canonical import Json
from mingcha.core.errors import InvalidFile

_T = TypeVar("_T")
_MISSING = object()


class Fields:
    """The members of one JSON object; whatever is not asked for by ``close`` is refused.

    Every fault is an InvalidFile that names the file and the place inside it.
    """

    def __init__(self, value: Json, file: str, place: str = "") -> None:
        """Wrap ``value``, found at ``place`` (such as ``frames[0]``) of ``file``."""
        self._file = file
        self._place = place
        if not isinstance(value, dict):
            raise self.fault("", "应是一个 JSON 对象")
        self._members: dict[str, Json] = dict(value)

    def fault(self, key: str, message: str) -> InvalidFile:
        """Return the error that says what is wrong at ``key``."""
        place = ".".join(part for part in (self._place, key) if part)
        return InvalidFile(self._file, f"{place} {message}".strip())

    def __contains__(self, key: str) -> bool:
        """Tell whether ``key`` is there and has not been read yet."""
        return key in self._members

    def any(self, key: str) -> Json:
        """Take the value of ``key``, whatever it is."""
        value = self._members.pop(key, _MISSING)
        if value is _MISSING:
            raise self.fault(key, "缺少")
        return value

    def text(self, key: str, form: re.Pattern[str] | Callable[[str], bool] | None = None) -> str:
        """Take a string of the given form."""
        value = self.any(key)
        if not isinstance(value, str) or not _matches(value, form):
            raise self.fault(key, f"的值 {str(value)[:40]!r} 不合格式")
        return value

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Take one of the ``allowed`` strings."""
        value = self.text(key)
        if value not in allowed:
            raise self.fault(key, f"的值 {value[:40]!r} 不在 {'、'.join(allowed)} 之中")
        return value

    def integer(self, key: str, low: int = 0, high: int = 2**53 - 1) -> int:
        """Take an integer from ``low`` to ``high``."""
        value = self.any(key)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.fault(key, f"应是 {low} 到 {high} 的整数")
        return value

    def null(self, key: str) -> bool:
        """Take the value of ``key`` if it is null, and tell whether it was."""
        is_null = self._members.get(key, _MISSING) is None
        if is_null:
            del self._members[key]
        return is_null

    def flag(self, key: str) -> bool:
        """Take a boolean, false where the key is absent."""
        value = self._members.pop(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, "应是 true 或 false")
        return value

    def items(self, key: str) -> list[Json]:
        """Take a list, its items unread."""
        value = self.any(key)
        if not isinstance(value, list):
            raise self.fault(key, "应是一个列表")
        return value

    def objects(self, key: str, read: Callable[[Fields], _T]) -> tuple[_T, ...]:
        """Take a list of objects, each read and closed by ``read``."""
        return tuple(
            self._entry(item, f"{key}[{index}]", read) for index, item in enumerate(self.items(key))
        )

    def object(self, key: str, read: Callable[[Fields], _T]) -> _T:
        """Take one object, read and closed by ``read``."""
        return self._entry(self.any(key), key, read)

    def texts(self, key: str, form: re.Pattern[str] | None = None) -> tuple[str, ...]:
        """Take a list of strings of the given form."""
        values = self.items(key)
        for index, value in enumerate(values):
            if not isinstance(value, str) or not _matches(value, form):
                raise self.fault(f"{key}[{index}]", f"的值 {str(value)[:40]!r} 不合格式")
        return tuple(values)

    def close(self) -> None:
        """Refuse any key that was not read."""
        for key in self._members:
            raise self.fault(key[:40], "是不认识的键")

    def _entry(self, value: Json, key: str, read: Callable[[Fields], _T]) -> _T:
        place = ".".join(part for part in (self._place, key) if part)
        fields = Fields(value, self._file, place)
        result = read(fields)
        fields.close()
        return result


def _matches(text: str, form: re.Pattern[str] | Callable[[str], bool] | None) -> bool:
    if form is None:
        return True
    if isinstance(form, re.Pattern):
        return form.fullmatch(text) is not None
    return form(text)
