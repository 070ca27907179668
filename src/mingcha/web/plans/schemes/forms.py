"""Forms of the yearly schemes."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.plans.actions.schemes import TEXT_FIELDS
from mingcha.plans.models import AnnualScheme
from mingcha.plans.models.annual_scheme import SchemeIssuer
from mingcha.plans.scheme_rules import superior_schemes
from mingcha.web.base_forms import Form, ModelForm, choices_of, label_rows, rows_of


class NewSchemeForm(Form):
    """For whom and for which year."""

    issuer = forms.ChoiceField(label="发文主体")
    year = forms.IntegerField(label="年度", min_value=2015, max_value=2100)
    title = forms.CharField(label="方案名称", max_length=120)

    def __init__(self, *args: Any, issuers: list[SchemeIssuer], **kwargs: Any) -> None:
        """Offer those for whom the person drafts."""
        super().__init__(*args, **kwargs)
        choices_of(self, "issuer").choices = [(each.value, each.label) for each in issuers]


class SchemeForm(ModelForm):
    """Title, number, sections, and the superior's scheme."""

    parent = forms.ModelChoiceField(
        AnnualScheme.objects.none(),
        label="依据的上级方案",
        required=False,
        empty_label="上级还没有印发",
        help_text="只列出本年度上级和本地区双随办已印发的方案",
    )

    class Meta:
        model = AnnualScheme
        fields = (*TEXT_FIELDS, "parent")
        help_texts = {  # noqa: RUF012 - Django's form of it
            "number": "提交签发前填写",
            "goals": "抽查比例、覆盖率、联合抽查占比等；正文也可以用附件",
        }

    field_order = ("title", "number", "parent", "goals", "duties", "deadlines", "measures")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the schemes above the one that is written."""
        super().__init__(*args, **kwargs)
        scheme = self.instance
        found = superior_schemes(scheme.issuer, scheme.department, scheme.region, scheme.year)
        rows_of(self, "parent").queryset = found
        label_rows(self, "parent", _label)

    @property
    def text(self) -> dict[str, str]:
        """Return the texts by field."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS}


class SchemeFileForm(Form):
    """A file of the scheme."""

    file = forms.FileField(
        label="方案文件",
        help_text="PDF 或 Word 文档（docx）；印发后随方案公开，文件里和文件属性里不要留个人信息",
    )


def _label(scheme: AnnualScheme) -> str:
    return f"{scheme.issuer_name}　{scheme.title}（{scheme.number}）"
