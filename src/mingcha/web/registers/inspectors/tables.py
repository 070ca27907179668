"""The list of inspectors and its filters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters as filters
import django_tables2 as tables
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Unit
from mingcha.registers.models import Inspector, InspectorCertificate, Tag
from mingcha.registers.models.certificate import ENFORCING
from mingcha.registers.models.inspector import InspectorKind, InspectorState
from mingcha.registers.models.tag import TagKind
from mingcha.registers.personal import personal_data
from mingcha.registers.selectors.fitness import certificates_of, covers
from mingcha.registers.selectors.inspectors import EXPIRES_SOON_DAYS, soon
from mingcha.web.registers.picking import Columns
from mingcha.web.wording import cn_date

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

_BOX = (
    '<input type="checkbox" class="form-check-input" name="chosen" value="{}" form="picked"'
    ' aria-label="勾选 {}">'
)
_VALID, _MISSING, _EXPIRED, _SOON, _OTHER_SOON = "valid", "missing", "expired", "soon", "other_soon"


COLUMNS = Columns(
    {
        "unit": "机构",
        "kind": "人员类别",
        "phone": "手机号",
        "certificate_no": "执法证号",
        "certificate_until": "有效期至",
        "expertise": "业务专长",
        "capacity": "可承担户数",
        "state": "状态",
    },
    (
        *("unit", "kind", "phone", "certificate_no", "certificate_until"),
        *("expertise", "capacity", "state"),
    ),
)
"""What may be chosen beside name and number; all of it is shown unasked."""


class InspectorTable(tables.Table):
    """One row a person; ``chosen`` is a box for what is done to many at once."""

    chosen = tables.Column(
        "勾选", orderable=False, empty_values=(), attrs={"td": {"class": "shrink tick"}}
    )
    name = tables.Column(
        "姓名",
        linkify=("inspector", {"pk": tables.A("pk")}),
        attrs={"td": {"class": "shrink"}},
    )
    staff_no = tables.Column("工号", attrs={"td": {"class": "code"}})
    unit = tables.Column("机构", accessor="unit__name", default="—", order_by="unit__name")
    kind = tables.Column("人员类别")
    phone = tables.Column("手机号", orderable=False, empty_values=())
    certificate_no = tables.Column("执法证号", default="", orderable=False)
    certificate_until = tables.Column("有效期至", empty_values=())
    expertise = tables.Column("业务专长", orderable=False, empty_values=())
    capacity = tables.Column("可承担户数", attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    state = tables.Column("状态")

    class Meta:
        model = Inspector
        fields = (
            *("chosen", "name", "staff_no", "unit", "kind", "phone"),
            *("certificate_no", "certificate_until", "expertise", "capacity", "state"),
        )
        empty_text = "没有符合条件的检查人员"

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Show numbers as the user may see them."""
        super().__init__(*args, **kwargs)
        self._user = user

    def render_chosen(self, record: Inspector) -> SafeString:
        """Show the box, for the own department's people alone."""
        if record.department_id != self._user.department_id:
            return SafeString("")
        return format_html(_BOX, record.pk, record.name)

    def render_phone(self, record: Inspector) -> str:
        """Show the telephone, masked to all but the register's own keepers."""
        return personal_data(self._user, record).phone or "—"

    def render_state(self, record: Inspector) -> str:
        """Show the state, and who is away today in spite of it."""
        away = [each for each in record.absences.all() if covers(each, clock.today())]
        if away and record.state == InspectorState.ACTIVE:
            return str(away[0].get_kind_display())
        return str(record.get_state_display())

    def render_certificate_until(self, record: CertifiedInspector) -> str:
        """Show the last day, and how it stands where that matters."""
        return certificate_text(record.certificate_until)

    def render_expertise(self, record: Inspector) -> str:
        """Show expertise and qualifications in one line."""
        tags = (*record.expertise.all(), *record.qualifications.all())
        return "、".join(tag.name for tag in tags) or "—"


def certificate_text(until: date | None) -> SafeString:
    """Return a certificate's last day with a tag where it is missing, over, or soon over."""
    today = clock.today()
    if until is None:
        return format_html('<span class="mc-tag is-late">{}</span>', "证件不全，不能派出")
    if until < today:
        tag = format_html('<span class="mc-tag is-late">{}</span>', "已到期")
    elif until <= today + timedelta(days=EXPIRES_SOON_DAYS):
        left = f"还有 {(until - today).days} 天"
        tag = format_html('<span class="mc-tag is-soon">{}</span>', left)
    else:
        tag = SafeString("")
    return format_html("{} {}", cn_date(until), tag)


class InspectorFilter(filters.FilterSet):
    """Name or number, unit, expertise, certificate, state."""

    q = filters.CharFilter(label="姓名、工号或证号", method="by_words")
    department = filters.ModelChoiceFilter(
        label="部门名录", queryset=Department.objects.none(), empty_label="全部"
    )
    unit = filters.ModelChoiceFilter(label="机构", queryset=Unit.objects.none(), empty_label="全部")
    kind = filters.ChoiceFilter(label="人员类别", choices=InspectorKind.choices, empty_label="全部")
    expertise = filters.ModelChoiceFilter(
        label="专长或资质", queryset=Tag.objects.none(), method="by_expertise", empty_label="全部"
    )
    certificate = filters.ChoiceFilter(
        label="执法证",
        choices=[
            (_VALID, "有效"),
            (_SOON, f"{EXPIRES_SOON_DAYS} 天内到期"),
            (_OTHER_SOON, f"其他证件 {EXPIRES_SOON_DAYS} 天内到期"),
            (_EXPIRED, "已到期"),
            (_MISSING, "证件不全"),
        ],
        method="by_certificate",
        empty_label="全部",
    )
    state = filters.ChoiceFilter(label="状态", choices=InspectorState.choices, empty_label="全部")

    class Meta:
        model = Inspector
        fields: ClassVar = ["q", "department", "unit", "kind", "expertise", "certificate", "state"]

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        """Offer the departments, units and tags within the scope."""
        super().__init__(*args, **kwargs)
        keys = [each.pk for each in departments]
        if len(departments) > 1:
            self.filters["department"].queryset = Department.objects.filter(pk__in=keys)
        else:
            del self.filters["department"]
        self.filters["unit"].queryset = Unit.objects.filter(department__in=keys)
        self.filters["expertise"].queryset = Tag.objects.exclude(kind=TagKind.OBJECT)

    def by_words(
        self, rows: QuerySet[CertifiedInspector], _: str, value: str
    ) -> QuerySet[CertifiedInspector]:
        """Find by part of the name, number or certificate."""
        return rows.filter(
            Q(name__icontains=value)
            | Q(staff_no__icontains=value)
            | Exists(certificates_of(OuterRef("pk")).filter(number__icontains=value))
        )

    def by_expertise(
        self, rows: QuerySet[CertifiedInspector], _: str, value: Tag
    ) -> QuerySet[CertifiedInspector]:
        """Keep who has the expertise or the qualification."""
        return rows.filter(Q(expertise=value) | Q(qualifications=value)).distinct()

    def by_certificate(
        self, rows: QuerySet[CertifiedInspector], _: str, value: str
    ) -> QuerySet[CertifiedInspector]:
        """Keep whose certificate is good, missing, over, or soon over; or who has another soon over."""
        today = clock.today()
        if value == _VALID:
            return rows.filter(certificate_until__gte=today)
        if value == _MISSING:
            return rows.filter(certificate_until=None)
        if value == _EXPIRED:
            return rows.filter(certificate_until__lt=today)
        if value == _OTHER_SOON:
            ending = InspectorCertificate.objects.filter(valid_until__range=soon(), ended_on=None)
            others = ending.exclude(kind__in=ENFORCING)
            return rows.filter(Exists(others.filter(inspector=OuterRef("pk"))))
        first, last = soon()
        return rows.filter(certificate_until__gte=first, certificate_until__lte=last)
