"""子任务, one per participating department of a joint task (R-030, R-063, R-066)."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition

SUB_TASK = Machine(
    name="sub_task",
    title="部门子任务",
    initial="invited",
    states={"invited": "待会签", "cosigned": "已会签", "compared": "已比对名单"},
    verbs={"cosign": "会签", "reinvite": "重新征求会签", "compare": "提交比对结果"},
    transitions=(
        Transition("invited", "cosign", "cosigned", "task.cosign", ("own_items_named",)),
        Transition("cosigned", "reinvite", "invited", SYSTEM, ("scheme_changed",)),
        Transition("cosigned", "compare", "compared", "list.compare", ("list_fully_answered",)),
    ),
    main_line=("invited", "cosigned", "compared"),
)
