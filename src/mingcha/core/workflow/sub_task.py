"""子任务, one per participating department, and per county of what a city draws (R-030, R-063, R-066).

A county's share is handed down with the draw and not co-signed (ADR 0017).
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

SUB_TASK = Machine(
    name="sub_task",
    title="部门子任务",
    initial="invited",
    states={
        "invited": "待会签",
        "cosigned": "已会签",
        "handed_down": "已下派待比对",
        "compared": "已比对名单",
    },
    verbs={
        "cosign": "会签",
        "reinvite": "重新征求会签",
        "hand_down": "下派",
        "compare": "提交比对结果",
    },
    transitions=(
        Transition("invited", "cosign", "cosigned", "task.cosign", ("own_items_named",)),
        Transition("cosigned", "reinvite", "invited", SYSTEM, ("scheme_changed",)),
        Transition("invited", "hand_down", "handed_down", SYSTEM, ("drawn_for_others",)),
        *from_each(
            ("cosigned", "handed_down"),
            "compare",
            "compared",
            "list.compare",
            ("list_fully_answered",),
        ),
    ),
    main_line=("invited", "cosigned", "compared"),
)
