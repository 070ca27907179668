"""What publication does when a lower app tells that something happened."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.announcing import listen
from mingcha.foundation.jobs import enqueue
from mingcha.inspections.models import InspectionRecord
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.plans.models import AnnualScheme, PlanVersion, SamplingRules
from mingcha.publication.actions.documents import publish_rules, publish_scheme
from mingcha.publication.actions.draws import (
    publish_drawn_draw,
    publish_ended_draw,
    publish_replaced_draw,
    publish_sealed_draw,
)
from mingcha.publication.actions.lists import publish_announcement, publish_plan, publish_voided
from mingcha.publication.actions.parts import masking_decided
from mingcha.publication.actions.results import release_result
from mingcha.publication.jobs import publish_list
from mingcha.publication.models import Exemption
from mingcha.tasks.models import Draw, Task


def register() -> None:
    """Listen to what other stations announce."""
    listen("item.published", item_published)
    listen("plan.published", plan_published)
    listen("annual_scheme.issued", annual_scheme_issued)
    listen("sampling_rules.issued", sampling_rules_issued)
    listen("task.issued", task_issued)
    listen("task.voided", task_voided)
    listen("draw.sealed", draw_sealed)
    listen("draw.drawn", draw_drawn)
    listen("draw.ended", draw_ended)
    listen("draw.replaced", draw_replaced)
    listen("record.approved", record_approved)


def item_published(*, department: Department, by: User, **_: object) -> None:
    """Publish the department's list by a job, once however many items changed together."""
    enqueue(
        publish_list,
        key=f"publish-items:{department.pk}",
        title="公布抽查事项清单",
        page="/registers/items/",
        by=by.username,
        department=department.pk,
        publisher=by.pk,
    )


def plan_published(*, version: PlanVersion, by: User, **_: object) -> None:
    """Publish the version."""
    publish_plan(by=by, version=version)


def annual_scheme_issued(*, scheme: AnnualScheme, by: User, **_: object) -> None:
    """Publish the scheme with its files."""
    publish_scheme(by=by, scheme=scheme)


def sampling_rules_issued(*, rules: SamplingRules, by: User, **_: object) -> None:
    """Publish the version."""
    publish_rules(by=by, rules=rules)


def task_issued(*, task: Task, by: User, **_: object) -> None:
    """Announce the task."""
    publish_announcement(by=by, task=task)


def task_voided(*, task: Task, by: User, **_: object) -> None:
    """Say so where the task was announced."""
    publish_voided(by=by, task=task)


def draw_sealed(*, draw: Draw, by: User, **_: object) -> None:
    """Publish the plan's hash before anything is revealed."""
    publish_sealed_draw(by=by, draw=draw)


def draw_drawn(*, draw: Draw, by: User, **_: object) -> None:
    """Publish the public folder, of which the draw has verified the files in this transaction."""
    publish_drawn_draw(by=by, draw=draw, just_verified=True)


def draw_ended(*, draw: Draw, by: User, **_: object) -> None:
    """Publish that there is no result, and why."""
    publish_ended_draw(by=by, draw=draw)


def draw_replaced(*, draw: Draw, by: User, **_: object) -> None:
    """Publish who left after the draw, and who came."""
    publish_replaced_draw(by=by, draw=draw)


def record_approved(*, record: InspectionRecord, by: User, **_: object) -> None:
    """Publish at once where the department does so, unless an exemption waits for a decision.

    A part of a joint result is released: it is published with the last of them, or when it is due.
    """
    object_task = record.object_task
    department, task = object_task.sub_task.department, object_task.task
    at_once = parameter(
        "publication.at_approval", region=task.region, department=department, on=clock.today()
    )
    exemption = Exemption.objects.filter(object_task=object_task).first()
    if at_once and by.may(Permission.RESULT_PUBLISH) and masking_decided(exemption) is None:
        release_result(by=by, object_task=object_task)
