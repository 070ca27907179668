"""Forms of the tasks."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import QuerySet

from mingcha.accounts.models import User
from mingcha.bundles.rules import WHOLE_FRAME
from mingcha.foundation import clock
from mingcha.orgs.models import Department, Region, Unit
from mingcha.plans.models.annual_plan import DrawInspectMode, DrawKind
from mingcha.registers.models import InspectionItem, ItemVersion, Tag
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.items import items_in_force
from mingcha.tasks.actions.creating import Particulars
from mingcha.tasks.actions.schemes import SchemeText
from mingcha.tasks.ceremonies import Ceremony
from mingcha.tasks.guards import wants_training
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.task import Disclosing, Origin, TaskSource
from mingcha.tasks.selectors.people import possible_operators, possible_witnesses
from mingcha.web.base_forms import Form
from mingcha.web.registers.ranges import RANGE_FIELDS, add_range_fields, range_values

OPEN = [choice for choice in Disclosing.choices if choice[0] != Disclosing.CONFIDENTIAL]


class ItemVersions(forms.ModelMultipleChoiceField):
    """Items by what they are called in the version in force."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name and the code."""
        return f"{obj.name}（{obj.item.code}）" if isinstance(obj, ItemVersion) else str(obj)


def _expertise() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="所需专长和资质",
        queryset=Tag.objects.filter(is_retired=False).exclude(kind=TagKind.OBJECT),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="一个检查组合起来应具备的；事项本身要求的已自动计入，不用再选",
    )


def _units() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label="检查人员从哪些机构抽取",
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="股室、监管所、乡镇综合执法机构；不选就是本部门全部检查人员",
    )


class FromLineForm(Form):
    """A task from a plan line; the line says the rest."""

    title = forms.CharField(label="任务名称", max_length=120)
    origin = forms.ChoiceField(label="来源层级", choices=Origin.choices, initial=Origin.OWN)
    disclosing = forms.ChoiceField(
        label="抽取结果何时公开",
        choices=OPEN,
        initial=Disclosing.IMMEDIATE,
        help_text="突击检查选“检查结束后公开”",
    )

    def __init__(self, *args: Any, by_class: bool, **kwargs: Any) -> None:
        """Leave the choice out where the draw is by risk class."""
        super().__init__(*args, **kwargs)
        if by_class:
            del self.fields["disclosing"]


class OffPlanForm(Form):
    """A task beside the plan."""

    asked_at: ClassVar[dict[str, str]] = {"ratios": "ratio"}

    source = forms.ChoiceField(
        label="任务来源", choices=[c for c in TaskSource.choices if c[0] != TaskSource.PLAN]
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="计划外任务须经部门负责人审批",
    )
    title = forms.CharField(label="任务名称", max_length=120)
    items = ItemVersions(
        label="检查事项", queryset=ItemVersion.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label="对象类型",
        choices=ObjectKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="不选就是名录库中的全部类型",
    )
    industries = forms.CharField(
        label="行业", required=False, help_text="按名录中的写法，几个行业之间用顿号隔开"
    )
    regions = forms.ModelMultipleChoiceField(
        label="区域",
        queryset=Region.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="不选就是全部",
    )
    tags = forms.ModelMultipleChoiceField(
        label="对象标签",
        queryset=Tag.objects.filter(kind=TagKind.OBJECT, is_retired=False),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    ratio = forms.CharField(
        label="抽查比例或户数",
        max_length=100,
        help_text="写成 3%、2‰ 或 60；按风险分类抽取时写成 A=1%、B=3%、C=10%、D=50%",
    )
    period_from = forms.DateField(label="开始日期", initial=clock.today)
    period_to = forms.DateField(label="截止日期")
    mode = forms.ChoiceField(
        label="抽查模式", choices=DrawInspectMode.choices, initial=DrawInspectMode.COUNTY_COUNTY
    )
    cooperating = forms.ModelMultipleChoiceField(
        label="配合部门",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    origin = forms.ChoiceField(label="来源层级", choices=Origin.choices, initial=Origin.OWN)
    disclosing = forms.ChoiceField(
        label="抽取结果何时公开", choices=OPEN, initial=Disclosing.IMMEDIATE
    )

    def __init__(self, *args: Any, department: Department, **kwargs: Any) -> None:
        """Offer the department's items, and the other departments of its region."""
        super().__init__(*args, **kwargs)
        _drop_without_choices(self, "tags")
        _rows(self, "items").queryset = items_in_force(department.pk)
        _rows(self, "regions").queryset = Region.objects.filter(parent=department.region_id)
        _rows(self, "cooperating").queryset = Department.objects.filter(
            region=department.region_id, is_inspecting_body=True
        ).exclude(pk=department.pk)
        add_range_fields(self, department)
        what = ["source", "reason", "title", "items", "kinds", "industries", "regions", "tags"]
        self.order_fields([*what, *RANGE_FIELDS])

    @property
    def ratios(self) -> dict[str, str]:
        """Return the ratio for the whole range, or by class where it is written with =."""
        text = self.cleaned_data["ratio"].replace(" ", "")
        if "=" not in text:
            return {WHOLE_FRAME: text}
        pairs = [part.partition("=") for part in _words(text)]
        return {level: ratio for level, _, ratio in pairs}

    @property
    def object_filter(self) -> dict[str, list[str]]:
        """Return the range with the keys that were filled in."""
        data = self.cleaned_data
        found = {
            "kinds": data["kinds"],
            "industries": _words(data["industries"]),
            "regions": [region.code for region in data["regions"]],
            "tags": [tag.code for tag in data.get("tags", ())],
            **range_values(data),
        }
        return {key: values for key, values in found.items() if values}

    @property
    def particulars(self) -> Particulars:
        """Return what the action takes."""
        data = self.cleaned_data
        return {
            "title": data["title"],
            "object_filter": self.object_filter,
            "ratios": self.ratios,
            "period_from": data["period_from"],
            "period_to": data["period_to"],
            "mode": data["mode"],
            "draw_kind": DrawKind.TARGETED if self.object_filter else DrawKind.UNTARGETED,
        }

    def chosen_items(self) -> QuerySet[InspectionItem]:
        """Return the items behind the chosen versions."""
        return InspectionItem.objects.filter(versions__in=self.cleaned_data["items"])


class SchemeForm(Form):
    """The scheme."""

    content = forms.CharField(label="检查内容", widget=forms.Textarea(attrs={"rows": 4}))
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    division = forms.CharField(
        label="部门分工",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="谁查什么；单个部门的任务写明承办股室和监管所",
    )
    visit_note = forms.CharField(
        label="告知企业的事项", max_length=300, required=False, help_text="例如需要准备的材料"
    )
    team_size = forms.IntegerField(label="本部门每户检查人员数", min_value=1, max_value=9)
    expertise = _expertise()
    units = _units()

    def __init__(self, data: Any, *, task: Task, part: SubTask) -> None:
        """Show the scheme as it is; who draws openly may still choose when it is disclosed."""
        scheme = getattr(task, "scheme", None)
        names = ("content", "methods", "division", "visit_note")
        initial = {name: getattr(scheme, name) for name in names} if scheme else {}
        initial |= {"team_size": part.team_size, "expertise": part.expertise.all()}
        super().__init__(data, initial=initial | {"units": part.units.all()})
        _drop_without_choices(self, "expertise")
        _rows(self, "units").queryset = part.department.units.all()
        if not task.uses_class:
            self.fields["disclosing"] = forms.ChoiceField(
                label="抽取结果何时公开", choices=OPEN, initial=task.disclosing
            )

    @property
    def text(self) -> SchemeText:
        """Return the scheme's own fields."""
        data = self.cleaned_data
        return {
            "content": data["content"],
            "methods": data["methods"],
            "division": data["division"],
            "visit_note": data["visit_note"],
        }


class CosignForm(Form):
    """A cooperating department's own part."""

    items = ItemVersions(
        label="本部门检查事项",
        queryset=ItemVersion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    team_size = forms.IntegerField(label="本部门每户检查人员数", min_value=1, max_value=9)
    expertise = _expertise()
    units = _units()

    def __init__(self, data: Any, *, part: SubTask) -> None:
        """Offer the department's items in force."""
        initial = {
            "items": part.items.all(),
            "team_size": part.team_size,
            "expertise": part.expertise.all(),
            "units": part.units.all(),
        }
        super().__init__(data, initial=initial)
        _drop_without_choices(self, "expertise")
        _rows(self, "units").queryset = part.department.units.all()
        _rows(self, "items").queryset = items_in_force(part.department_id)

    def chosen_items(self) -> QuerySet[InspectionItem]:
        """Return the items behind the chosen versions."""
        return InspectionItem.objects.filter(versions__in=self.cleaned_data["items"])


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
        help_text="须来自牵头部门以外的单位，最后揭示",
    )
    reveal_by = forms.DateTimeField(
        label="揭示期限",
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="各方须在此之前揭示，过期按事故处理",
    )
    training_held = forms.BooleanField(label="抽查前培训已完成", required=False)

    def __init__(self, data: Any, *, task: Task, user: User) -> None:
        """Offer those who may be parties of this task's draw, the user first."""
        super().__init__(data, initial={"operator": user.pk})
        if not wants_training(task):
            del self.fields["training_held"]
        _rows(self, "operator").queryset = possible_operators(task)
        _rows(self, "witnesses").queryset = possible_witnesses(task)

    @property
    def ceremony(self) -> Ceremony:
        """Return the ceremony."""
        data = self.cleaned_data
        return Ceremony(data["operator"], list(data["witnesses"]), data["reveal_by"])

    @property
    def is_trained(self) -> bool:
        """Tell whether the training was confirmed, where it is asked for."""
        return bool(self.cleaned_data.get("training_held"))


def _rows(form: forms.Form, name: str) -> forms.ModelChoiceField:
    return cast("forms.ModelChoiceField", form.fields[name])


def _drop_without_choices(form: forms.Form, name: str) -> None:
    """Leave out a question to which there is no answer yet."""
    choices = _rows(form, name).queryset
    if choices is None or not choices.exists():
        del form.fields[name]


def _words(text: str) -> list[str]:
    for mark in "，,;； \n":
        text = text.replace(mark, "、")
    return [word for word in text.split("、") if word]
