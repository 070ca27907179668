"""Forms of an import."""

from __future__ import annotations

from django import forms

from mingcha.registers.models.import_batch import ImportKind


class UploadForm(forms.Form):
    """A spreadsheet, and the register it is for."""

    kind = forms.ChoiceField(label="导入到", choices=ImportKind.choices, widget=forms.RadioSelect)
    file = forms.FileField(
        label="表格文件",
        help_text=".xlsx、.xls 或 .csv，以内容为准；表头不必改成固定格式，常见写法都能认出",
        error_messages={
            "required": "请选择一个表格文件",
            "empty": "这是空文件：请重新导出",
        },
    )
