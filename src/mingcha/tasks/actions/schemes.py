"""The scheme of a task: written, handed in, co-signed by every department (R-029 to R-031)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import step, step_by_itself
from mingcha.audit.record import record
from mingcha.core.workflow.sub_task import SUB_TASK
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Unit
from mingcha.plans.selectors.sampling_rules import rules_in_force
from mingcha.registers.models import InspectionItem, StaffRegister, Tag
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.items import items_in_force
from mingcha.tasks import guards
from mingcha.tasks.actions.common import note, take
from mingcha.tasks.actions.creating import how_disclosed
from mingcha.tasks.events import SubTaskSigned
from mingcha.tasks.expert_freezing import require_enough
from mingcha.tasks.models import SubTask, Task, TaskScheme
from mingcha.tasks.models.task import Matching
from mingcha.tasks.policies import require_lead, require_own_part
from mingcha.tasks.team_rules import counted_together, least_officers_of

_LONGEST_BASIS = 200


@dataclass(frozen=True, slots=True)
class ExpertDemand:
    """How many experts are drawn for each object, and with one of which tags (R-023)."""

    number: int = 0
    fields: tuple[Tag, ...] = ()


class SchemeText(TypedDict):
    """What a scheme says."""

    content: str
    methods: list[str]
    division: str
    frequency: str
    visit_note: str


@action
def write_scheme(
    *,
    by: User,
    task: Task,
    text: SchemeText,
    team_size: int,
    expertise: Iterable[Tag] = (),
    units: Iterable[Unit] = (),
    staff_register: StaffRegister | None = None,
    experts: ExpertDemand | None = None,
    disclosing: str = "",
    matching: str = "",
    matching_basis: str = "",
) -> TaskScheme:
    """Write the scheme of a draft; who has co-signed an earlier text is asked again.

    Whom nobody draws (``matching`` direct) is assigned on a legal basis, which is published (R-060).
    """
    task = locked(task)
    require_lead(by, Permission.TASK_EDIT, task)
    if task.state != "draft":
        raise DomainError("not_editable", "方案已提交，撤回或被退回后才能修改")
    scheme, _ = TaskScheme.objects.update_or_create(
        task=task, defaults={**text, "drafted_by": by.username}
    )
    if disclosing:
        task.disclosing = how_disclosed(task, disclosing)
        task.save(update_fields=["disclosing", "updated_at"])
    if matching:
        _match(task, matching, matching_basis.strip())
    for part in task.sub_tasks.filter(state="cosigned").select_for_update():
        step_by_itself(SUB_TASK, part, "reinvite", scheme_changed=None)
        part.cosigned_by, part.cosigned_at = "", None
        part.save()
    lead = task.sub_tasks.get(is_lead=True)
    _man(lead, team_size, expertise, units, staff_register)
    _ask_for_experts(lead, experts)
    note(task, "write_scheme", by)
    return scheme


@action
def submit_scheme(*, by: User, task: Task) -> None:
    """Hand the scheme in: the lead signs its own part, the others are asked to."""
    task = locked(task)
    require_lead(by, Permission.TASK_EDIT, task)
    lead = task.sub_tasks.get(is_lead=True)
    take(
        task,
        "submit_scheme",
        by,
        source_in_order=guards.source_in_order(task),
        scheme_complete=guards.scheme_complete(task),
    )
    _name_rules(task)
    if lead.state == "invited":
        _sign(lead, by)


def _name_rules(task: Task) -> None:
    """Let the scheme name the rules in force on the day on which it is handed in (R-028)."""
    scheme = TaskScheme.objects.get(task=task)
    scheme.sampling_rules = rules_in_force(task.lead_department, clock.today())
    scheme.save(update_fields=["sampling_rules", "updated_at"])


@action
def recall_scheme(*, by: User, task: Task) -> None:
    """Take a scheme back that is not decided yet."""
    task = locked(task)
    require_lead(by, Permission.TASK_EDIT, task)
    take(task, "recall_scheme", by)


@action
def cosign(
    *,
    by: User,
    sub_task: SubTask,
    items: Iterable[InspectionItem],
    team_size: int,
    expertise: Iterable[Tag] = (),
    units: Iterable[Unit] = (),
    staff_register: StaffRegister | None = None,
    experts: ExpertDemand | None = None,
) -> None:
    """Co-sign a task's scheme for one's department, naming the items that it brings (R-030)."""
    sub_task = locked(sub_task)
    require_own_part(by, Permission.TASK_COSIGN, sub_task)
    if locked(sub_task.task).state != "scheme_pending":
        raise DomainError("not_pending", "牵头部门提交方案之后、批准之前才能会签")
    wanted = list(items)
    versions = list(items_in_force(sub_task.department_id).filter(item__in=wanted))
    if len(versions) != len(wanted):
        raise DomainError("item_not_in_force", "只能选择本部门已公布的抽查事项", "items")
    sub_task.items.set(versions)
    _man(sub_task, team_size, expertise, units, staff_register)
    _ask_for_experts(sub_task, experts)
    _sign(sub_task, by)


def _match(task: Task, matching: str, basis: str) -> None:
    if matching not in Matching.values:
        raise DomainError("matching", "请选择人员匹配方式", "matching")
    is_direct = matching == Matching.DIRECT
    if is_direct and not basis:
        sentence = "不抽人员的，请写明直接委派的法律依据（法律、法规、规章的名称和条款）"
        raise DomainError("matching_basis", sentence, "matching_basis")
    if len(basis) > _LONGEST_BASIS:
        raise DomainError(
            "matching_basis", f"法律依据不能超过 {_LONGEST_BASIS} 字", "matching_basis"
        )
    task.matching, task.matching_basis = matching, basis if is_direct else ""
    task.save(update_fields=["matching", "matching_basis", "updated_at"])


def _man(
    part: SubTask,
    team_size: int,
    expertise: Iterable[Tag],
    units: Iterable[Unit],
    register: StaffRegister | None,
) -> None:
    """Set how many are sent, never fewer than the law asks for (R-061, G-8)."""
    together = counted_together(part.task)
    fewest = 1 if together else least_officers_of(part.task, part.department)
    if team_size < fewest:
        raise DomainError("team_too_small", f"每户至少派 {fewest} 名检查人员", "team_size")
    tags = list(expertise)
    if any(tag.kind == TagKind.OBJECT for tag in tags):
        raise DomainError("not_expertise", "只能选择业务专长类标签或执法资质类标签", "expertise")
    chosen = list(units)
    if any(unit.department_id != part.department_id for unit in chosen):
        raise DomainError("unit_of_another", "只能选择本部门的机构", "units")
    if register is not None and register.department_id != part.department_id:
        raise DomainError("register_of_another", "只能选择本部门的人员专项库", "staff_register")
    part.team_size, part.staff_register = team_size, register
    part.save(update_fields=["team_size", "staff_register", "updated_at"])
    part.expertise.set(tags)
    part.units.set(chosen)


def _ask_for_experts(part: SubTask, asked: ExpertDemand | None) -> None:
    """Say who is drawn from the department's own pool of experts; nothing said changes nothing."""
    if asked is None:
        return
    if any(tag.kind == TagKind.OBJECT for tag in asked.fields):
        raise DomainError("not_expertise", "只能选择专长或资质标签", "expert_fields")
    part.experts = asked.number
    require_enough(part, {tag.pk for tag in asked.fields})
    part.save(update_fields=["experts", "updated_at"])
    part.expert_fields.set(asked.fields)


def _sign(part: SubTask, by: User) -> None:
    step(SUB_TASK, part, "cosign", by=by, own_items_named=guards.own_items_named(part))
    part.cosigned_by, part.cosigned_at = by.username, clock.now()
    part.save()
    event = SubTaskSigned(
        subject=part.task.number,
        department=part.department.name,
        items=part.items.count(),
        team_size=part.team_size,
    )
    record(event, by=by)
