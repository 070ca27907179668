"""Beginning a task, from a plan line or beside the plan (R-036, R-045, R-053, R-067)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NotRequired, TypedDict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.models import PlanLine
from mingcha.plans.models.annual_plan import DrawInspectMode, DrawKind, JointScope
from mingcha.plans.selectors.plans import versions_of
from mingcha.registers.models import InspectionItem, RiskScheme
from mingcha.registers.selectors.items import items_in_force
from mingcha.registers.selectors.labels import check_labels
from mingcha.registers.selectors.object_filter import check_filter
from mingcha.registers.selectors.risk_classes import scheme_in_force
from mingcha.tasks import guards
from mingcha.tasks.actions.common import note
from mingcha.tasks.frame_codes import frame_codes
from mingcha.tasks.models import SubTask, Task
from mingcha.tasks.models.task import Disclosing, Origin, TaskSource
from mingcha.tasks.numbering import next_task_number
from mingcha.tasks.planned_ratios import ratios_of_line
from mingcha.tasks.policies import require_drawing, require_inspecting_department
from mingcha.tasks.ratios import check_ratios, uses_strata
from mingcha.tasks.shares import require_one_share_each
from mingcha.tasks.team_rules import least_officers_of


class Particulars(TypedDict):
    """What a task beside the plan says for itself; a plan line says it for the others."""

    title: str
    object_filter: Mapping[str, Json]
    ratios: Mapping[str, str]
    labels: NotRequired[Sequence[str]]
    period_from: date
    period_to: date
    mode: str
    draw_kind: str


@action
def create_task_from_line(
    *,
    by: User,
    line: PlanLine,
    title: str = "",
    disclosing: str = Disclosing.IMMEDIATE,
    origin: str = Origin.OWN,
) -> Task:
    """Begin a task that executes a line of the department's plan in force.

    What the line says is copied; later versions of the plan do not change the task. Its
    cooperating departments are invited, with the items that the line proposes to them; items
    count in the version in force today.
    """
    department = require_inspecting_department(by, Permission.TASK_EDIT)
    line = locked(line)
    if line.version.plan.department_id != department.pk:
        raise NotFound
    if line.state == "done":
        told = "这一计划条目已经完成；确需再查的，请先调整计划另加一条，或者发起计划外任务"
        raise DomainError("line_done", told)
    task = Task(
        title=title or line.name,
        plan_line=line,
        source=TaskSource.PLAN,
        origin=origin,
        mode=line.mode,
        draw_kind=line.draw_kind,
        period_from=line.period_from,
        period_to=line.period_to,
        object_filter=line.object_filter,
        ratios=ratios_of_line(line, turn=_draws(line) + 1),
        labels=line.labels,
    )
    if reason := guards.source_in_order(task):
        raise DomainError("line_not_in_force", reason)
    _begin(task, by, department, line.items.all(), line.cooperating.all(), disclosing)
    _propose_items(task, line)
    return task


def _draws(line: PlanLine) -> int:
    """Return how many tasks execute a line already, in any version of its plan."""
    return Task.objects.filter(plan_line__in=versions_of(line)).exclude(state="voided").count()


def _propose_items(task: Task, line: PlanLine) -> None:
    """Preset what the line proposes to the cooperating departments; they decide in co-signing."""
    for part in task.sub_tasks.filter(is_lead=False):
        proposed = items_in_force(part.department_id).filter(item__in=line.cooperating_items.all())
        part.items.set(proposed)


@action
def create_task_off_plan(
    *,
    by: User,
    source: str,
    reason: str,
    particulars: Particulars,
    items: Iterable[InspectionItem],
    cooperating: Iterable[Department] = (),
    disclosing: str = Disclosing.IMMEDIATE,
    origin: str = Origin.OWN,
) -> Task:
    """Begin a task beside the plan, for a reason that the head of the department approves."""
    department = require_inspecting_department(by, Permission.TASK_EDIT)
    if source == TaskSource.PLAN or source not in TaskSource.values:
        raise DomainError("source_unknown", "请选择计划外任务的来源", "source")
    if not reason.strip():
        raise DomainError("reason_missing", "计划外任务须写明理由", "reason")
    if particulars["period_from"] > particulars["period_to"]:
        raise DomainError("period_backwards", "截止日期不能早于开始日期，请改正", "period_to")
    task = Task(source=source, reason=reason.strip(), origin=origin, **particulars)
    return _begin(task, by, department, items, cooperating, disclosing)


def _begin(
    task: Task,
    by: User,
    department: Department,
    items: Iterable[InspectionItem],
    cooperating: Iterable[Department],
    disclosing: str,
) -> Task:
    others = _others(department, cooperating)
    task.lead_department, task.region = department, department.region
    task.year = clock.today().year
    task.joint_scope = JointScope.CROSS if others else JointScope.INTERNAL
    if task.mode not in DrawInspectMode.values or task.draw_kind not in DrawKind.values:
        raise DomainError("mode_unknown", "抽查模式或抽查方式不在选项之中", "mode")
    require_drawing(task.mode, department)
    check_filter(task.object_filter)
    scheme = _scheme_of(task)
    check_labels(task.labels)
    check_ratios(task.ratios, scheme.levels if scheme else [], task.labels)
    task.risk_scheme = scheme.pk if scheme else ""
    task.disclosing = how_disclosed(task, disclosing)
    versions = list(items_in_force(department.pk).filter(item__in=list(items)))
    if not versions:
        raise DomainError(
            "no_items_in_force", "没有选定本部门已公布的抽查事项，不能发起任务", "items"
        )
    task.drafted_by = by.username
    task.number = next_task_number(task.region, task.year)
    task.save()
    parts = _invite(task, [department, *others])
    require_one_share_each(task)
    parts[0].items.set(versions)
    note(task, "create", by, task.reason)
    return task


def _others(lead: Department, cooperating: Iterable[Department]) -> list[Department]:
    others = [department for department in cooperating if department.pk != lead.pk]
    for department in others:
        if not department.is_inspecting_body:
            sentence = f"{department.short_name}没有行政检查权，不能作为配合部门"
            raise DomainError("not_inspecting", sentence, "cooperating")
    return others


def _scheme_of(task: Task) -> RiskScheme | None:
    if task.labels or not uses_strata(task.ratios):
        return None
    scheme = scheme_in_force(task.region, task.lead_department)
    if scheme is None:
        told = "参数选定的风险分类方案没有建立或者已经停用，不能按分类抽取"
        raise DomainError("no_risk_scheme", told, "ratios")
    return scheme


def how_disclosed(task: Task, choice: str) -> str:
    """Return how the draw is disclosed: by strata always confidentially (protocol section 9)."""
    if task.is_stratified:
        return Disclosing.CONFIDENTIAL
    if choice not in (Disclosing.IMMEDIATE, Disclosing.DEFERRED):
        raise DomainError("disclosing_unknown", "请选择立即公开或检查结束后公开", "disclosing")
    return choice


def _invite(task: Task, departments: Sequence[Department]) -> list[SubTask]:
    codes = frame_codes([department.code for department in departments])
    return [
        SubTask.objects.create(
            task=task,
            department=department,
            is_lead=not order,
            frame=code,
            team_size=least_officers_of(task, department),
        )
        for order, (department, code) in enumerate(zip(departments, codes, strict=True))
    ]
