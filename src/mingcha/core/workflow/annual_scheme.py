"""年度实施方案 of an office or a department (R-027).

What was issued is changed by being drafted again, for a reason; what was published stays so.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

ANNUAL_SCHEME = Machine(
    name="annual_scheme",
    title="年度实施方案",
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
        "revise": "修订",
    },
    transitions=(
        *from_each(
            ("draft", "returned"),
            "submit",
            "submitted",
            "scheme.edit",
            ("scheme_written", "superior_followed"),
        ),
        Transition("submitted", "withdraw", "draft", "scheme.edit"),
        Transition(
            "submitted", "return", "returned", "scheme.approve", ("not_drafter", "reason_given")
        ),
        Transition(
            "submitted",
            "issue",
            "issued",
            "scheme.approve",
            ("not_drafter", "scheme_written", "superior_followed"),
        ),
        Transition("issued", "revise", "draft", "scheme.edit", ("reason_given",)),
    ),
    main_line=("draft", "submitted", "issued"),
)
