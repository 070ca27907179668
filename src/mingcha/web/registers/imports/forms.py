"""Forms of an import."""

from __future__ import annotations

from typing import Any

from django import forms

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.core.intake.kinds import KINDS
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind, ImportSource
from mingcha.web.base_forms import Form, choices_of


def kinds_for(user: User) -> list[tuple[str, str]]:
    """Return the registers that a person may import: classes only who may see them."""
    hidden = () if sees_classes(user) else (ImportKind.CLASSES,)
    return [(kind.value, str(kind.label)) for kind in ImportKind if kind not in hidden]


class UploadForm(Form):
    """A spreadsheet, and the register it is for."""

    kind = forms.ChoiceField(label="导入到", choices=ImportKind.choices, widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label="数据来源",
        choices=ImportSource.choices,
        initial=ImportSource.OTHER,
        required=False,
        help_text="检查对象名录按来源核对是否应纳尽纳：选对来源，才看得出缺了哪些",
    )
    file = forms.FileField(
        label="表格文件",
        help_text=".xlsx、.xls 或 .csv，以内容为准；表头不必改成固定格式，常见写法都能认出",
        error_messages={
            "required": "请选择一个表格文件",
            "empty": "这是空文件：请重新导出",
        },
    )

    def clean_source(self) -> str:
        """Return the source; who names none means another one."""
        return self.cleaned_data["source"] or ImportSource.OTHER.value

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the registers that the person may import."""
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = kinds_for(user)


class ColumnsForm(Form):
    """What each column of a file is read as; the program's own reading is chosen beforehand."""

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        """Ask for every column of the batch's file."""
        super().__init__(*args, **kwargs)
        known = KINDS[batch.kind].vocabulary.columns
        choices = [("", "不读取"), *((column.key, column.title) for column in known)]
        for number, column in enumerate(batch.columns):
            example = f"如：{column['example']}" if column["example"] else "第一行是空的"
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=column["heading"],
                choices=choices,
                initial=column["key"],
                required=False,
                help_text=example,
            )
        self._headings = [column["heading"] for column in batch.columns]

    @property
    def names(self) -> dict[str, str]:
        """Column keys by heading; of two columns with one heading the first counts."""
        names: dict[str, str] = {}
        for number, heading in enumerate(self._headings):
            names.setdefault(heading, self.cleaned_data[f"column-{number}"])
        return names


_KEEP = ("keep", "不动，留在名录中")
_REMOVE = ("remove", "移出名录，不再参加抽查；历史保留")
_OUT_OF_POOL = ("remove", "移出库，不再安排协助；历史保留")
_CHOICES = {
    ImportKind.ITEMS: [_KEEP],
    ImportKind.JOINT_ITEMS: [
        ("keep", "不动，仍在一业一查中"),
        ("remove", "停用，不再列出；已列入计划和任务的不受影响"),
    ],
    ImportKind.EXPERTS: [_KEEP, _OUT_OF_POOL],
    ImportKind.BODIES: [_KEEP, _OUT_OF_POOL],
}
_UNITS = {ImportKind.ITEMS: "项", ImportKind.JOINT_ITEMS: "个领域"}


class GoneForm(Form):
    """What becomes of what the register has and the file has not; nothing is chosen beforehand."""

    gone = forms.ChoiceField(
        choices=[_KEEP, _REMOVE],
        widget=forms.RadioSelect,
        error_messages={"required": "请先选定：名录中有、表中没有的怎样处理"},
    )

    def __init__(self, *args: Any, number: int, kind: str, **kwargs: Any) -> None:
        """Ask where there is something gone; items are never retired by an import."""
        super().__init__(*args, **kwargs)
        if not number:
            del self.fields["gone"]
            return
        field, register = self.fields["gone"], ImportKind(kind)
        unit = _UNITS.get(register, "个")
        field.label = f"名录中有、表中没有的 {number:,} {unit}怎样处理"
        field.help_text = "文件缺行不等于注销或离岗，请核对后选定"
        if register == ImportKind.ITEMS:
            field.help_text += "；事项只可在事项页停用，导入不停用事项"
        if register == ImportKind.JOINT_ITEMS:
            field.label = f"本部门牵头、清单中没有的 {number:,} {unit}怎样处理"
            field.help_text = "自行新增的领域本来不在清单中，请核对后选定"
        choices_of(self, "gone").choices = _CHOICES.get(register, [_KEEP, _REMOVE])
