"""The code under which an object is entered by hand: a market entity's must be one (R-013, R-014)."""

from __future__ import annotations

from mingcha.core.identifiers import uscc
from mingcha.core.identifiers.code_note import CodeNote
from mingcha.core.identifiers.object_code import ObjectCodeError, read_object_code
from mingcha.core.identifiers.text import fold
from mingcha.foundation.errors import DomainError
from mingcha.registers.models import InspectionObject
from mingcha.registers.models.inspection_object import NON_ENTITY_KINDS, ObjectKind

MISCOPIED = "代码的校验位与前面各位对不上，请对照营业执照再看一遍；执照上确是这样的，不必改"
"""What is said of a code that was accepted although its last character does not follow."""
_KEYED_FREELY = (*NON_ENTITY_KINDS, ObjectKind.OTHER)


def entered_code(text: str, kind: str, at: str = "code") -> str:
    """Return the code in its one spelling.

    Raises DomainError for a market entity's that is no code, and for one of a market entity where
    the object is none.
    """
    code = fold(text)[0]
    if kind in NON_ENTITY_KINDS and uscc.is_well_formed(code) and uscc.has_valid_check(code):
        told = f"{code} 是统一社会信用代码，请填写产品、项目、行为自己的编号"
        raise DomainError("code_of_entity", told, at)
    if kind in _KEYED_FREELY:
        return code
    try:
        return read_object_code(code).value
    except ObjectCodeError as wrong:
        raise DomainError("code_wrong", f"{wrong.message}，请对照营业执照核对", at) from wrong


def require_same_thing(found: InspectionObject, name: str, kind: str) -> None:
    """Raise DomainError where others use the code of a known object for something else.

    A credit code names one entity whoever writes it; the key of a project is each department's own.
    """
    is_keyed = kind in NON_ENTITY_KINDS
    if is_keyed != (found.kind in NON_ENTITY_KINDS):
        told = f"{found.code} 是名录中“{found.name}”（{found.get_kind_display()}）的代码，请核对类型和代码"
        raise DomainError("code_of_other_kind", told, "code")
    if is_keyed and found.name != name:
        told = f"编号 {found.code} 已由其他部门用于“{found.name}”，请在编号前加本部门的简称"
        raise DomainError("key_of_another", told, "code")


def is_miscopied(code: str) -> bool:
    """Tell whether a market entity's code was accepted with a wrong check character."""
    try:
        return CodeNote.CHECK_CHARACTER in read_object_code(code).notes
    except ObjectCodeError:
        return False
