"""The one thing to do next with a task, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.tasks.models import SubTask, Task


@dataclass(frozen=True, slots=True)
class Next:
    """What ``components/next.html`` takes; without a label it only says who is next."""

    title: str
    text: str
    label: str = ""
    url: str = ""
    action: str = ""
    dialog: str = ""


def next_step(task: Task, user: User, part: SubTask | None) -> Next | None:
    """Return the next step before the draw, with a button for those whose turn it is."""
    leads = user.department_id == task.lead_department_id
    if task.state == "draft":
        return _draft(task, may=leads and user.may(P.TASK_EDIT))
    if task.state == "scheme_pending":
        return _pending(task, user, part, leads=leads)
    if task.state == "approved":
        text = "冻结后名录不能再改；不能抽取的对象留在名录里并注明原因"
        may = leads and user.may(P.POOL_LOCK)
        url = reverse("task-pool", args=[task.pk])
        return Next("下一步：组建并冻结名录", text, "组建名录" if may else "", url)
    if task.state == "pool_locked":
        draw = task.draw
        who = "、".join(
            f"{p.title} {p.person_name}".strip()
            for p in draw.parties.select_related("user", "invitation")
        )
        return Next("下一步：公开抽取", f"{who}；各方承诺后封存方案，再依次揭示")
    return None


def _draft(task: Task, *, may: bool) -> Next:
    if not hasattr(task, "scheme"):
        url = reverse("task-scheme", args=[task.pk])
        label = "编制方案" if may else ""
        return Next("下一步：编制检查方案", "写明检查内容、方式和部门分工", label, url)
    action = reverse("task-step", args=[task.pk, "submit_scheme"])
    text = "提交后由配合部门会签、部门负责人审批"
    return Next("下一步：提交方案", text, "提交方案" if may else "", action=action)


def _pending(task: Task, user: User, part: SubTask | None, *, leads: bool) -> Next:
    unsigned = task.sub_tasks.filter(state="invited").select_related("department")
    names = [waiting.department.short_name for waiting in unsigned]
    if names:
        mine = part is not None and part.state == "invited" and user.may(P.TASK_COSIGN)
        url = reverse("task-cosign", args=[task.pk])
        text = f"等待 {'、'.join(names)} 会签，各自选定检查事项和人数"
        return Next("下一步：部门会签", text, "会签" if mine else "", url)
    may = leads and user.may(P.TASK_APPROVE) and user.username != task.drafted_by
    text = "由牵头部门负责人审批，起草人不能审批"
    return Next("下一步：负责人审批", text, "批准任务" if may else "", dialog="approve")
