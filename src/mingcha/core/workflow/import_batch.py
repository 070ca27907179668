"""导入批次, one file read into a register (R-015, R-018; dossier B.2)."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

IMPORT_BATCH = Machine(
    name="import_batch",
    title="导入批次",
    initial="uploaded",
    states={
        "uploaded": "已上传",
        "checked": "已校验",
        "confirmed": "已确认",
        "applied": "已入库",
        "cancelled": "已取消",
        "failed": "未能导入",
        "undoing": "正在撤销",
        "undone": "已撤销",
    },
    verbs={
        "check": "校验",
        "receive": "接收推送",
        "confirm": "确认导入",
        "apply": "入库",
        "cancel": "取消",
        "fail": "记为失败",
        "retry": "重新校验",
        "undo": "撤销导入",
        "take_back": "恢复名录",
    },
    transitions=(
        Transition("uploaded", "check", "checked", SYSTEM),
        Transition("uploaded", "receive", "applied", SYSTEM),
        Transition(
            "checked",
            "confirm",
            "confirmed",
            "register.import",
            ("some_rows_good", "gap_acknowledged"),
        ),
        Transition("confirmed", "apply", "applied", SYSTEM, ("register_unchanged",)),
        *from_each(("uploaded", "checked"), "cancel", "cancelled", "register.import"),
        *from_each(("uploaded", "confirmed"), "fail", "failed", SYSTEM, ("reason_given",)),
        *from_each(("failed", "checked"), "retry", "uploaded", "register.import"),
        Transition("applied", "undo", "undoing", "register.import", ("reason_given",)),
        Transition("undoing", "take_back", "undone", SYSTEM),
    ),
    main_line=("uploaded", "checked", "confirmed", "applied"),
)
