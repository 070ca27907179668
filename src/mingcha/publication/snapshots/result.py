"""抽查结果: what one department found at one object; people never (R-078 to R-081, G-15).

In a joint task this is a part of the object's one publication (``joint_result``), unless the
object's name is left out by law: beside parts that name it, it could be told; so it stands alone.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.inspections.choices import PROBLEM_RESULTS
from mingcha.plans.models.annual_plan import JointScope
from mingcha.publication.disclosure import disclosed, plain, worded
from mingcha.publication.models import Exemption
from mingcha.publication.models.exemption import Masked
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.personal import without_people
from mingcha.publication.snapshots.snapshot import Snapshot

if TYPE_CHECKING:
    from mingcha.inspections.models import InspectionRecord
    from mingcha.tasks.models import ObjectTask, Task

NOT_PUBLIC = "依法不予公开"


def result(object_task: ObjectTask, masked: AbstractSet[str] = frozenset()) -> Snapshot:
    """Build the result of a reviewed record; ``masked`` names parts left out (``Masked``)."""
    task, department = object_task.task, object_task.sub_task.department
    hides_object = Masked.OBJECT in masked
    known = disclosed(object_task.object, "code", "name")
    return Snapshot(
        kind=PublicationKind.RESULT,
        key=result_key(object_task, hides_object=hides_object),
        title=f"{NOT_PUBLIC if hides_object else known['name']}检查结果"[:200],
        region_prefix=task.region.prefix,
        department=department.name,
        task_number=task.number,
        object_code="" if hides_object else known["code"],
        object_name="" if hides_object else known["name"],
        content={
            "task": task_told(task),
            "object": {} if hides_object else worded(object_task.object, "code", "name", "kind"),
            **found(object_task, masked),
        },
    )


def task_told(task: Task) -> dict[str, Json]:
    """Return what a result says of its task."""
    return {
        **worded(task, "number", "title", "source", "joint_scope", "draw_kind"),
        "is_joint": task.joint_scope == JointScope.CROSS,
    }


def found(object_task: ObjectTask, masked: AbstractSet[str]) -> dict[str, Json]:
    """Return what the department found: its part of a result."""
    record = object_task.record
    return {
        "department": disclosed(object_task.sub_task.department, "code", "name", "short_name"),
        "inspected_on": _day(record),
        "methods": worded(record, "methods")["methods"],
        "result": worded(record, "result")["result"],
        "result_code": disclosed(record, "result")["result"],
        "is_problem": record.result in PROBLEM_RESULTS,
        "items": [] if Masked.ITEMS in masked else _items(record),
        "findings": "" if Masked.FINDINGS in masked else _findings(object_task, masked),
        "masked": [str(Masked(part).label) for part in sorted(masked)],
    }


def result_key(object_task: ObjectTask, *, hides_object: bool) -> str:
    """Return the key of one department's result: of its publication, or of its part of a joint one.

    It is a key that neither the draw's order nor, where it is masked, the object shines through:
    primary keys of object tasks ascend stratum by stratum and would tell classes.
    """
    code = object_task.sub_task.department.code
    if hides_object:
        exemption = Exemption.objects.get(object_task=object_task)
        return f"{object_task.task.number}-{code}-M{exemption.pk}"
    return f"{object_task.task.number}-{code}-{object_task.object.key}"


def _day(record: InspectionRecord) -> Json:
    moment = disclosed(record.visit, "started_at")["started_at"]
    return moment[:10] if moment else ""


def _items(record: InspectionRecord) -> list[Json]:
    rows = record.item_results.select_related("item__item").order_by("item__item__code")
    return [
        {
            **disclosed(row.item.item, "code"),
            **disclosed(row.item, "name"),
            **worded(row, "outcome"),
        }
        for row in rows
    ]


def _findings(object_task: ObjectTask, masked: AbstractSet[str]) -> str:
    """Return the findings, which the review has let pass."""
    text = str(disclosed(object_task.record, "findings")["findings"])
    return said(object_task, text, hides_object=Masked.OBJECT in masked)


def said(object_task: ObjectTask, text: str, *, hides_object: bool) -> str:
    """Return a text on an object task without anybody's name or number.

    Nor is the object named in it where its name is left out by law.
    """
    record = getattr(object_task, "record", None)
    words = [*object_task.team.values_list("inspector__name", flat=True)]
    words += [record.refusal_witness] if record else []
    if hides_object:
        words += [object_task.object.name, object_task.object.code, object_task.object.address]
    return str(plain(without_people(text, words)))
