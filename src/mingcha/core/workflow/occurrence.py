"""到期事项 of an obligation (R-121 to R-132): done, taken back by who entered it, or sent back by who set it."""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

OCCURRENCE = Machine(
    name="occurrence",
    title="到期事项",
    initial="open",
    states={"open": "未完成", "returned": "已退回", "done": "已完成"},
    verbs={"finish": "登记完成", "withdraw": "撤回登记", "return": "退回重办"},
    transitions=(
        *from_each(("open", "returned"), "finish", "done", "target.view", ("evidence_given",)),
        Transition("done", "withdraw", "open", "target.view"),
        Transition("done", "return", "returned", "target.view", ("not_drafter", "reason_given")),
    ),
    main_line=("open", "done"),
)
