"""抽查事项, one version of it (R-001 to R-006; dossier C.3).

An amendment is a new version that starts as a draft; what was published is never deleted (G-5).
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

ITEM = Machine(
    name="item",
    title="抽查事项",
    initial="draft",
    states={
        "draft": "草稿",
        "in_review": "审核中",
        "returned": "已退回",
        "approved": "已审定",
        "scheduled": "待生效",
        "published": "已公布",
        "superseded": "已被新版本替代",
        "retired": "已废止",
    },
    verbs={
        "submit": "提交审核",
        "withdraw": "撤回",
        "return": "退回修改",
        "approve": "审定",
        "publish": "公布",
        "schedule": "定期公布",
        "unschedule": "撤回定期公布",
        "take_effect": "到期公布",
        "supersede": "由新版本替代",
        "retire": "废止",
    },
    transitions=(
        *from_each(("draft", "returned"), "submit", "in_review", "item.edit", ("item_complete",)),
        Transition("in_review", "withdraw", "draft", "item.edit"),
        *from_each(
            ("in_review", "approved"),
            "return",
            "returned",
            "item.review",
            ("not_drafter", "reason_given"),
        ),
        Transition(
            "in_review", "approve", "approved", "item.review", ("not_drafter", "item_complete")
        ),
        Transition("approved", "publish", "published", "item.publish"),
        Transition("approved", "schedule", "scheduled", "item.publish", ("day_ahead",)),
        Transition("scheduled", "unschedule", "approved", "item.publish"),
        Transition("scheduled", "take_effect", "published", SYSTEM, ("day_come",)),
        Transition("published", "supersede", "superseded", SYSTEM, ("newer_version_published",)),
        Transition("published", "retire", "retired", "item.publish", ("reason_given",)),
    ),
    main_line=("draft", "in_review", "approved", "published"),
)
