"""对象任务, one object to be inspected by one department in one task.

R-069, R-073 to R-085; dossier C.3. That nobody was met or that the inspection was refused are
results, and go through review and publication like any other.
"""

from __future__ import annotations

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import Transition, from_each

_ON_SITE = ("in_team", "team_complete", "certificate_shown")

NOT_BEGUN = ("assigned", "notified")
"""Nobody has gone there yet."""
BEFORE_RESULTS = (*NOT_BEGUN, "visiting")
"""Nothing is recorded yet."""
FALLEN_AWAY = ("not_mine", "terminated")
"""Nobody will go there any more."""

OBJECT_TASK = Machine(
    name="object_task",
    title="对象检查任务",
    initial="assigned",
    states={
        "assigned": "已派单",
        "notified": "已通知",
        "visiting": "检查中",
        "recorded": "已记录",
        "in_review": "审核中",
        "returned": "已退回",
        "approved": "已审定",
        "published": "已公示",
        "corrected": "已更正待公示",
        "not_mine": "非本部门对象",
        "terminated": "已终止",
    },
    verbs={
        "notify": "送达通知",
        "reschedule": "改期",
        "start_visit": "开始检查",
        "record": "完成检查记录",
        "submit": "提交审核",
        "withdraw": "撤回",
        "return": "退回",
        "approve": "审定",
        "publish": "公示",
        "correct": "更正",
        "mark_not_mine": "标记为非本部门对象",
        "terminate": "终止",
        "replace": "替换退出",
    },
    transitions=(
        Transition("assigned", "notify", "notified", "visit.record", ("in_team", "notice_made")),
        Transition(
            "notified", "reschedule", "notified", "visit.record", ("in_team", "reason_given")
        ),
        Transition(
            "assigned", "start_visit", "visiting", "visit.record", (*_ON_SITE, "surprise_allowed")
        ),
        Transition("notified", "start_visit", "visiting", "visit.record", _ON_SITE),
        Transition(
            "visiting", "record", "recorded", "visit.record", ("in_team", "checklist_complete")
        ),
        *from_each(
            ("recorded", "returned"),
            "submit",
            "in_review",
            "visit.record",
            ("in_team", "record_signed", "result_complete"),
        ),
        Transition("in_review", "withdraw", "recorded", "visit.record", ("in_team",)),
        Transition(
            "in_review", "return", "returned", "result.review", ("not_in_team", "reason_given")
        ),
        Transition(
            "in_review", "approve", "approved", "result.review", ("not_in_team", "result_complete")
        ),
        *from_each(
            ("approved", "corrected"),
            "publish",
            "published",
            "result.publish",
            ("masking_decided",),
        ),
        Transition(
            "published", "correct", "corrected", "result.review", ("not_in_team", "reason_given")
        ),
        *from_each(NOT_BEGUN, "mark_not_mine", "not_mine", "list.compare", ("reason_given",)),
        *from_each(
            (*BEFORE_RESULTS, "recorded"),
            "terminate",
            "terminated",
            "result.review",
            ("not_in_team", "reason_given", "termination_lawful"),
        ),
        *from_each(
            BEFORE_RESULTS,
            "replace",
            "terminated",
            "task.approve",
            ("departure_confirmed",),
        ),
    ),
    main_line=(
        "assigned",
        "notified",
        "visiting",
        "recorded",
        "in_review",
        "approved",
        "published",
    ),
)
