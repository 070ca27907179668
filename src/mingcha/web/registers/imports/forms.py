"""Forms of an import."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.registers.models.import_batch import ImportKind
from mingcha.web.base_forms import Form


class UploadForm(Form):
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


class GoneForm(Form):
    """What becomes of what the register has and the file has not; nothing is chosen beforehand."""

    gone = forms.ChoiceField(
        choices=[("keep", "不动，留在名录中")],
        widget=forms.RadioSelect,
        error_messages={"required": "请先选定：名录中有、表中没有的怎样处理"},
    )

    def __init__(self, *args: Any, number: int, is_items: bool, **kwargs: Any) -> None:
        """Ask where there is something gone; items are never retired by an import."""
        super().__init__(*args, **kwargs)
        field = self.fields["gone"]
        field.label = f"名录中有、表中没有的 {number:,} {'项' if is_items else '个'}怎样处理"
        field.help_text = "文件缺行不等于注销或离岗，请核对后选定"
        if is_items:
            field.help_text += "；事项只可在事项页停用，导入不停用事项"
        else:
            field.choices += [("remove", "移出名录，不再参加抽查；历史保留")]  # type: ignore[attr-defined]
        if not number:
            del self.fields["gone"]
