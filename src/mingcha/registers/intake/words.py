"""Words of registers as people write them, and what they mean here."""

from __future__ import annotations

import re
from functools import cache

from mingcha.core.identifiers.object_code import CodeKind, read_object_code
from mingcha.core.identifiers.uscc import LENGTH as USCC_LENGTH
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.models.inspection_object import ObjectKind, RegistrationStatus
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.object_flag import FlagKind

_KINDS = (
    ("个体", ObjectKind.SELF_EMPLOYED),
    ("合作社", ObjectKind.COOPERATIVE),
    ("代表机构", ObjectKind.FOREIGN_OFFICE),
    ("项目", ObjectKind.PROJECT),
    ("产品", ObjectKind.PRODUCT),
    ("行为", ObjectKind.BEHAVIOUR),
    ("公司", ObjectKind.ENTERPRISE),
    ("企业", ObjectKind.ENTERPRISE),
    ("独资", ObjectKind.ENTERPRISE),
    ("合伙", ObjectKind.ENTERPRISE),
)
_KINDS_BY_CODE = {
    "91": ObjectKind.ENTERPRISE,
    "92": ObjectKind.SELF_EMPLOYED,
    "93": ObjectKind.COOPERATIVE,
}
_STATUSES = [
    (re.compile(words), status)
    for words, status in (
        ("(?<!未)注销", RegistrationStatus.DEREGISTERED),
        ("吊销", RegistrationStatus.REVOKED),
        ("撤销", RegistrationStatus.CANCELLED),
        ("迁出", RegistrationStatus.MOVED_OUT),
        ("(?<!未|非)停业|(?<!解除|终止|结束)歇业|清算|责令关闭|除名", RegistrationStatus.CLOSED),
        ("存续|在业|在营|开业|(?<!非)正常|在册|登记成立|确立", RegistrationStatus.EXISTING),
    )
]
_STATUSES_BY_CODE = {
    "1": RegistrationStatus.EXISTING,
    "2": RegistrationStatus.REVOKED,  # 吊销，未注销
    "3": RegistrationStatus.DEREGISTERED,  # 吊销，已注销
    "4": RegistrationStatus.DEREGISTERED,
    "5": RegistrationStatus.CANCELLED,
    "6": RegistrationStatus.MOVED_OUT,
}
"""The codes by which registration organs exchange the status; 9 (其他) says nothing."""
_OUT = "失效"
_STATES = (
    (_OUT, InspectorState.SUSPENDED),
    ("在岗", InspectorState.ACTIVE),
    ("在职", InspectorState.ACTIVE),
    ("正常", InspectorState.ACTIVE),
    ("有效", InspectorState.ACTIVE),
    ("启用", InspectorState.ACTIVE),
    ("暂停", InspectorState.SUSPENDED),
    ("停职", InspectorState.SUSPENDED),
    ("吊销", InspectorState.SUSPENDED),
    ("退", InspectorState.LEFT),
    ("离", InspectorState.LEFT),
    ("调", InspectorState.ON_LEAVE),
    ("假", InspectorState.ON_LEAVE),
    ("借", InspectorState.ON_LEAVE),
    ("休", InspectorState.ON_LEAVE),
)
_FLAGS = (
    ("异常", FlagKind.ABNORMAL_LIST),
    ("严重违法", FlagKind.SERIOUS_VIOLATION),
    ("税收违法", FlagKind.MAJOR_TAX_OFFENDER),
    ("税务失信", FlagKind.MAJOR_TAX_OFFENDER),
    ("失信被执行", FlagKind.JUDGMENT_DEBTOR),
    ("投诉", FlagKind.COMPLAINT),
    ("举报", FlagKind.COMPLAINT),
    ("事故", FlagKind.ACCIDENT),
    ("曝光", FlagKind.MEDIA),
    ("舆情", FlagKind.MEDIA),
    ("沙盒", FlagKind.SANDBOX),
    ("包容审慎", FlagKind.SANDBOX),
)
_IN_POOL = frozenset({"是", "在库", "有效", "正常", "在聘"})
_OUT_OF_POOL = frozenset({"否", "不在库", "已移出", "移出", "失效", "解聘", "停用"})
_METHODS = (
    ("现场", CheckMethod.ON_SITE),
    ("实地", CheckMethod.ON_SITE),
    ("书面", CheckMethod.WRITTEN),
    ("查阅", CheckMethod.WRITTEN),
    ("档案", CheckMethod.WRITTEN),
    ("非现场", CheckMethod.WRITTEN),
    ("网络", CheckMethod.ONLINE),
    ("监测", CheckMethod.ONLINE),
    ("抽样", CheckMethod.TESTING),
    ("样品", CheckMethod.TESTING),
    ("检验", CheckMethod.TESTING),
    ("检测", CheckMethod.TESTING),
    ("委托", CheckMethod.COMMISSIONED),
    ("专业机构", CheckMethod.COMMISSIONED),
    ("专家", CheckMethod.OTHER_RESULTS),
    ("其他部门", CheckMethod.OTHER_RESULTS),
)


def object_kind(word: str | None, code: str) -> ObjectKind | None:
    """Return the kind that a word names, else the one that the code's first digits tell."""
    return _kind_of(word or "", code[:2] if len(code) == USCC_LENGTH else "")


@cache
def _kind_of(word: str, issuer: str) -> ObjectKind | None:
    named = (kind for part, kind in _KINDS if part in word)
    return next(named, None) or _KINDS_BY_CODE.get(issuer)


def new_kind(word: str | None, code: str) -> ObjectKind:
    """Return the kind of an object that was not known before."""
    known = object_kind(word, code)
    if known:
        return known
    if read_object_code(code).kind is CodeKind.COOPERATIVE_NUMBER:
        return ObjectKind.COOPERATIVE
    return ObjectKind.OTHER if code[:1] in {"1", "5"} else ObjectKind.ENTERPRISE


@cache
def registration_status(word: str) -> RegistrationStatus | None:
    """Return the status that a word or a code of the registration organs names, None for others."""
    if word in _STATUSES_BY_CODE:
        return _STATUSES_BY_CODE[word]
    return next((status for words, status in _STATUSES if words.search(word)), None)


@cache
def inspector_state(word: str) -> InspectorState | None:
    """Return the state that a word names, None for an unknown word."""
    return next((state for part, state in _STATES if part in word), None)


def is_merely_out(word: str) -> bool:
    """Tell whether a word says that somebody is not to be sent, without saying why (失效)."""
    return _OUT in word


def check_methods(text: str | None) -> list[str]:
    """Return the methods that a text names, in the order of the code list."""
    said = text or ""
    on_site = said.replace("非现场", "")
    found = {
        method
        for part, method in _METHODS
        if part in (on_site if method is CheckMethod.ON_SITE else said)
    }
    return [method.value for method in CheckMethod if method in found]


@cache
def flag_kind(word: str) -> FlagKind | None:
    """Return the list or mark that a word names, None for an unknown word."""
    if word in FlagKind.values:
        return FlagKind(word)
    return next((kind for part, kind in _FLAGS if part in word), None)


def is_in_pool(word: str) -> bool | None:
    """Tell whether a word says that somebody is in a pool (在库), None for an unknown word."""
    if word in _IN_POOL:
        return True
    return False if word in _OUT_OF_POOL else None
