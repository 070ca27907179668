"""Lists of items that departments check together (部门联合抽查事项清单), kept word for word (R-007)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.cells import text_of
from mingcha.core.intake.checks.name import ITEM, read_name
from mingcha.core.intake.checks.repeats import RepeatRules
from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.findings import Rule, Severity
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import JointRecord
from mingcha.core.intake.vocabulary.items import ITEM_COLUMNS
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

if TYPE_CHECKING:
    from mingcha.core.intake.columns import Column
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

NO_AREA = Rule(
    "joint_items.area.missing",
    Severity.ERROR,
    "没有抽查领域",
    "请填写；一个领域占几行的，请合并单元格或者逐行填写",
)
NO_INITIATOR = Rule(
    "joint_items.initiating.missing",
    Severity.ERROR,
    "没有发起部门",
    "请填写，例如：市场监管部门；几个部门之间用顿号隔开",
)
_SAME = Rule(
    "joint_items.row.repeated",
    Severity.INFO,
    "与第{first}行完全相同，只保留第{first}行（合并单元格占几行时属正常）",
    "不必处理",
)
_DIFFERENT = Rule(
    "joint_items.row.differs",
    Severity.WARNING,
    "与第{first}行是同一领域的同一事项而内容不同，只保留第{first}行",
    "请核对哪一行正确",
)
RULES = (NO_AREA, NO_INITIATOR, _SAME, _DIFFERENT)

_FEWEST_TEXTS = 2


def _of_items(*keys: str) -> tuple[Column, ...]:
    """Return columns of item lists, under the headings that those know."""
    return tuple(each for each in ITEM_COLUMNS.columns if each.key in keys)


JOINT_COLUMNS = Vocabulary(
    main=(
        column("area", "抽查领域 检查领域 监管领域 行业领域 领域 行业 抽查类别 类别"),
        *_of_items("name", "object", "initiating", "cooperating"),
    ),
    extra=_of_items("item_class", "method", "body", "basis", "ratio", "frequency", "remark"),
    essentials=(("area",), ("name",), ("initiating",)),
    expected=("cooperating", "object"),
    ignored=PERSONAL | SERIAL,
)


def read_joint_item(line: Line, report: Report) -> JointRecord:
    """Read one row: field, item and who initiates it are needed."""
    for key, rule in (("area", NO_AREA), ("initiating", NO_INITIATOR)):
        if not line.text(key):
            report.add(rule, line.place(key))
    return JointRecord(
        area=line.text("area"),
        name=read_name(line, report, ITEM),
        object=line.text("object"),
        initiating=line.text("initiating"),
        cooperating=line.text("cooperating"),
        fields=line.extra_fields(),
        row=line.number,
    )


def _is_certain(line: Line) -> bool:
    texts = {text_of(cell) for cell in line.cells} - {""}
    return bool(line.text("name")) and len(texts) >= _FEWEST_TEXTS


def _identity(record: JointRecord) -> tuple[str, ...]:
    return record.area, record.name, record.object, record.initiating


JOINT_ITEMS = RegisterKind(
    name="joint_items",
    title="部门联合抽查事项清单",
    vocabulary=JOINT_COLUMNS,
    key="name",
    essentials=("name",),
    is_certain=_is_certain,
    read=read_joint_item,
    identity=_identity,
    repeat_rules=RepeatRules(_SAME, _DIFFERENT),
    across_rows=tuple,
)
