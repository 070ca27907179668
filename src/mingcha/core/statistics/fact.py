"""The fact row that every form and indicator is a projection of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MARKET_REGULATION = "SCJG"
"""Business line of the market-regulation system (市场监管系统)."""


class TaskSource(StrEnum):
    """Where a task comes from (R-045)."""

    PLAN = "plan"
    AD_HOC = "ad_hoc"
    ASSIGNED = "assigned"
    CAMPAIGN = "campaign"
    COMPLAINT = "complaint"
    TRIGGER = "trigger"


class JointScope(StrEnum):
    """Whose sections or departments inspect together."""

    INTERNAL = "internal"
    CROSS_DEPARTMENT = "cross_department"


class Platform(StrEnum):
    """Through whose platform a task was run (R-142)."""

    OWN = "own"
    OTHER = "other"


class Origin(StrEnum):
    """Which level handed a task down (R-067)."""

    OWN = "own"
    CITY = "assigned_from_city"
    PROVINCE = "assigned_from_province"


@dataclass(frozen=True, slots=True)
class Fact:
    """One drawn object as one department had to inspect it in one task; items are folded in.

    Only what was drawn at random is a fact: a case-based visit outside any draw is not.

    Attributes:
        task_id: The task; a joint task is one.
        task_source: Where the task comes from.
        draw_date: Day of the task's draw.
        department_id: The inspecting department.
        is_initiator: Whether it started the task.
        line: Code of its business line.
        region_code: Its region (GB/T 2260, with township and village digits where it has them).
        joint_scope: Of the task.
        is_enterprise: Whether the object is an enterprise.
        class_applied: Whether the credit-risk class had a part in drawing the object.
        platform: Through which platform the task was run.
        origin: Which level handed it down.
        object_id: The object.
        result_date: Day on which the department's result arose; None as long as there is none.
        has_problem: Whether that result is among the problem results (dossier D.1).
        published_date: Day on which it was made public; None as long as it is not.
        follow_up_closed: Whether all that followed from its problems is closed.
        publication_due: Last day for making it public (see ``core.workdays``), if known.
        is_withheld: Whether the law keeps it from being made public (R-081).
    """

    task_id: str
    task_source: TaskSource
    draw_date: date
    department_id: str
    is_initiator: bool
    line: str
    region_code: str
    joint_scope: JointScope
    is_enterprise: bool
    class_applied: bool
    platform: Platform
    origin: Origin
    object_id: str
    result_date: date | None = None
    has_problem: bool = False
    published_date: date | None = None
    follow_up_closed: bool = False
    publication_due: date | None = None
    is_withheld: bool = False
