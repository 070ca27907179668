"""The list as a workbook that can be imported again, in the columns of whoever asks for it.

The 21 columns of the two other forms are those of Zhejiang's templates of 2017; whoever reports
to a platform of that kind hands them in as they are (R-019).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.registers.intake.certificates import current_certificate
from mingcha.registers.models import Inspector, InspectorCertificate, Tag
from mingcha.registers.models.certificate import CertificateKind
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.personal import PersonalData, personal_data
from mingcha.web.exports.sheet import Sheet

_PREFETCHED = ("expertise", "qualifications", "certificates")


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody as a row, with what the person who asks may see."""

    one: Inspector
    personal: PersonalData

    def certificate(self, kind: str) -> InspectorCertificate | None:
        return current_certificate(self.one, kind)

    @property
    def enforcement(self) -> InspectorCertificate | None:
        return self.certificate(CertificateKind.ENFORCEMENT)

    @property
    def of_line(self) -> InspectorCertificate | None:
        return self.certificate(CertificateKind.LINE_ENFORCEMENT)


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    value: Callable[[_Person], object]
    of: str = ""
    """The list's column that this one belongs to."""


def _words(tags: Iterable[Tag], between: str) -> str:
    return between.join(sorted(tag.name for tag in tags))


def _unit(person: _Person) -> str:
    return person.one.unit.name if person.one.unit else person.one.department.name


def _is_valid(person: _Person) -> str:
    return "有效" if person.one.state == InspectorState.ACTIVE else "失效"


_STAFF_NO = _Column("单位工号", 12, lambda p: p.one.staff_no)
_NAME = _Column("姓名", 10, lambda p: p.one.name)
_SEX = _Column("性别", 6, lambda p: p.personal.sex)
_ID_NUMBER = _Column("身份证号", 20, lambda p: p.personal.id_number)
_PHONE = _Column("手机号", 14, lambda p: p.personal.phone, "phone")
_EDUCATION = _Column("学历", 8, lambda p: p.one.education)
_SUBJECT = _Column("学历专业", 12, lambda p: p.one.education_subject)
_CATEGORY = _Column("岗位大类", 24, lambda p: p.one.post_category)
_SINCE = _Column("从事本岗起始日期", 16, lambda p: p.one.post_since)
_QUALIFICATIONS = _Column("岗位资质资格", 20, lambda p: _words(p.one.qualifications.all(), "，"))
_SCOPE = _Column("执法事项范围", 30, lambda p: p.one.item_scope)
_LEVEL = _Column("层级", 8, lambda p: p.one.get_level_display())
_POST = _Column("担任职务", 14, lambda p: p.one.post)
_POST_DETAIL = _Column("具体职务", 14, lambda p: p.one.post_detail)
_EXPERT = _Column("是否专家", 16, lambda p: p.one.expert_in)
_NUMBER = _Column(
    "执法证编号", 16, lambda p: p.enforcement and p.enforcement.number, "certificate_no"
)
_UNTIL = _Column(
    "执法证有效期", 14, lambda p: p.enforcement and p.enforcement.valid_until, "certificate_until"
)
_ISSUER = _Column("执法证发证机关", 20, lambda p: p.enforcement and p.enforcement.issuer)
_LINE_NUMBER = _Column("工商执法证编号", 16, lambda p: p.of_line and p.of_line.number)
_LINE_UNTIL = _Column("工商执法证有效期", 14, lambda p: p.of_line and p.of_line.valid_until)
_STATE = _Column("执法人员状态", 12, _is_valid)

_PERSON = (_STAFF_NO, _NAME, _SEX, _ID_NUMBER, _PHONE, _EDUCATION, _SUBJECT)
_AT_WORK = (
    *(_CATEGORY, _SINCE, _QUALIFICATIONS, _SCOPE),
    _Column("地区", 14, lambda p: p.one.region_id),
    *(_LEVEL, _POST),
)
_UNIT = _Column("所在业务部门（机构）", 28, _unit)

FORMS: dict[str, tuple[str, tuple[_Column, ...]]] = {
    "": (
        "执法检查人员名录",
        (
            *_PERSON,
            _Column("人员类别", 16, lambda p: p.one.get_kind_display(), "kind"),
            _Column("所在单位", 28, lambda p: p.one.department.name, "unit"),
            _Column("股室队所", 20, lambda p: p.one.unit.name if p.one.unit else "", "unit"),
            *(_CATEGORY, _SINCE, _QUALIFICATIONS, _SCOPE, _LEVEL, _POST, _POST_DETAIL, _EXPERT),
            _Column("执法区域代码", 14, lambda p: p.one.region_id),
            *(_NUMBER, _UNTIL, _ISSUER, _LINE_NUMBER, _LINE_UNTIL),
            _Column("业务专长", 24, lambda p: _words(p.one.expertise.all(), "、"), "expertise"),
            _Column("可承担户数", 11, lambda p: p.one.capacity, "capacity"),
            _Column("状态", 10, lambda p: p.one.get_state_display(), "state"),
            _Column("备注", 20, lambda p: p.one.remark),
        ),
    ),
    "zhejiang": (
        "执法人员名录库（浙江格式）",
        (
            *(*_PERSON, *_AT_WORK, _UNIT, _EXPERT, _LINE_NUMBER, _LINE_UNTIL),
            _Column("省执法证编号", 16, _NUMBER.value),
            *(_UNTIL, _STATE),
        ),
    ),
    "zhejiang_joint": (
        "执法人员名录库（浙江协同格式）",
        (*_PERSON, *_AT_WORK, _POST_DETAIL, _UNIT, _EXPERT, _NUMBER, _UNTIL, _ISSUER, _STATE),
    ),
}
"""The forms by the word in the address: title of the sheet, and its columns in their order."""


def staff_sheet(
    user: User, rows: QuerySet[Inspector], form: str, chosen: Collection[str] = ()
) -> Sheet:
    """Return the list in one of the forms; an unknown one is the platform's own.

    Its own form has the columns that were chosen in the list, all where none were.
    """
    title, columns = FORMS.get(form, FORMS[""])
    if chosen and title == FORMS[""][0]:
        columns = tuple(each for each in columns if each in _ALWAYS or each.of in chosen)
    headings = [(column.title, column.width) for column in columns]
    return Sheet(title, headings, _lines(user, rows, columns))


_ALWAYS = (_STAFF_NO, _NAME)


def _lines(
    user: User, rows: QuerySet[Inspector], columns: tuple[_Column, ...]
) -> Iterator[tuple[object, ...]]:
    for one in rows.prefetch_related(*_PREFETCHED).order_by("staff_no"):
        shown = _Person(one, personal_data(user, one))
        yield tuple(column.value(shown) for column in columns)
