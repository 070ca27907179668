"""Forms of an object."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.orgs.models import Region
from mingcha.registers.actions.licences import LICENCE_FIELDS
from mingcha.registers.actions.objects import OBJECT_FIELDS
from mingcha.registers.models import InspectionObject, Licence, ObjectFlag, RiskScheme, Tag
from mingcha.registers.models.inspection_object import OWN_FIELDS, STATED_STATUSES
from mingcha.registers.selectors.tags import borne_tags
from mingcha.web.base_forms import Form, ModelForm, rows_of
from mingcha.web.registers.opened_form import OpenedForm


class ObjectForm(OpenedForm):
    """What is known of an object; ``code`` only where it is new."""

    code = forms.CharField(
        label="代码",
        max_length=64,
        help_text="统一社会信用代码；项目、产品、行为填写自己的编号",
    )
    exclusion = forms.CharField(
        label="不参加抽查的原因",
        max_length=60,
        required=False,
        help_text="空着即参加抽查；原因会在名单冻结时列明并计数",
    )

    class Meta:
        model = InspectionObject
        fields = OBJECT_FIELDS

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the regions of the user's scope."""
        super().__init__(*args, **kwargs)
        regions = Q(prefix__startswith=user.region.prefix)
        if self.instance.pk:
            del self.fields["code"]
            regions |= Q(pk=self.instance.region_id)
        else:
            self.order_fields(["code", *OBJECT_FIELDS])
        for name in OWN_FIELDS:
            self.fields[name].help_text = "只有产品、项目、行为填写"
        field = self.fields["region"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Region.objects.in_use().filter(regions).order_by("code")
        status = self.fields["status"]
        if isinstance(status, forms.ChoiceField):
            status.choices = STATED_STATUSES

    @property
    def facts(self) -> dict[str, Any]:
        """Return the object's fields."""
        return {name: self.cleaned_data[name] for name in OBJECT_FIELDS}


class FlagForm(ModelForm):
    """A mark, from when on, and who says so."""

    class Meta:
        model = ObjectFlag
        fields = ("kind", "since", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what the source is."""
        super().__init__(*args, **kwargs)
        self.fields["source"].help_text = "文书编号、来函单位或者网页"


class LicenceForm(OpenedForm):
    """A licence as its paper says."""

    class Meta:
        model = Licence
        fields = LICENCE_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say how a licence without a last day is written."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].help_text = "如：食品经营许可证"
        self.fields["valid_to"].help_text = "长期有效的填 9999-12-31"
        self.fields["scope"].widget = forms.Textarea(attrs={"rows": 2})


class RiskClassForm(Form):
    """Another class, and why."""

    level = forms.ChoiceField(label="风险类别", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="理由",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据，与操作人、时间一起留存",
    )

    def __init__(self, *args: Any, scheme: RiskScheme, **kwargs: Any) -> None:
        """Offer the levels of the scheme."""
        super().__init__(*args, **kwargs)
        field = self.fields["level"]
        if isinstance(field, forms.ChoiceField):
            field.label = scheme.name
            field.choices = [(level, f"{level} 类") for level in scheme.levels]


class TagField(forms.ModelChoiceField):
    """A tag of objects; one that was retired says so: it is only taken off."""

    def label_from_instance(self, tag: Tag) -> str:
        """Return the name, and that the tag was retired."""
        return f"{tag.name}（已停用）" if tag.is_retired else tag.name


class TaggingForm(Form):
    """One tag for all objects found, put on or taken off; a retired one while objects bear it."""

    tag = TagField(label="标签", queryset=Tag.objects.none(), empty_label="请选择")
    remove = forms.ChoiceField(
        label="做什么",
        choices=[("", "加上这个标签"), ("1", "去掉这个标签")],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the tags in use, then those that were retired and some objects bear still."""
        super().__init__(*args, **kwargs)
        rows_of(self, "tag").queryset = borne_tags()
