"""Attaching the documents on which a task rests, before it is approved (E.2, R-053)."""

from __future__ import annotations

from dataclasses import asdict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.registers.guide_files import checked_document
from mingcha.tasks.events import TaskGroundChanged
from mingcha.tasks.models import Task, TaskGround
from mingcha.tasks.policies import require_lead

OPEN = ("draft", "scheme_pending")
"""The states of a task in which its documents may change: what was approved on them stays."""


@action
def add_ground(*, by: User, task: Task, content: bytes, file_name: str) -> TaskGround:
    """Attach a document to a task that is not approved yet.

    Raises DomainError at ``file``: too large, no document by its content, or there already.
    """
    task = _open(by, task)
    most = parameter(
        "task_ground.max_megabytes",
        region=task.region,
        department=task.lead_department,
        on=clock.today(),
    )
    document = checked_document(
        content, file_name, most_megabytes=int(str(most)), unnamed="依据材料"
    )
    if task.grounds.filter(sha256=document.sha256).exists():
        raise DomainError("ground_twice", "这份文件已经传过了，请换一份", "file")
    ground = TaskGround.objects.create(task=task, **asdict(document), added_by=by.username)
    _record(ground, "add", by)
    return ground


@action
def remove_ground(*, by: User, task: Task, ground: int) -> None:
    """Take a document off a task that is not approved yet."""
    task = _open(by, task)
    found = task.grounds.filter(pk=ground).defer("content").first()
    if found is None:
        raise NotFound
    _record(found, "remove", by)
    found.delete()


def _open(by: User, task: Task) -> Task:
    task = locked(task)
    require_lead(by, Permission.TASK_EDIT, task)
    if task.state not in OPEN:
        raise DomainError("not_editable", "任务已经审批，依据材料不能再增减")
    return task


def _record(ground: TaskGround, verb: str, by: User) -> None:
    event = TaskGroundChanged(subject=ground.task.number, action=verb, sha256=ground.sha256)
    record(event, by=by)
