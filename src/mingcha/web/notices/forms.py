"""Forms of the documents and of their texts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mingcha.core.notices.checking import faults
from mingcha.core.notices.kinds import NoticeKind
from mingcha.web.base_forms import Form


class NoticeTextForm(Form):
    """A text with its title; every fault of the text is told at it, by line."""

    title = forms.CharField(label="标题", max_length=60)
    text = forms.CharField(
        label="正文",
        max_length=6000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="每行一段；占位符写在半角花括号里，出具时换成实际内容",
    )
    for_subordinates = forms.BooleanField(
        label="下级部门也使用",
        required=False,
        help_text="本条线下级部门没有自定文本时，用这一份",
    )
    reason = forms.CharField(
        label="修改说明", max_length=200, help_text="改了什么、为什么改，与操作人、时间一起留存"
    )

    def __init__(self, *args: Any, kind: NoticeKind, is_office: bool, **options: Any) -> None:
        """Check the text as the kind asks; an office's holds for others anyway."""
        super().__init__(*args, **options)
        self._kind = kind
        if is_office:
            del self.fields["for_subordinates"]

    def clean_text(self) -> str:
        """Refuse what cannot be filled in, each fault in a sentence of its own."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if found := faults(self._kind, text.strip("\n")):
            raise ValidationError([ValidationError(each) for each in found])
        return text

    @property
    def values(self) -> dict[str, Any]:
        """Return what the action takes."""
        return {"for_subordinates": False} | self.cleaned_data


class StartForm(Form):
    """From which day a text holds."""

    since = forms.DateField(
        label="启用日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="当天起出具的文书用这一版；以前出具的不变",
    )


class GiveBackForm(StartForm):
    """From which day no text of one's own holds, and why."""

    reason = forms.CharField(label="修改说明", max_length=200)


class IssueForm(Form):
    """Why a document is made out again."""

    reason = forms.CharField(
        label="重新出具的理由",
        max_length=200,
        error_messages={"required": "请写明重新出具的理由"},
        help_text="以前出具的保留，可以再次打印",
    )

    def __init__(self, *args: Any, again: bool, **options: Any) -> None:
        """Ask for no reason the first time."""
        super().__init__(*args, **options)
        if not again:
            del self.fields["reason"]
