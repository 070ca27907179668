"""Freezing the pool, and who takes part in the draw."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.registers.models import TrainingSession
from mingcha.tasks.ceremonies import Ceremony, must_be_public
from mingcha.tasks.guards import trainings_before, wants_training
from mingcha.tasks.models import Task
from mingcha.tasks.models.draw import Profile
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.people import possible_operators, possible_witnesses
from mingcha.web.base_forms import Form, rows_of


class People(forms.ModelMultipleChoiceField):
    """People with their unit."""

    def label_from_instance(self, obj: Any) -> str:
        """Show name and department."""
        return f"{obj.name}（{obj.department.short_name if obj.department else '—'}）"


class Person(forms.ModelChoiceField):
    """One person."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name."""
        return str(obj.name)


class LockForm(Form):
    """Who draws, who attests, and until when."""

    operator = Person(label="主持人（抽取操作员）", queryset=None, empty_label="请选择")
    witnesses = People(
        label="见证人",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="须来自牵头部门以外的单位，最后揭示；公证员等没有账号的，开始承诺后用链接邀请",
    )
    reveal_by = forms.DateTimeField(
        label="揭示期限",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="各方须在此之前揭示，过期不再收",
    )
    profile = forms.ChoiceField(
        label="随机数从哪里来",
        choices=Profile.choices,
        help_text="当场见证：组织方和其他单位的见证方各出一个数，一次办完；"
        "公开彩票号码参与：再加一期揭示以后才开奖的号码，有人不揭示也照常抽取",
    )
    public_sources = forms.CharField(
        label="公共随机源",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="选公开彩票号码参与时填写，每行一个，来源|期号；快乐8写成 kl8|2026310",
    )
    public_after = forms.DateTimeField(
        label="开奖时间",
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="选公开彩票号码参与时填写；应晚于揭示期限",
    )
    disclosing = forms.ChoiceField(label="公开方式", choices=Disclosing.choices)
    census_basis = forms.CharField(
        label="只有一户的层全数检查的依据",
        max_length=200,
        required=False,
        help_text="某一类（或某个标签）只有一户可抽时，抽取没有随机可言。写明依据的，这一户全数检查，"
        "不算随机抽取；不写的，有这样的层就不能冻结",
    )
    training = forms.ModelChoiceField(
        label="抽查前的培训",
        queryset=TrainingSession.objects.none(),
        required=False,
        empty_label="请选择",
        help_text="本部门或上级部门举行过、有参加人员的培训；没有列出的，请先在“培训”页登记",
    )

    def __init__(self, data: Any, *, task: Task, user: User) -> None:
        """Offer those who may be parties of this task's draw, the user first."""
        needed = Profile.PUBLIC if must_be_public(task) else Profile.WITNESSED
        initial = {"operator": user.pk, "profile": needed, "disclosing": task.disclosing}
        super().__init__(data, initial=initial)
        if task.is_stratified:
            self.fields["disclosing"].help_text = "按信用风险分类或标签抽取的，只能公开摘要"
        elif needed == Profile.PUBLIC:
            self.fields[
                "profile"
            ].help_text = "上一次有参与方没有揭示，重新抽取须有公开彩票号码参与"
        if wants_training(task):
            rows_of(self, "training").queryset = trainings_before(task)
        else:
            del self.fields["training"]
        rows_of(self, "operator").queryset = possible_operators(task)
        rows_of(self, "witnesses").queryset = possible_witnesses(task)

    @property
    def ceremony(self) -> Ceremony:
        """Return the ceremony."""
        data = self.cleaned_data
        return Ceremony(
            data["operator"],
            list(data["witnesses"]),
            data["reveal_by"],
            profile=data["profile"],
            public_sources=tuple(data["public_sources"].split()),
            public_after=data["public_after"],
            disclosing=data["disclosing"],
            census_basis=data["census_basis"].strip(),
        )
