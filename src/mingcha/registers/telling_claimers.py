"""Telling everybody who claimed an item that the superior changed or retired it (R-005)."""

from __future__ import annotations

from mingcha.foundation import clock
from mingcha.registers.models import InspectionItem, ItemVersion, ParentChange
from mingcha.registers.models.claim import ChangeDecision, ChangeKind


def tell_claimers(version: ItemVersion, kind: ChangeKind) -> None:
    """Give every claimer a notice; one about an earlier change that is still open gives way to it."""
    claims = InspectionItem.objects.filter(parent=version.item_id, retired_on=None)
    if kind == ChangeKind.NEW_VERSION:
        claims = claims.exclude(claimed_version=version)
    claims = claims.select_for_update(of=("self",))
    keys = list(claims.values_list("pk", flat=True))
    earlier = ParentChange.objects.filter(claim__in=keys, decision="")
    earlier.update(decision=ChangeDecision.OVERTAKEN, decided_at=clock.now())
    ParentChange.objects.bulk_create(
        ParentChange(claim_id=key, version=version, kind=kind) for key in keys
    )
