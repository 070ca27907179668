"""Forms beside the review."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from mingcha.inspections.choices import ENDINGS, ItemOutcome, Result
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.selectors.checklist import item_results
from mingcha.registers.models import Inspector
from mingcha.web.base_forms import Form, choices_of


class TerminateForm(Form):
    """Why an object is not inspected."""

    ground = forms.ChoiceField(
        label="依法终止的情形",
        choices=[(r.value, r.label) for r in Result if r in ENDINGS],
        widget=forms.RadioSelect,
    )
    document = forms.CharField(
        label="凭据",
        max_length=80,
        required=False,
        help_text="文书名称、文号；名录中已是这一状态的可以不填",
    )
    reason = forms.CharField(label="理由", max_length=100, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectForm(Form):
    """The right conclusion of a published result, and of its items."""

    result = forms.ChoiceField(label="检查结果", choices=Result.choices)
    findings = forms.CharField(
        label="检查情况",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="将公示；不要写个人隐私和商业秘密",
    )
    reason = forms.CharField(
        label="更正的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, record: InspectionRecord, **kwargs: Any) -> None:
        """Start from what was published; the items come before the reason."""
        super().__init__(*args, **kwargs)
        self.initial = {"result": record.result, "findings": record.findings}
        self._items = {f"item-{row.pk}": row for row in item_results(record)}
        for name, row in self._items.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{row.item.name}的结果", choices=ItemOutcome.choices, required=False
            )
            self.initial[name] = row.outcome
        self.order_fields(["result", "findings", *self._items, "reason"])

    @property
    def answers(self) -> dict[str, Any]:
        """Return what the action takes; an item that was not sent stays as it is."""
        data = self.cleaned_data
        sent = {row.pk: data[name] for name, row in self._items.items() if data[name]}
        return {name: data[name] for name in ("result", "findings", "reason")} | {"outcomes": sent}


class ReplaceForm(Form):
    """Who steps in, and why."""

    inspector = forms.ChoiceField(
        label="换为", help_text="只列出执法证有效、没有回避登记的本部门人员"
    )
    basis = forms.CharField(
        label="法律依据",
        max_length=200,
        help_text="法律、法规、规章的名称和条款；不由抽签产生，随抽取日志公开",
        error_messages={"required": "请写明直接委派的法律依据"},
    )
    reason = forms.CharField(
        label="更换的理由", max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, people: Iterable[Inspector], **kwargs: Any) -> None:
        """Offer those who may go."""
        super().__init__(*args, **kwargs)
        offered = [(str(one.pk), f"{one.name}（{one.staff_no}）") for one in people]
        choices_of(self, "inspector").choices = [("", "请选择"), *offered]
