"""计划条目 (R-047; dossier C.3): moved by what happens to its tasks, never by hand."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition

PLAN_LINE = Machine(
    name="plan_line",
    title="计划条目",
    initial="pending",
    states={"pending": "待执行", "in_progress": "执行中", "done": "已完成"},
    verbs={"start": "开始执行", "release": "恢复待执行", "complete": "完成"},
    transitions=(
        Transition("pending", "start", "in_progress", SYSTEM, ("has_live_task",)),
        Transition("in_progress", "release", "pending", SYSTEM, ("no_live_task",)),
        Transition("in_progress", "complete", "done", SYSTEM, ("quota_met",)),
    ),
    main_line=("pending", "in_progress", "done"),
)
