"""Forms of the ceremony and of the teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from mingcha.accounts.models import User
from mingcha.registers.models import Inspector
from mingcha.tasks.models import Draw, ObjectTask, SubTask
from mingcha.tasks.required_tags import lacking_tags
from mingcha.tasks.selectors.draws import possible_witnesses
from mingcha.tasks.selectors.teams import could_be_sent
from mingcha.web.base_forms import Form, rows_of

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

_HEX = {"autocomplete": "off", "spellcheck": "false", "class": "mono"}


class _Witness(forms.ModelChoiceField):
    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name}（{obj.department.short_name if obj.department else ''}）"


class OpenForm(Form):
    """Who witnesses."""

    witness = _Witness(
        User.objects.none(),
        label="见证方",
        empty_label="请选择",
        help_text="其他单位的抽取见证人；选定后不能更换",
        error_messages={"required": "请选择见证方", "invalid_choice": "请从列表中选择"},
    )

    def __init__(self, *args: Any, user: User, draw: Draw, **kwargs: Any) -> None:
        """Offer the witnesses of other units."""
        super().__init__(*args, **kwargs)
        rows_of(self, "witness").queryset = possible_witnesses(user, draw)


class CommitForm(Form):
    """A party's commitment, made in the page or with ``mingcha draw commit``."""

    commitment = forms.CharField(
        label="承诺（随机数的指纹）",
        max_length=120,
        widget=forms.TextInput(attrs=_HEX),
        help_text="64 位十六进制数；也可以粘贴用命令行 mingcha draw commit 得到的承诺",
        error_messages={"required": "请先生成随机数，或粘贴承诺"},
    )


class RevealForm(Form):
    """A party's value."""

    value = forms.CharField(
        label="随机数",
        max_length=120,
        widget=forms.TextInput(attrs=_HEX),
        help_text="64 位十六进制数，须与承诺相符；交出后各方都能看到",
        error_messages={"required": "请填写承诺时生成的随机数"},
    )


class PublicValueForm(Form):
    """A public value that the plan waits for."""

    line = forms.CharField(
        label="开奖号码",
        max_length=300,
        help_text="从小到大，用空格或逗号隔开；方案等几个来源的，写成 来源|期号|号码",
        error_messages={"required": "请填写开奖号码"},
    )


class _Person(forms.ModelChoiceField):
    part: SubTask | None = None

    def label_from_instance(self, obj: CertifiedInspector) -> str:
        unit = obj.unit.name if obj.unit else ""
        lacking = "、".join(lacking_tags(self.part, obj)) if self.part else ""
        told = f"，缺{lacking}" if lacking else ""
        return f"{obj.name}（{unit}，执法证至 {obj.certificate_until}{told}）"


class AssignForm(Form):
    """Who fills an empty place, and why."""

    inspector = _Person(
        Inspector.objects.none(),
        label="委派人员",
        empty_label="请选择",
        help_text="只列出本部门可以派出的、在岗、证件有效、无需回避、不在本组的人员，任务少的在前",
        error_messages={"required": "请选择人员", "invalid_choice": "请从列表中选择"},
    )
    basis = forms.CharField(
        label="法律依据",
        max_length=200,
        help_text="法律、法规、规章的名称和条款；随抽取日志公开，说明这一席位不是抽出的",
        error_messages={"required": "请写明直接委派的法律依据"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明情况，与操作人、时间一起留存",
        error_messages={"required": "请写明直接委派的理由"},
    )

    def __init__(
        self, *args: Any, row: ObjectTask, sender: int | None = None, **kwargs: Any
    ) -> None:
        """Offer whom nothing stands against, and whom the sending department may send."""
        super().__init__(*args, **kwargs)
        self.fields["basis"].initial = row.task.matching_basis
        people: Any = self.fields["inspector"]
        people.part = row.sub_task
        people.queryset = could_be_sent(row, sender).prefetch_related("expertise", "qualifications")


class InviteForm(Form):
    """Who is invited, and until when the code serves."""

    title = forms.CharField(
        label="身份",
        max_length=20,
        help_text="如公证员、企业代表、其他单位见证人；会公开，不写姓名",
        error_messages={"required": "请写明受邀方的身份"},
    )
    expires_at = forms.DateTimeField(
        label="验证码有效期至",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="不晚于揭示期限",
    )
