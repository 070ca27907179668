"""Setting and ending caps on visits (dossier E.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.plans.events import CapChanged
from mingcha.plans.models import FrequencyCap
from mingcha.registers.models import InspectionItem
from mingcha.registers.selectors.object_filter import check_filter


@action
def set_cap(
    *,
    by: User,
    title: str,
    max_visits: int,
    basis: str,
    since: date,
    window: str,
    department: Department | None = None,
    item: InspectionItem | None = None,
    object_filter: Mapping[str, Any] | None = None,
    min_interval_days: int | None = None,
    levels: Collection[str] = (),
    sources: Collection[str] = (),
    exempt_sources: Collection[str] = (),
) -> FrequencyCap:
    """Set a cap for the actor's region; raises NotFound for a department or item beyond it.

    A source that the cap does not know of needs no exemption.
    """
    require(by, Permission.TARGET_EDIT)
    for place in (department, item.department if item else None):
        if place and not place.region.prefix.startswith(by.region.prefix):
            raise NotFound
    if not basis.strip():
        raise DomainError("basis_missing", "请写明依据，如文件名称和文号", "basis")
    check_filter(object_filter or {})
    rule = FrequencyCap.objects.create(
        region=by.region,
        title=title,
        department=department,
        item=item,
        object_filter=dict(object_filter or {}),
        window=window,
        max_visits=max_visits,
        min_interval_days=min_interval_days,
        levels=sorted(levels),
        sources=sorted(sources),
        exempt_sources=sorted(set(exempt_sources) & set(sources or exempt_sources)),
        basis=basis,
        since=since,
        set_by=by.username,
    )
    _record(rule, "set_cap", by)
    return rule


@action
def end_cap(*, by: User, rule: FrequencyCap) -> None:
    """Let a cap hold no longer, from today on; what it kept back before stays as it was."""
    require(by, Permission.TARGET_EDIT)
    rule = locked(rule)
    if rule.region_id != by.region_id:
        raise NotFound
    if rule.ended_on is not None:
        raise DomainError("cap_ended", "这条上限已经停止，请刷新页面查看")
    rule.ended_on = max(clock.today(), rule.since)
    rule.save()
    _record(rule, "end_cap", by)


def _record(rule: FrequencyCap, verb: str, by: User) -> None:
    record(
        CapChanged(subject=rule.title, action=verb, number=rule.max_visits, basis=rule.basis), by=by
    )
