"""年度抽查计划, one version of it (R-034 to R-044; dossier C.3).

A change of a published plan is a new version; the old one is superseded and stays public.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

PLAN = Machine(
    name="plan",
    title="年度抽查计划",
    initial="draft",
    states={
        "draft": "草稿",
        "in_review": "审核中",
        "returned": "已退回",
        "approved": "已批准",
        "published": "已公布",
        "superseded": "已被新版本替代",
    },
    verbs={
        "submit": "提交审核",
        "withdraw": "撤回",
        "return": "退回修改",
        "approve": "批准",
        "publish": "公布",
        "supersede": "由新版本替代",
    },
    transitions=(
        *from_each(
            ("draft", "returned"),
            "submit",
            "in_review",
            "plan.submit",
            ("lines_complete", "change_reason_given", "no_blocking_findings"),
        ),
        Transition("in_review", "withdraw", "draft", "plan.submit"),
        Transition(
            "in_review", "return", "returned", "plan.approve", ("not_drafter", "reason_given")
        ),
        Transition(
            "in_review",
            "approve",
            "approved",
            "plan.approve",
            ("not_drafter", "lines_complete", "no_blocking_findings"),
        ),
        Transition("approved", "publish", "published", "plan.publish"),
        Transition("published", "supersede", "superseded", SYSTEM, ("newer_version_published",)),
    ),
    main_line=("draft", "in_review", "approved", "published"),
)
