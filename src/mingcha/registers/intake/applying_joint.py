"""Doing what a confirmed joint list says to the 1+X list, and taking it back (R-007, R-016)."""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.accounts.models import User
from mingcha.foundation import clock
from mingcha.registers.actions.industry_checks import (
    lock_list,
    reinstate_industry_check,
    retire_industry_check,
    take_over_listed,
)
from mingcha.registers.intake.joint_region import state_of
from mingcha.registers.models import ImportBatch, ImportRow, IndustryCheck
from mingcha.registers.models.import_batch import RowOutcome
from mingcha.registers.selectors.industry_checks import rows_in_use

GONE_REASON = "导入的清单中没有"
"""Why a row was retired that a confirmed list did not have."""

_UNDO = "导入已撤销"


def lock_joint(batch: ImportBatch) -> None:
    """Keep the region's 1+X list from others until the transaction ends."""
    lock_list(batch.department.region_id)


def apply_joint(batch: ImportBatch) -> None:
    """Write each field as a row of the 1+X list; those gone are retired where that was confirmed.

    The row of a field remembers which it wrote, so that the import can be taken back.
    """
    by = User.objects.get(username=batch.confirmed_by)
    known = {check.industry: check for check in rows_in_use(batch.department)}
    for row in _heads(batch):
        check = take_over_listed(
            by=by, industry=row.key, state=row.after["written"], check=known.get(row.key)
        )
        _remember(row, check)
    if batch.removes_gone:
        for row in batch.rows.filter(outcome=RowOutcome.GONE):
            retire_industry_check(by=by, check=known[row.key], reason=GONE_REASON)
            _remember(row, known[row.key])


def undo_joint(batch: ImportBatch) -> int:
    """Take a written list back; return how many rows somebody has worked on since.

    What was new is retired if nobody has touched it; of what was changed, each part returns that
    still says what the list wrote. A retired row stands again unless its industry was listed anew.
    """
    by = User.objects.get(username=batch.undone_by)
    kept = sum(_undone(by, row) for row in _heads(batch))
    if batch.removes_gone:
        for row in batch.rows.filter(outcome=RowOutcome.GONE):
            kept += _standing_again(by, row, batch)
    return kept


def _heads(batch: ImportBatch) -> Iterator[ImportRow]:
    rows = batch.rows.filter(outcome__in=[RowOutcome.NEW, RowOutcome.CHANGED])
    yield from rows.filter(after__has_key="written").order_by("id")


def _remember(row: ImportRow, check: IndustryCheck) -> None:
    row.after = row.after | {"check": check.pk}
    row.save(update_fields=["after"])


def _undone(by: User, row: ImportRow) -> bool:
    """Take back what a row wrote; tell whether something of it was changed since and stays."""
    check = IndustryCheck.objects.get(pk=row.after["check"])
    wrote, now = row.after["written"], state_of(check)
    is_touched = bool(check.retired_on) or now != wrote
    is_new = row.outcome == RowOutcome.NEW
    if check.retired_on or (is_new and (is_touched or _is_worded(check, row))):
        return True
    if is_new:
        retire_industry_check(by=by, check=check, reason=_UNDO)
        return False
    was = row.before["written"]
    state = {name: was[name] if now[name] == wrote[name] else now[name] for name in now}
    take_over_listed(by=by, industry=check.industry, state=state, check=check)
    return is_touched


def _is_worded(check: IndustryCheck, row: ImportRow) -> bool:
    """Tell whether somebody has named a new row otherwise than the list, or written of its work."""
    return check.industry != row.key or check.title != row.key or bool(check.note)


def _standing_again(by: User, row: ImportRow, batch: ImportBatch) -> bool:
    check = IndustryCheck.objects.get(pk=row.after["check"])
    is_ours = check.retired_reason == GONE_REASON
    is_ours &= check.retired_on == clock.day_of(batch.written_at)
    others = IndustryCheck.objects.filter(region=check.region_id, industry=check.industry)
    if not is_ours or others.filter(retired_on=None).exists():
        return True
    reinstate_industry_check(by=by, check=check)
    return False
