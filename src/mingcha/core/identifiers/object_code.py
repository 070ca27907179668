"""The code by which a register names an inspection object (检查对象)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mingcha.core.errors import Refusal
from mingcha.core.identifiers import registration_number, uscc
from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.text import fold


class CodeKind(StrEnum):
    """The kinds of code that name a market entity."""

    USCC = "uscc"
    REGISTRATION_NUMBER = "registration_number"
    COOPERATIVE_NUMBER = "cooperative_number"


class CodeFault(StrEnum):
    """Why a text is no code."""

    MISSING = "missing"
    LENGTH = "length"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True)
class ObjectCode:
    """A code in its one spelling: ``value`` is ``[0-9A-Z]``, 18 or 15 characters.

    ``notes`` are in the order of ``CodeNote``; they warn and do not refuse, because real registers
    hold codes that were issued with a wrong check character.
    """

    value: str
    kind: CodeKind
    notes: tuple[CodeNote, ...]


class ObjectCodeError(Refusal):
    """A text that cannot be an object's code.

    ``reason`` says why, ``text`` is the folded text; ``position`` is where the first character
    stands that does not belong, counted from 1, and 0 unless ``reason`` is ``CHARACTER``.
    """

    def __init__(self, reason: CodeFault, text: str, position: int = 0) -> None:
        """Word the message from what was found."""
        super().__init__(
            _MESSAGES[reason].format(
                text=text, length=len(text), position=position, char=text[position - 1 : position]
            )
        )
        self.reason = reason
        self.text = text
        self.position = position


_MESSAGES = {
    CodeFault.MISSING: "没有代码：请填写18位统一社会信用代码",
    CodeFault.LENGTH: "代码“{text}”有{length}位，应为18位统一社会信用代码或15位注册号：请核对",
    CodeFault.CHARACTER: (
        "代码“{text}”第{position}位“{char}”不是代码使用的字符"
        "（常见的是把数字0、1、2写成字母O、I、Z）：请核对"
    ),
}

_PLACEHOLDER_WORDS = frozenset(
    {"无", "无代码", "没有", "暂无", "空", "空白", "不详", "未知", "未办理", "待补", "待办"}
    | {"无统一社会信用代码", "N/A", "NA", "NULL", "NONE", "NAN", "#N/A"}
)


def read_object_code(text: str) -> ObjectCode:
    """Read a unified social credit code or an old registration number as a person typed it.

    Width, case and blanks are folded first. A check character that fails (GB 32100-2015 for
    credit codes, GS 15-2006 for registration numbers) is a note. Raises ``ObjectCodeError``:
    ``MISSING`` for nothing, zeros, strokes and words such as 无; ``LENGTH`` for neither 18 nor 15
    characters; ``CHARACTER`` for characters that codes of that length do not have.
    """
    if uscc.is_valid(text) and text.strip("0"):
        return ObjectCode(text, CodeKind.USCC, ())
    value, folds = fold(text)
    if _is_placeholder(value):
        raise ObjectCodeError(CodeFault.MISSING, value)
    kind = _kind(value)
    found = folds | _check_notes(value, kind)
    return ObjectCode(value, kind, tuple(note for note in CodeNote if note in found))


def _is_placeholder(value: str) -> bool:
    meaningful = any(char.isalnum() and char != "0" for char in value)
    return not meaningful or value in _PLACEHOLDER_WORDS


def _kind(value: str) -> CodeKind:
    if len(value) not in {uscc.LENGTH, registration_number.LENGTH}:
        raise ObjectCodeError(CodeFault.LENGTH, value)
    if uscc.is_well_formed(value):
        return CodeKind.USCC
    if registration_number.is_registration_number(value):
        return CodeKind.REGISTRATION_NUMBER
    if registration_number.is_cooperative_number(value):
        return CodeKind.COOPERATIVE_NUMBER
    raise ObjectCodeError(CodeFault.CHARACTER, value, _first_foreign_position(value))


def _first_foreign_position(value: str) -> int:
    alphabet = uscc.ALPHABET if len(value) == uscc.LENGTH else registration_number.DIGITS
    return next(place for place, char in enumerate(value, start=1) if char not in alphabet)


def _check_notes(value: str, kind: CodeKind) -> frozenset[CodeNote]:
    if kind is CodeKind.COOPERATIVE_NUMBER or _has_valid_check(value, kind):
        return frozenset()
    if kind is CodeKind.USCC and not uscc.has_valid_organisation_check(value):
        return frozenset({CodeNote.CHECK_CHARACTER, CodeNote.ORGANISATION_CHECK})
    return frozenset({CodeNote.CHECK_CHARACTER})


def _has_valid_check(value: str, kind: CodeKind) -> bool:
    if kind is CodeKind.USCC:
        return uscc.has_valid_check(value)
    return registration_number.has_valid_check(value)
