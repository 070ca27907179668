"""Forms of the risk schemes (风险分类方案)."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.orgs.models import BusinessLine
from mingcha.registers.models import RiskScheme
from mingcha.registers.models.inspection_object import ObjectKind
from mingcha.registers.selectors.risk_classes import (
    combination_facts_of,
    facts_of,
    matrix,
    pair_title,
)
from mingcha.web.base_forms import Form
from mingcha.web.registers.opened_form import OpenedOnFacts


class RiskSchemeForm(OpenedOnFacts, Form):
    """A scheme; ``code`` and kind only where it is new."""

    code = forms.SlugField(
        label="代码", max_length=32, help_text="字母、数字和连字符，如 food-sale；以后不能改"
    )
    is_generic = forms.ChoiceField(
        label="种类",
        choices=[("", "专业型：某一条线自己的分类"), ("1", "通用型：不分条线的信用风险分类")],
        required=False,
        widget=forms.RadioSelect,
        help_text="以后不能改",
    )
    name = forms.CharField(label="名称", max_length=60)
    levels = forms.CharField(
        label="等级", max_length=60, help_text="由低风险到高风险，用顿号隔开，如 A、B、C、D"
    )
    line = forms.ModelChoiceField(
        label="业务条线",
        queryset=BusinessLine.objects.order_by("code"),
        required=False,
        empty_label="不分条线",
        help_text="专业型方案必选",
    )
    object_kinds = forms.MultipleChoiceField(
        label="适用的对象类型",
        choices=ObjectKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选就是全部；如个体工商户另有分类的，只选个体工商户",
    )
    basis = forms.CharField(
        label="依据", max_length=200, required=False, help_text="文件名称和文号，可不填"
    )

    def __init__(self, *args: Any, scheme: RiskScheme | None = None, **kwargs: Any) -> None:
        """Show what a known scheme is."""
        super().__init__(*args, facts=facts_of(scheme) if scheme else None, **kwargs)
        if scheme is None:
            return
        for name in ("code", "is_generic"):
            del self.fields[name]
        if scheme.is_generic:
            del self.fields["line"]
        self.initial.update(
            name=scheme.name,
            levels="、".join(scheme.levels),
            line=scheme.line_id,
            object_kinds=scheme.object_kinds,
            basis=scheme.basis,
        )

    @property
    def values(self) -> dict[str, Any]:
        """Return the scheme as the actions take it."""
        given = dict(self.cleaned_data)
        text = given["levels"].replace("，", "、").replace(",", "、").replace(" ", "")
        given["levels"] = [level for level in text.split("、") if level]
        given.setdefault("line", None)
        if "is_generic" in given:
            given["is_generic"] = bool(given["is_generic"])
        return given


class CombinationForm(OpenedOnFacts, Form):
    """What each pair of a generic and a professional level makes."""

    def __init__(self, *args: Any, scheme: RiskScheme, **kwargs: Any) -> None:
        """Ask for every pair; what it makes now is chosen."""
        super().__init__(*args, facts=combination_facts_of(scheme), **kwargs)
        generic = RiskScheme.generic()
        self._pairs: dict[str, tuple[str, str]] = {}
        for of_generic, row in matrix(scheme):
            for level, made in row:
                name = f"pair-{of_generic}-{level}"
                self._pairs[name] = (of_generic, level)
                self.fields[name] = forms.ChoiceField(
                    label=pair_title(of_generic, level),
                    choices=[(each, f"{each} 类") for each in generic.levels],
                    initial=made,
                )

    @property
    def combined(self) -> dict[tuple[str, str], str]:
        """Return what each pair makes."""
        return {pair: self.cleaned_data[name] for name, pair in self._pairs.items()}
