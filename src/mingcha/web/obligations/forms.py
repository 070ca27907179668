"""Forms of obligations and of what is done about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from mingcha.core.errors import Refusal
from mingcha.core.planning.recurrence import Rule, monthly, on_days, once, yearly
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region, Unit
from mingcha.plans.actions.obligations import Terms
from mingcha.plans.actions.occurrences import Upload
from mingcha.plans.models.obligation import Answerer, EvidenceKind
from mingcha.plans.obligation_presets import Preset
from mingcha.web.base_forms import Form, drop_without_choices, rows_of

_MOST_READ = 64 << 20  # more is refused anyway, and need not be read into memory
_KINDS = (
    ("once", "只有一次，在某一天前"),
    ("monthly", "每月几日前"),
    ("yearly", "每年固定的一天或几天前"),
)
_ASKED_AT = {"once": "on", "monthly": "day", "yearly": "days"}
_BETWEEN_DAYS = str.maketrans(dict.fromkeys("、，,；;\n\t", " "))


def _day_field(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class ObligationForm(Form):
    """What is due, when, and who answers."""

    title = forms.CharField(label="事项", max_length=100, help_text="如 月报表、工作总结")
    kind = forms.ChoiceField(label="期限", choices=_KINDS)
    on = _day_field("哪一天前", required=False, help_text="只有一次的填写")
    day = forms.IntegerField(
        label="每月几日前",
        required=False,
        min_value=1,
        max_value=31,
        help_text="每月的填写；31 表示月末",
    )
    first_month = forms.IntegerField(
        label="从几月起", required=False, min_value=1, max_value=12, initial=1
    )
    last_month = forms.IntegerField(
        label="到几月止", required=False, min_value=1, max_value=12, initial=12
    )
    days = forms.CharField(
        label="每年哪几天前",
        required=False,
        max_length=200,
        help_text="每年的填写，写成月-日，如 04-03、06-26、10-08、12-24",
    )
    opens = forms.CharField(
        label="从哪天开始",
        required=False,
        max_length=5,
        help_text="每年一段时间内的填写起始的月-日，如 03-01；截止日写在上面",
    )
    first_year = forms.IntegerField(label="起始年度", min_value=2015, max_value=2100)
    last_year = forms.IntegerField(
        label="截止年度",
        required=False,
        min_value=2015,
        max_value=2100,
        help_text="不填表示以后每年都有；只有一次的，年度按日期定",
    )
    since = _day_field("起算日期", required=False, help_text="早于这一天的期限不列入；不填从今天算")
    answered_by = forms.MultipleChoiceField(
        label="责任单位",
        choices=Answerer.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    departments = forms.ModelMultipleChoiceField(
        Department.objects.none(),
        label="指定的部门",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只由几个部门负责的在这里选",
    )
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label="指定的机构",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="本部门的科室、监管所",
    )
    evidence = forms.ChoiceField(
        label="平台可以查到的",
        required=False,
        choices=[("", "没有，由责任单位登记"), *EvidenceKind.choices],
        help_text="选了以后，平台查到时提示责任单位采用",
    )
    basis = forms.CharField(
        label="依据", max_length=100, required=False, help_text="文件名称和文号"
    )

    def __init__(
        self,
        *args: Any,
        region: Region,
        department: Department | None,
        own_units_only: bool = False,
        **kwargs: Any,
    ) -> None:
        """Offer the region's inspecting bodies and the own department's units."""
        super().__init__(*args, **kwargs)
        rows_of(self, "departments").queryset = Department.objects.filter(
            region__prefix__startswith=region.prefix, is_inspecting_body=True
        )
        rows_of(self, "units").queryset = Unit.objects.filter(department=department)
        if own_units_only:
            del self.fields["answered_by"], self.fields["departments"]
        else:
            drop_without_choices(self, "units")

    @property
    def asked_at(self) -> dict[str, str]:
        """Say where faults of the rule, and of who answers, stand."""
        whom = "answered_by" if "answered_by" in self.fields else "units"
        kind = str(self.data.get("kind", ""))
        return {"rule": _ASKED_AT.get(kind, "kind"), "answered_by": whom}

    def clean(self) -> dict[str, Any]:
        """Read the rule; what it lacks is told at the field of its kind."""
        given = super().clean() or {}
        try:
            given["rule"] = self._rule(given)
        except Refusal as refusal:
            self.add_error(self.asked_at["rule"], refusal.message)
        return given

    def _rule(self, given: dict[str, Any]) -> Rule | None:
        kind = given.get("kind")
        if kind == "once" and "on" in given:
            if given["on"] is None:
                raise Refusal("请填写哪一天前完成")
            return once(given["on"])
        if kind == "monthly" and {"day", "first_month", "last_month"} <= set(given):
            first, last = given["first_month"] or 1, given["last_month"] or 12
            return monthly(given["day"] or 0, first, last)
        if kind == "yearly" and {"days", "opens"} <= set(given):
            return self._yearly(given["days"].translate(_BETWEEN_DAYS).split(), given["opens"])
        return None

    def _yearly(self, days: Sequence[str], opens: str) -> Rule:
        if len(days) == 1:
            return yearly(days[0], opens)
        if opens.strip():
            raise Refusal("有起始日期的只能写一个截止日，请改成一个日期")
        return on_days(days)

    @property
    def terms(self) -> Terms:
        """Return what the action takes."""
        data = self.cleaned_data
        on = data["on"] if data["kind"] == "once" else None
        return Terms(
            title=data["title"],
            rule=data["rule"],
            first_year=on.year if on else data["first_year"],
            last_year=on.year if on else data["last_year"],
            since=min(on, clock.today()) if on else data["since"],
            answered_by=data.get("answered_by", ()),
            departments=data.get("departments", ()),
            units=data.get("units", ()),
            evidence=data["evidence"],
            basis=data["basis"],
            task=data.get("task", ""),
        )


class TaskForm(ObligationForm):
    """A task of a yearly scheme: which it is, who answers, and until when (R-147)."""

    task = forms.CharField(
        label="方案中的任务",
        max_length=200,
        help_text="照方案写，如 二（一）完善“一单两库”",
    )
    field_order = ("task", "title")


class FinishForm(Form):
    """On which day it was done, and what shows it."""

    done_on = _day_field("完成日期")
    note = forms.CharField(
        label="完成情况",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如报送的文号、时间和方式；与附件至少填一项",
    )
    file = forms.FileField(
        label="附件", required=False, help_text="PDF 或 Word 文档（docx），如盖章的报告、签到表"
    )

    @property
    def upload(self) -> Upload | None:
        """Return the file as the action takes it."""
        sent = self.cleaned_data["file"]
        return Upload(str(sent.name), sent.read(_MOST_READ)) if sent else None


def initial_of(preset: Preset, year: int, answered_by: Sequence[Answerer]) -> dict[str, object]:
    """Return how a preset fills the form in."""
    rule = preset.rule
    shown: dict[str, object] = {"kind": "yearly", "opens": rule.get("from", "")}
    if rule["kind"] == "monthly":
        shown = {"kind": "monthly", "day": rule["day"]}
        shown |= {"first_month": rule["from"], "last_month": rule["to"]}
    else:
        shown["days"] = "、".join(rule.get("days", [rule.get("by")]))
    return shown | {
        "title": preset.title,
        "first_year": year,
        "last_year": None if preset.lasting else year,
        "answered_by": [str(each) for each in answered_by],
        "evidence": preset.evidence or "",
    }


def empty_initial(today: date) -> dict[str, object]:
    """Return what stands in a blank form."""
    return {"kind": "once", "first_year": today.year, "last_year": today.year}
