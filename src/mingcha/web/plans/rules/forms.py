"""The form of sampling rules."""

from __future__ import annotations

from django import forms

from mingcha.plans.models import SamplingRules
from mingcha.plans.models.sampling_rules import PARTS
from mingcha.web.base_forms import ModelForm


class RulesForm(ModelForm):
    """The five parts, and the day from which they are in force."""

    class Meta:
        model = SamplingRules
        fields = ("effective_from", *PARTS)
        widgets = {  # noqa: RUF012 - Django's form of it
            "effective_from": forms.DateInput(attrs={"type": "date"})
        }
        help_texts = {  # noqa: RUF012 - Django's form of it
            "effective_from": "提交签发前填写；今天或以后的一天，晚于上一版",
            "principles": "依法、公正、公开，对象和人员都随机确定等",
            "tasks": "抽查哪些事项和对象，比例和频次怎样确定",
            "methods": "定向与不定向抽查、抽取和匹配的办法、回避",
            "publicity": "公示的内容、渠道和期限",
            "supervision": "怎样监督执行、怎样考核",
        }

    @property
    def parts(self) -> dict[str, str]:
        """Return the five parts by field."""
        return {name: self.cleaned_data[name] for name in PARTS}
