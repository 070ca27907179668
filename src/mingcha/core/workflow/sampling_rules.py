"""抽查规则 of a department, one version of them (R-028).

A version is in force from its day until the day of the next one; all of them stay.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

SAMPLING_RULES = Machine(
    name="sampling_rules",
    title="抽查规则",
    initial="draft",
    states={
        "draft": "草稿",
        "submitted": "待签发",
        "returned": "已退回",
        "issued": "已印发",
    },
    verbs={
        "submit": "提交签发",
        "withdraw": "撤回",
        "return": "退回修改",
        "issue": "签发",
    },
    transitions=(
        *from_each(
            ("draft", "returned"),
            "submit",
            "submitted",
            "plan.edit",
            ("rules_complete", "change_reason_given"),
        ),
        Transition("submitted", "withdraw", "draft", "plan.edit"),
        Transition(
            "submitted", "return", "returned", "plan.approve", ("not_drafter", "reason_given")
        ),
        Transition(
            "submitted", "issue", "issued", "plan.approve", ("not_drafter", "rules_complete")
        ),
    ),
    main_line=("draft", "submitted", "issued"),
)
