"""计划条目 (R-047; dossier C.3): moved by what happens to its tasks, never by hand."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

PLAN_LINE = Machine(
    name="plan_line",
    title="计划条目",
    initial="pending",
    states={
        "pending": "待执行",
        "covered": "由上级抽查覆盖",
        "in_progress": "执行中",
        "done": "已完成",
    },
    verbs={
        "start": "开始执行",
        "release": "恢复待执行",
        "cover": "由上级抽查覆盖",
        "uncover": "不再由上级抽查覆盖",
        "complete": "完成",
    },
    transitions=(
        *from_each(("pending", "covered"), "start", "in_progress", SYSTEM, ("has_live_task",)),
        Transition("pending", "cover", "covered", SYSTEM, ("drawn_from_above",)),
        Transition("covered", "uncover", "pending", SYSTEM, ("nothing_drawn_from_above",)),
        Transition("in_progress", "release", "pending", SYSTEM, ("no_live_task",)),
        Transition("in_progress", "complete", "done", SYSTEM, ("quota_met",)),
    ),
    main_line=("pending", "in_progress", "done"),
)
