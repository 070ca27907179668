"""Forms of the phone."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.foundation import clock
from mingcha.inspections.choices import Acknowledgement, Answer, ItemOutcome, Result
from mingcha.inspections.models import InspectionRecord
from mingcha.inspections.proposals import proposed_result
from mingcha.inspections.selectors.checklist import Screen, item_results
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.tasks.caps import caps_reached
from mingcha.tasks.models import ObjectTask, TeamMember
from mingcha.web.base_forms import Form, choices_of


class BookForm(Form):
    """The day of a visit."""

    day = forms.DateField(label="检查日期")
    notice_served = forms.BooleanField(
        label="已把检查通知书送达企业", required=False, help_text="不事先通知的检查不要勾选"
    )
    reason = forms.CharField(
        label="改期的理由", max_length=200, required=False, help_text="第一次约定不用填"
    )

    def __init__(self, *args: Any, row: ObjectTask, **kwargs: Any) -> None:
        """Start from the day that stands; ask for the notice where it is not served yet."""
        super().__init__(*args, **kwargs)
        self.initial["day"] = getattr(row, "planned_on", None) or clock.today()
        if row.state != "assigned":
            del self.fields["notice_served"]


class StartForm(Form):
    """Arriving."""

    present = forms.MultipleChoiceField(
        label="到场的检查人员", required=False, widget=forms.CheckboxSelectMultiple
    )
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    certificate_shown = forms.BooleanField(
        label="已向当事人出示执法证、说明来意", required=False, help_text="现场检查必须先亮证"
    )
    beyond_cap_reason = forms.CharField(
        label="超出频次上限的理由",
        max_length=200,
        required=False,
        help_text="该对象已达到年度检查频次上限时填写，写明依据，随检查记录留存",
    )

    def __init__(self, *args: Any, row: ObjectTask, **kwargs: Any) -> None:
        """Offer the team, all of it ticked, and the methods of the items."""
        super().__init__(*args, **kwargs)
        team = [(str(member.pk), str(member.inspector)) for member in row.team.all()]
        choices_of(self, "present").choices = team
        self.initial["present"] = [pk for pk, _ in team]
        methods = {m for item in row.sub_task.items.all() for m in item.methods}
        self.initial["methods"] = sorted(methods)
        if not caps_reached(row, clock.today()):
            del self.fields["beyond_cap_reason"]

    @property
    def answers(self) -> dict[str, Any]:
        """Return what the action takes."""
        data = self.cleaned_data
        return {**data, "present": [int(pk) for pk in data["present"]]}


class Photos(forms.ClearableFileInput):
    """Several photos at once, from the camera or from what is there."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Each of the photos is checked as one."""

    def __init__(self, label: str = "照片", help_text: str = "") -> None:
        """Ask for what the platform can show."""
        attrs = {"accept": "image/jpeg,image/png,image/webp", "multiple": True}
        super().__init__(
            label=label, required=False, help_text=help_text, widget=Photos(attrs=attrs)
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the list of files."""
        return [super(PhotosField, self).clean(one, initial) for one in data or []]


class AnswerForm(Form):
    """One question."""

    answer = forms.ChoiceField(
        label="答案",
        choices=Answer.choices,
        required=False,
        error_messages={"invalid_choice": "请选择一个答案"},
    )
    note = forms.CharField(
        label="哪里不符合（必填）",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photo = PhotosField()

    def __init__(self, *args: Any, screen: Screen, **kwargs: Any) -> None:
        """Show what was answered."""
        super().__init__(*args, **kwargs)
        if screen.answer:
            self.initial = {"answer": screen.answer.answer, "note": screen.answer.note}


class ItemForm(Form):
    """The result of one item."""

    outcome = forms.ChoiceField(
        label="结果",
        choices=ItemOutcome.choices,
        required=False,
        error_messages={"invalid_choice": "请选择这一项的结果"},
    )
    note = forms.CharField(
        label="说明", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    photo = PhotosField()


class ConclusionForm(Form):
    """The overall result and what goes with it."""

    result = forms.ChoiceField(label="检查结果", choices=[("", "请选择"), *Result.choices])
    findings = forms.CharField(
        label="检查情况",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="发现问题、未能检查的必须写明；不要写个人隐私和商业秘密",
    )
    photo = PhotosField("添加照片", "现场检查发现问题的，至少附一张")
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    acknowledgement = forms.ChoiceField(
        label="当事人意见", choices=Acknowledgement.choices, widget=forms.RadioSelect
    )
    refusal_note = forms.CharField(
        label="没有签字的情况", max_length=200, required=False, help_text="拒签或不在场时填写"
    )
    refusal_witness = forms.CharField(
        label="见证人", max_length=40, required=False, help_text="拒签时填写"
    )
    policy_explained = forms.BooleanField(label="已向当事人讲解政策法规", required=False)

    def __init__(self, *args: Any, record: InspectionRecord, **kwargs: Any) -> None:
        """Start from what stands, or from what the items propose."""
        super().__init__(*args, **kwargs)
        rows = item_results(record)
        found = [f"{r.item.name}：{r.note}" for r in rows if r.outcome == ItemOutcome.PROBLEM]
        self.proposed = proposed_result([r.outcome for r in rows])
        self.initial = {
            "result": record.result or self.proposed,
            "findings": record.findings or "\n".join(found),
            "methods": record.methods,
            "acknowledgement": record.acknowledgement,
            "refusal_note": record.refusal_note,
            "refusal_witness": record.refusal_witness,
            "policy_explained": record.policy_explained,
        }

    @property
    def answers(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "photo"}


class ConfirmForm(Form):
    """A colleague's password, typed by the colleague on this phone; it never comes back."""

    password = forms.CharField(
        label="口令",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="由本人在这部手机上输入；也可以用自己的手机登录后确认",
    )

    def __init__(self, *args: Any, member: TeamMember, **kwargs: Any) -> None:
        """Ask this member; several of them may stand on one page."""
        kwargs["auto_id"] = f"id_{member.pk}_%s"
        super().__init__(*args, **kwargs)
        self.fields["password"].label = f"{member.inspector.name}的口令"
