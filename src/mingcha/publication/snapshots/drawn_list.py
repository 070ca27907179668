"""抽查名单: names and codes of what was drawn, in the order of their codes and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from mingcha.core.draw.selection import RESERVE
from mingcha.publication.disclosure import disclosed
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.models import InspectionObject
from mingcha.tasks.models.departure import DepartureState

if TYPE_CHECKING:
    from mingcha.tasks.models import Draw


def drawn_list(draw: Draw) -> Snapshot:
    """Build the list: who was drawn less who left, and who came for them; no reserves else."""
    drawn = draw.drawn.exclude(status=RESERVE)
    gone = draw.departures.filter(state=DepartureState.APPROVED, inspector=None)
    objects = InspectionObject.objects.filter(
        Q(pk__in=drawn.values("object")) | Q(pk__in=gone.values("successor"))
    ).exclude(pk__in=gone.values("object"))
    objects = objects.order_by("code")
    return Snapshot(
        kind=PublicationKind.DRAWN_LIST,
        key=draw.own_task.number,
        title=f"{draw.own_task.title}抽查名单",
        region_prefix=draw.own_task.region.prefix,
        department=draw.own_task.lead_department.name,
        task_number=draw.own_task.number,
        content={
            "task": disclosed(draw.own_task, "number", "title"),
            **disclosed(draw, "draw_id"),
            "objects": [disclosed(row, "code", "name") for row in objects],
        },
    )
