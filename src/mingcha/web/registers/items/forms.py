"""The form of an item's text, and of its guides."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.core.ratios.ratio import read_ratio
from mingcha.core.ratios.wording import percent
from mingcha.registers.checklists import CheckPointText
from mingcha.registers.models import ItemVersion
from mingcha.registers.models.inspection_item import CheckMethod
from mingcha.registers.text_fields import TEXT_FIELDS
from mingcha.web.base_forms import Form
from mingcha.web.registers.items.point_rows import add_rows, rows_asked, rows_shown, texts_of
from mingcha.web.registers.items.required import required_tags
from mingcha.web.registers.opened_form import OpenedForm


class ItemForm(OpenedForm):
    """An item's text and checklist; ``code`` only where the item is new."""

    code = forms.CharField(label="事项编码", max_length=32, help_text="本部门清单内不重复")
    ratio_limit_bp = forms.CharField(
        label="比例上限",
        required=False,
        max_length=20,
        help_text="一般检查事项的最高抽查比例，如 10%；不填的，按抽查比例的文字识别",
    )
    methods = forms.MultipleChoiceField(
        label="检查方式", choices=CheckMethod.choices, widget=forms.CheckboxSelectMultiple
    )
    required_expertise = required_tags()

    class Meta:
        model = ItemVersion
        fields = TEXT_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the code out where the item has one; ask for check points in rows of their own."""
        super().__init__(*args, **kwargs)
        limit = self.instance.ratio_limit_bp
        self.initial["ratio_limit_bp"] = "" if limit is None else percent(limit)
        if self.instance.pk:
            del self.fields["code"]
            self.initial["required_expertise"] = self.instance.required_expertise.all()
        else:
            self.order_fields(["code", *TEXT_FIELDS])
        points = list(self.instance.check_points.all()) if self.instance.pk else []
        self._rows = rows_asked(self.data) if self.is_bound else rows_shown(points)
        add_rows(self, self._rows, points)

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """Return the fields above the checklist."""
        return [
            self[name]
            for name in self.fields
            if name in {"code", *TEXT_FIELDS, "required_expertise"}
        ]

    @property
    def point_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the checklist's rows: question, guidance and phrases by number."""
        names = ("question", "guidance", "phrases")
        return [(n, [self[f"{name}_{n}"] for name in names]) for n in range(1, self._rows + 1)]

    def clean_ratio_limit_bp(self) -> int | None:
        """Return the limit in basis points."""
        given = self.cleaned_data["ratio_limit_bp"].strip()
        facts = read_ratio(given).facts
        limit = facts[0].share.at_most if len(facts) == 1 else None
        if given and limit is None:
            raise forms.ValidationError("请写成 10% 或 5‰")
        return limit

    def clean(self) -> dict[str, Any]:
        """Ask for the question where a row has anything else."""
        given = super().clean() or {}
        self._points = texts_of(self, self._rows)
        return given

    @property
    def text(self) -> dict[str, Any]:
        """Return the fields of the version."""
        return {name: self.cleaned_data[name] for name in TEXT_FIELDS}

    @property
    def check_points(self) -> list[CheckPointText]:
        """Return the checklist; rows left blank are none of it."""
        return self._points


class GuideForm(Form):
    """A work guide."""

    file = forms.FileField(
        label="工作指引文件",
        help_text="PDF 或 Word 文档（docx）；事项公布后随清单公开，文件里和文件属性里不要留个人信息",
    )


class ScheduleForm(Form):
    """The day on which a version comes in force."""

    day = forms.DateField(
        label="生效日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="当天零时起自动公布并生效，之前仍按现行版本检查；今天就生效的，回到上一页直接公布",
    )
