"""What is wrong with a field, in a sentence that says what to do."""

from __future__ import annotations

from django import forms
from django.core.validators import MaxValueValidator

NOT_TEXT = "{label}里有看不见的字符，请删去重新填写"
TOO_LONG = "{label}最多 %(limit_value)d 个字，现在有 %(show_value)d 个，请缩短"
_LARGEST = 2**31 - 1  # of PostgreSQL's integer

_WORDS: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (
        forms.FileField,
        {
            "required": "请选择要上传的{label}",
            "invalid": "没有收到文件，请重新选择{label}",
            "missing": "没有收到文件，请重新选择{label}",
            "empty": "这是空文件，请重新选择{label}",
            "max_length": "文件名太长，请改短后再上传",
        },
    ),
    (
        forms.DateTimeField,
        {
            "required": "请填写{label}，如 2026-03-05 09:00",
            "invalid": "{label}不是有效的日期和时间，请写成 2026-03-05 09:00",
        },
    ),
    (
        forms.DateField,
        {
            "required": "请填写{label}，如 2026-03-05",
            "invalid": "{label}不是有效的日期，请写成 2026-03-05",
        },
    ),
    (
        forms.IntegerField,
        {
            "required": "请填写{label}，写数字",
            "invalid": "{label}请写整数，如 3",
            "min_value": "{label}不能小于 %(limit_value)s，请改大",
            "max_value": "{label}不能大于 %(limit_value)s，请改小",
        },
    ),
    (
        forms.ModelChoiceField,
        {
            "required": "请选择{label}",
            "invalid_choice": "请从列表中选择{label}",
            "invalid_list": "请从列表中选择{label}",
            "invalid_pk_value": "请从列表中选择{label}",
        },
    ),
    (
        forms.ChoiceField,
        {
            "required": "请选择{label}",
            "invalid_choice": "请从列表中选择{label}",
            "invalid_list": "请从列表中选择{label}",
        },
    ),
    (forms.BooleanField, {"required": "请勾选“{label}”"}),
    (
        forms.SlugField,
        {
            "required": "请填写{label}",
            "invalid": "{label}只能用字母、数字、- 和 _，请改正",
            "max_length": TOO_LONG,
        },
    ),
    (
        forms.CharField,
        {
            "required": "请填写{label}",
            "max_length": TOO_LONG,
        },
    ),
)


def worded(field: forms.Field) -> None:
    """Give a field the sentences of its kind, where it has none of its own."""
    words = next((words for kind, words in _WORDS if isinstance(field, kind)), {})
    label = str(field.label or "").replace("%", "%%")
    for code, sentence in words.items():
        if not _has_own(field, code):
            field.error_messages[code] = sentence.format(label=label)


def bounded(field: forms.Field) -> None:
    """Hold a whole number to what the database's integers can hold."""
    if isinstance(field, forms.IntegerField) and field.max_value is None:
        field.validators.append(MaxValueValidator(_LARGEST))


def _has_own(field: forms.Field, code: str) -> bool:
    known = field.error_messages.get(code)
    if known is None:
        return False
    defaults = [vars(kind).get("default_error_messages", {}) for kind in type(field).__mro__]
    return not any(messages.get(code) is known for messages in defaults)
