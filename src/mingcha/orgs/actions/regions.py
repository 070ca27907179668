"""Divisions: loaded from a list, made one by one, renamed, replaced; none is deleted."""

from __future__ import annotations

from collections.abc import Sequence

from mingcha.audit.record import Actor, record
from mingcha.core.errors import Refusal
from mingcha.core.identifiers.region import TOWNSHIP
from mingcha.core.intake.records import RegionRecord
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.orgs.events import OrganisationChanged, RegionsLoaded
from mingcha.orgs.models import Region
from mingcha.orgs.policies import Administrator, require_administrator
from mingcha.orgs.region_list import (
    Differences,
    differences_below,
    nearest_above,
    new_region,
    prefix_of,
)


@action
def load_regions(*, by: Administrator, records: Sequence[RegionRecord]) -> Differences:
    """Make, rename and replace what a list says of the administrator's own subtree."""
    require_administrator(by)
    found = differences_below(records, by.region)
    write(found, by)
    return found


def write(found: Differences, by: Actor) -> None:
    """Write the differences and record them; nothing is recorded where there are none."""
    if not found:
        return
    Region.objects.bulk_create(found.new)
    for region, name in found.renamed:
        region.name = name
    changed = [region for region, _ in found.renamed]
    new = {region.code for region in found.new}
    changed += [region for region, _ in found.replaced if region.code not in new]
    Region.objects.bulk_update(changed, ["name", "successor"])
    record(
        RegionsLoaded(
            subject="行政区划",
            new=len(found.new),
            renamed=len(found.renamed),
            replaced=len(found.replaced),
        ),
        by=by,
    )


@action
def create_region(*, by: Administrator, code: str, name: str) -> Region:
    """Make a division below the nearest one that its code lies in."""
    require_administrator(by)
    try:
        prefix = prefix_of(code)
    except Refusal as fault:
        raise DomainError("code", fault.message, "code") from fault
    own = by.region
    if not prefix.startswith(own.prefix) or prefix == own.prefix:
        raise DomainError("code", f"{own.name}以下的代码都以 {own.prefix} 开头，请核对", "code")
    if len(prefix) > TOWNSHIP:
        raise DomainError("code", "平台的区划只到乡镇、街道（9 位代码），请核对", "code")
    if Region.objects.filter(prefix=prefix).exists():
        raise DomainError("region_exists", "这个代码已经登记，请核对", "code")
    made = new_region(prefix, name, nearest_above(prefix))
    made.save(force_insert=True)
    _record("create_region", f"{name}（{made.code}）", "", by)
    return made


@action
def rename_region(*, by: Administrator, region: Region, name: str) -> Region:
    """Give a division another name."""
    require_administrator(by, region)
    region = locked(region)
    before = region.name
    region.name = name
    region.save(update_fields=["name"])
    if name != before:
        _record("rename_region", f"{name}（{region.code}）", before, by)
    return region


@action
def replace_region(*, by: Administrator, region: Region, successor: str) -> Region:
    """Let another division stand for one that is no more: what comes under its code goes there.

    ``successor`` is a code; the other division may lie outside the administrator's subtree.
    """
    require_administrator(by, region)
    # Both are locked, in one order, so that two never go into each other.
    both = Region.objects.select_for_update(of=("self",)).filter(code__in=[region.pk, successor])
    held = {each.code: each for each in both.order_by("code")}
    region, other = held[region.pk], held.get(successor)
    if region.prefix == by.region.prefix:
        raise DomainError("own", "不能停用您自己所在的区划，请由上级管理员办理", "successor")
    if other is None or other.pk == region.pk or other.successor_id is not None:
        raise DomainError("successor", "请填写另一个仍在使用的区划的代码", "successor")
    region.successor = other
    region.save(update_fields=["successor"])
    _record(
        "replace_region",
        f"{region.name}（{region.code}）",
        f"{region.name}，现并入{other.name}",
        by,
    )
    return region


@action
def restore_region(*, by: Administrator, region: Region) -> Region:
    """Take a region into use again that was ended by mistake."""
    require_administrator(by, region)
    region = locked(region)
    before = region.successor
    if before is None:
        return region
    region.successor = None
    region.save(update_fields=["successor"])
    _record("restore_region", f"{region.name}（{region.code}）", f"并入{before.name}", by)
    return region


def _record(verb: str, subject: str, before: str, by: Administrator) -> None:
    record(OrganisationChanged(subject=subject, action=verb, before=before), by=by)
