"""Forms of the divisions."""

from __future__ import annotations

from django import forms
from django.core import signing

from mingcha.core.intake.records import RegionRecord
from mingcha.foundation.errors import DomainError
from mingcha.web.base_forms import Form

_SALT = "mingcha.web.administration.regions"
_KEPT = 60 * 60  # seconds between looking at the differences and taking them over


class RegionForm(Form):
    """A new division."""

    code = forms.CharField(
        label="代码", max_length=12, help_text="GB/T 2260 的 6 位代码；乡镇、街道是 9 位"
    )
    name = forms.CharField(label="名称", max_length=60)


class RegionNameForm(Form):
    """Another name of a division."""

    name = forms.CharField(label="名称", max_length=60)


class SuccessorForm(Form):
    """What replaced a division."""

    successor = forms.CharField(
        label="并入哪个区划",
        max_length=12,
        help_text="填代码。此后名录中仍写旧代码的，自动归到这里；已有的历史记录不变",
    )


class RegionFileForm(Form):
    """A list of divisions."""

    file = forms.FileField(
        label="行政区划表",
        help_text="有“代码”“名称”两列即可，可另有“状态”“新代码”；先看差异，确认后才载入",
    )


def signed(records: list[RegionRecord]) -> str:
    """Return the records as a text that only this platform could have written."""
    rows = [(each.code, each.name, each.is_ended, each.successors) for each in records]
    return signing.dumps(rows, salt=_SALT, compress=True)


def unsigned(text: str) -> list[RegionRecord]:
    """Return the records of a signed text; raises DomainError where it is none, or an old one."""
    try:
        rows = signing.loads(text, salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        raise DomainError("records", "差异已过期或被改动，请重新选择行政区划表") from None
    return [
        RegionRecord(code, name, is_ended, tuple(successors), number)
        for number, (code, name, is_ended, successors) in enumerate(rows, start=1)
    ]
