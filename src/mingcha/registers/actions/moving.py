"""Moving what lies in a division to the one that replaced it, without waiting for the next load."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.bulk_query import told_planner
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region
from mingcha.orgs.policies import require_administrator
from mingcha.registers.events import MovedToSuccessor
from mingcha.registers.models import InspectionObject
from mingcha.registers.moving import KEPT, UnderRegion, in_use_after


@action
def move_to_successor(*, by: User, region: Region) -> UnderRegion:
    """Move objects, inspectors, formed teams and units, one statement each; their history keeps it.

    The administrator's subtree must hold both divisions. Raises DomainError where the division is
    in use. What is frozen already stays as it was drawn.
    """
    require_administrator(by, region)
    region = Region.objects.select_for_update(of=("self",)).get(pk=region.pk)
    target = in_use_after(region)
    if target.pk == region.pk:
        raise DomainError("in_use", "这个区划仍在使用，请先停用并归入另一个区划")
    if not target.prefix.startswith(by.region.prefix):
        raise DomainError("elsewhere", f"{target.name}不在您的管理范围，请由上级管理员办理")
    moved = UnderRegion(
        *(model.objects.filter(region=region).update(region=target) for model in KEPT)
    )
    if moved:
        record(_event(region, target, moved), by=by)
        told_planner(InspectionObject)
    return moved


def _event(region: Region, target: Region, moved: UnderRegion) -> MovedToSuccessor:
    return MovedToSuccessor(
        subject=region.code,
        successor=target.code,
        objects=moved.objects,
        inspectors=moved.inspectors,
        teams=moved.teams,
        units=moved.units,
    )
