"""Publishing lists of items and staff, plans and announcements (R-008, R-026, R-032, R-044)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.foundation.jobs import enqueue
from mingcha.foundation.models import Job
from mingcha.orgs.models import Department
from mingcha.plans.models import PlanVersion
from mingcha.publication.actions.keeping import keep
from mingcha.publication.models import Publication
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.policies import require_own_department
from mingcha.publication.selectors.snapshots import newest
from mingcha.publication.snapshots.announcement import announcement
from mingcha.publication.snapshots.guide import guide_snapshot
from mingcha.publication.snapshots.industry_list import industry_list
from mingcha.publication.snapshots.item_list import changes, item_list
from mingcha.publication.snapshots.object_list import object_list
from mingcha.publication.snapshots.plan import plan
from mingcha.publication.snapshots.staff_list import staff_list
from mingcha.registers.models import Guide
from mingcha.registers.selectors.items import items_in_force
from mingcha.tasks.models import Task


@action
def publish_item_list(*, by: User, department: Department) -> Publication:
    """Publish the department's items in force; what changed is the reason of a new version."""
    require_own_department(by, Permission.ITEM_PUBLISH, department)
    _publish_guides(by, department)
    snapshot = item_list(department)
    last = newest(snapshot.kind, snapshot.key)
    reason = changes(last.content["items"], snapshot.content["items"]) if last else ""
    return keep(by=by, snapshot=snapshot, reason=reason)


@action
def publish_industry_list(*, by: User, department: Department) -> Publication:
    """Publish the industries that the department leads (R-007); what changed is the reason.

    Raises DomainError where there is nothing to publish, and nothing was published before.
    """
    require_own_department(by, Permission.ITEM_PUBLISH, department)
    snapshot = industry_list(department)
    last = newest(snapshot.kind, snapshot.key)
    if last is None and not snapshot.content["rows"]:
        told = "清单里还没有可以公布的行业：请先新增行业，并选定在用的发起事项"
        raise DomainError("nothing_to_publish", told)
    reason = changes(last.content["rows"], snapshot.content["rows"], "industry") if last else ""
    return keep(by=by, snapshot=snapshot, reason=reason)


def _publish_guides(by: User, department: Department) -> None:
    """Publish the files that the list will lead to and that nobody published yet."""
    in_force = items_in_force(department.pk)
    digests = set(Guide.objects.filter(versions__in=in_force).values_list("sha256", flat=True))
    known = Publication.objects.filter(kind=PublicationKind.GUIDE, key__in=digests)
    for digest in sorted(digests - set(known.values_list("key", flat=True))):
        guide = Guide.objects.filter(versions__in=in_force, sha256=digest)[0]
        keep(by=by, snapshot=guide_snapshot(guide, department))


@action
def publish_staff_list(*, by: User, department: Department) -> Publication:
    """Publish how many inspectors the department has, as the place asks for it (R-026, G-15)."""
    require_own_department(by, Permission.REGISTER_EDIT, department)
    return keep(by=by, snapshot=staff_list(department), reason="名录更新")


@action
def publish_object_list(*, by: User, department: Department) -> Publication:
    """Publish the objects that the department keeps, by name, code and kind (R-026)."""
    require_own_department(by, Permission.REGISTER_EDIT, department)
    return keep(by=by, snapshot=object_list(department), reason="名录更新")


def start_publishing_objects(*, by: User, page: str) -> Job:
    """Put the publication of the own department's objects into the queue: there may be a million."""
    from mingcha.publication.jobs import publish_objects  # noqa: PLC0415 - the job calls this module

    require(by, Permission.REGISTER_EDIT)
    return enqueue(
        publish_objects,
        key=f"publish-objects:{by.department_id}",
        title="公布检查对象名录",
        page=page,
        by=by.username,
        department=by.department_id,
        publisher=by.pk,
    )


@action
def publish_plan(*, by: User, version: PlanVersion) -> Publication:
    """Publish a version of a plan; its own reason is the reason."""
    require_own_department(by, Permission.PLAN_PUBLISH, version.plan.department)
    return keep(by=by, snapshot=plan(version), reason=version.reason)


@action
def publish_announcement(*, by: User, task: Task, reason: str = "") -> Publication:
    """Announce a task that was issued, in the name of its lead department."""
    require_own_department(by, Permission.TASK_ISSUE, task.lead_department)
    return keep(by=by, snapshot=announcement(task), reason=reason)


@action
def publish_voided(*, by: User, task: Task) -> Publication | None:
    """Say that an announced task takes place no more; None where it was never announced."""
    require_own_department(by, Permission.TASK_VOID, task.lead_department)
    if newest(PublicationKind.ANNOUNCEMENT, task.number) is None:
        return None
    return keep(by=by, snapshot=announcement(task), reason=f"任务已作废：{task.void_reason}")
