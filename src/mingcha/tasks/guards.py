"""The conditions of a task's steps: None where they hold, else the reason in plain Chinese."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet

from mingcha.accounts.models import User
from mingcha.accounts.steps import not_same
from mingcha.foundation import clock
from mingcha.orgs.parameters import parameter
from mingcha.plans.models.annual_plan import JointScope
from mingcha.plans.selectors.plans import versions_of
from mingcha.registers.models import TrainingSession
from mingcha.registers.selectors.training_sessions import sessions_held
from mingcha.tasks.cap_findings import caps_met
from mingcha.tasks.models import SubTask, Task, TaskScheme
from mingcha.tasks.models.task import TaskSource
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.selectors.tasks import overlapping_tasks

_SCHEME = {"content": "检查内容", "methods": "检查方式", "division": "部门分工"}
_JOINT_SCHEME = {**_SCHEME, "frequency": "抽查频次"}


def source_in_order(task: Task) -> str | None:
    """A plan line in force, or a reason (R-036)."""
    line = task.plan_line
    if line is None:
        return None if task.reason else "计划外任务须写明理由"
    if line.version.state != "published":
        return "所依据的年度计划条目已有新版本或尚未公布，请按现行计划重新发起"
    return None


def scheme_complete(task: Task) -> str | None:
    """A scheme with content, method and division, and items of the lead (R-029).

    A joint one says how often as well (R-031).
    """
    scheme = TaskScheme.objects.filter(task=task).first()
    if scheme is None:
        return "还没有编制检查方案"
    asked = _JOINT_SCHEME if task.joint_scope == JointScope.CROSS else _SCHEME
    missing = [title for name, title in asked.items() if not getattr(scheme, name)]
    if not task.sub_tasks.get(is_lead=True).items.exists():
        missing.append("牵头部门的检查事项")
    return f"方案还没有填写：{'、'.join(missing)}" if missing else None


def all_cosigned(task: Task) -> str | None:
    """Every department has co-signed (R-030)."""
    waiting = task.sub_tasks.filter(state="invited").select_related("department")
    names = [part.department.short_name for part in waiting]
    return f"还有部门没有会签：{'、'.join(names)}" if names else None


def overlaps_settled(task: Task, note: str) -> str | None:
    """Nothing to merge with, or a note that says why not (R-039, R-065)."""
    if note.strip():
        return None
    titles = [f"《{other.title}》" for other in overlapping_tasks(task)[:3]]
    if not titles:
        return None
    return f"与{'、'.join(titles)}的对象范围和时间重叠，请合并，或在审批意见中说明不合并的原因"


def pool_not_empty(task: Task) -> str | None:
    """Somebody can be drawn after caps and exclusions."""
    lead = task.sub_tasks.get(is_lead=True)
    drawable = candidates(lead, clock.today()).filter(exclusion="")
    return None if drawable.exists() else "检查对象范围内没有可以抽取的对象，请核对范围和排除原因"


def caps_checked(task: Task, note: str) -> str | None:
    """Somebody can be drawn; a note and a document say why where the source is exempt from a cap.

    Whom a cap keeps back is not drawn; whom it does not is checked beyond it, on the head's word (E.2).
    """
    if told := pool_not_empty(task):
        return told
    beyond = [met.told for met in caps_met(task, clock.today()) if met.is_exempt]
    if not beyond:
        return None
    if lacks_ground(task):
        return (
            f"{'；'.join(beyond)}，再检查就超过上限。确需检查的，请牵头机构先在任务页上传依据材料"
        )
    if note.strip():
        return None
    return f"{'；'.join(beyond)}，再检查就超过上限。确需检查的，请在审批意见中写明理由"


def lacks_ground(task: Task) -> bool:
    """Tell whether nothing shows why a task goes beyond a cap; a trigger has its hits on record."""
    return task.source != TaskSource.TRIGGER and not task.grounds.exists()


def wants_training(task: Task) -> bool:
    """Tell whether the place asks for a training before the draw."""
    return bool(
        parameter("training.before_draw", region=task.region, department=task.lead_department)
    )


def trainings_before(task: Task) -> QuerySet[TrainingSession]:
    """Return the trainings that a draw of the task today may rest on (R-068)."""
    kept = parameter("training.valid_days", region=task.region, department=task.lead_department)
    today = clock.today()
    return sessions_held(task.lead_department, today - timedelta(days=int(str(kept))), today)


def trained_before(task: Task, session: TrainingSession | None) -> str | None:
    """A training that took place, of the lead or its superior, where the place asks for one."""
    if session is None:
        told = "本地要求抽查前组织培训，请选择已举行的培训；还没有登记的，请先在“培训”页登记场次和参加人员"
        return told if wants_training(task) else None
    if trainings_before(task).filter(pk=session.pk).exists():
        return None
    return "所选培训没有参加人员、已撤销、已过有效期或不是本部门及上级部门的，请另选一场"


def not_drafter(task: Task, by: User) -> str | None:
    """Neither the task nor its scheme was written by the one who decides (R-083)."""
    scheme = TaskScheme.objects.filter(task=task).first()
    sentence = "起草人不能审批自己的任务"
    return not_same(by, task.drafted_by, sentence) or (
        not_same(by, scheme.drafted_by, sentence) if scheme else None
    )


def has_other_live_task(task: Task) -> bool:
    """Tell whether another task of the same plan line has its pool locked or is further on."""
    if task.plan_line is None:
        return False
    before = Q(state__in=("draft", "scheme_pending", "approved", "voided"))
    of_line = Task.objects.filter(plan_line__in=versions_of(task.plan_line))
    return of_line.exclude(before | Q(pk=task.pk)).exists()


def own_items_named(sub_task: SubTask) -> str | None:
    """The department has chosen its items."""
    return None if sub_task.items.exists() else "请选定本部门的检查事项"
