"""抽查任务 (R-029 to R-033, R-057, R-068, R-090; dossier C.3).

The order is the law's: decide items, draw objects and inspectors, inspect, publish. Only what
has not begun on the spot may be voided.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each

_BEFORE_VISITS = (
    "draft",
    "scheme_pending",
    "approved",
    "pool_locked",
    "objects_drawn",
    "list_compared",
    "inspectors_drawn",
    "issued",
)

TASK = Machine(
    name="task",
    title="抽查任务",
    initial="draft",
    states={
        "draft": "草稿",
        "scheme_pending": "方案会签审批中",
        "approved": "已批准",
        "pool_locked": "名单已锁定",
        "objects_drawn": "已抽取对象",
        "list_compared": "名单已比对",
        "inspectors_drawn": "已抽取人员",
        "issued": "已派发",
        "in_progress": "检查中",
        "done": "检查完成",
        "closed": "已办结",
        "voided": "已作废",
    },
    verbs={
        "submit_scheme": "提交方案",
        "recall_scheme": "撤回方案",
        "return_scheme": "退回方案",
        "approve": "批准",
        "lock_pool": "锁定抽取名单",
        "reopen_pool": "重新组建名单",
        "draw_objects": "抽取检查对象",
        "confirm_list": "确认比对名单",
        "draw_inspectors": "抽取检查人员",
        "issue": "派发任务",
        "start": "开始检查",
        "complete": "完成检查",
        "close": "办结",
        "void": "作废",
    },
    transitions=(
        Transition(
            "draft",
            "submit_scheme",
            "scheme_pending",
            "task.edit",
            ("source_in_order", "scheme_complete"),
        ),
        Transition("scheme_pending", "recall_scheme", "draft", "task.edit"),
        Transition(
            "scheme_pending",
            "return_scheme",
            "draft",
            "task.approve",
            ("not_drafter", "reason_given"),
        ),
        Transition(
            "scheme_pending",
            "approve",
            "approved",
            "task.approve",
            ("not_drafter", "scheme_complete", "all_cosigned", "overlaps_settled", "caps_checked"),
        ),
        Transition(
            "approved",
            "lock_pool",
            "pool_locked",
            "pool.lock",
            ("training_held", "exclusions_recorded", "pool_not_empty"),
        ),
        Transition(
            "pool_locked",
            "reopen_pool",
            "approved",
            "task.approve",
            ("not_drafter", "reason_given", "no_live_draw"),
        ),
        Transition(
            "pool_locked",
            "draw_objects",
            "objects_drawn",
            "draw.operate",
            ("draw_done", "witness_attested"),
        ),
        Transition(
            "objects_drawn", "confirm_list", "list_compared", "list.compare", ("all_compared",)
        ),
        Transition(
            "list_compared",
            "draw_inspectors",
            "inspectors_drawn",
            "draw.operate",
            ("teams_complete",),
        ),
        Transition(
            "inspectors_drawn",
            "issue",
            "issued",
            "task.issue",
            ("teams_complete", "recusals_settled"),
        ),
        Transition("issued", "start", "in_progress", "visit.record", ("first_visit_started",)),
        *from_each(("issued", "in_progress"), "complete", "done", SYSTEM, ("all_published",)),
        Transition(
            "done", "close", "closed", "task.close", ("follow_ups_closed", "summary_written")
        ),
        *from_each(_BEFORE_VISITS, "void", "voided", "task.void", ("not_drafter", "reason_given")),
    ),
    main_line=(*_BEFORE_VISITS, "in_progress", "done", "closed"),
)
