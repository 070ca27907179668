"""What a claimer does about a change of the superior's item: take it over, or keep its own (R-005)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions import items
from mingcha.registers.actions.claims import claimed_text
from mingcha.registers.checklists import checklist
from mingcha.registers.events import ParentChangeDecided
from mingcha.registers.models import InspectionItem, ItemVersion, ParentChange
from mingcha.registers.models.claim import ChangeDecision, ChangeKind
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.item_differences import changed_fields, guides_of

_BEING_JUDGED = {"in_review", "approved", "scheduled"}


@action
def take_over(*, by: User, change: ParentChange) -> None:
    """Bring the superior's change into the own item: as a draft, or by retiring it as well.

    A draft takes the fields that the superior changed since the version claimed; what the claimer
    wrote elsewhere stays.
    """
    change = _open(by, change)
    if change.kind == ChangeKind.RETIRED:
        _require_in_force(change.claim)
        reason = f"上级事项已停用：{change.version.item.retired_reason}"[:200]
        items.retire_item(by=by, item=change.claim, reason=reason)
    else:
        _draft(by, change)
    _decide(by, change, ChangeDecision.TAKEN_OVER)


@action
def keep_own(*, by: User, change: ParentChange, reason: str) -> None:
    """Leave the own item as it is, with the reason."""
    change = _open(by, change)
    told = reason_given(reason)
    if told:
        raise DomainError("reason_missing", told, "reason")
    _decide(by, change, ChangeDecision.KEPT, reason.strip())


def _open(by: User, change: ParentChange) -> ParentChange:
    change = locked(change)
    require_own_list(by, Permission.ITEM_EDIT, change.claim.department)
    if change.decision:
        raise DomainError("decided", "这项变更已经处理过，或上级又有新的变更，请刷新页面")
    return change


def _require_in_force(claim: InspectionItem) -> None:
    if not claim.versions.filter(state="published").exists():
        told = "本级事项还没有公布，用不着停用：请写明理由保留本级内容，草稿不要再提交"
        raise DomainError("not_in_force", told)


def _draft(by: User, change: ParentChange) -> None:
    claim: InspectionItem = locked(change.claim)
    newest = claim.versions.first()
    if newest is None or newest.state in _BEING_JUDGED:
        raise DomainError("being_judged", "本级事项正在审核或待公布，办完后再采纳上级的变更")
    if newest.state == "published":
        newest = items.amend_item(by=by, item=claim)
    _take_text(by, claim, newest, change.version)
    claim.claimed_version = change.version
    claim.save(update_fields=["claimed_version", "updated_at"])


def _take_text(by: User, claim: InspectionItem, draft: ItemVersion, new: ItemVersion) -> None:
    base = claim.claimed_version
    if base is None:
        raise TypeError("a claim has the version that it claimed")
    theirs = claimed_text(new, claim.department, new.item.department)
    text = {name: theirs[name] for name in changed_fields(base, new)}
    points = checklist(new) if checklist(base) != checklist(new) else None
    items.edit_item(by=by, version=draft, text=text, check_points=points)
    if set(base.required_expertise.all()) != set(new.required_expertise.all()):
        draft.required_expertise.set(new.required_expertise.all())
    if guides_of(base) != guides_of(new):
        draft.guides.set(new.guides.all())


def _decide(by: User, change: ParentChange, decision: ChangeDecision, reason: str = "") -> None:
    change.decision, change.reason = decision, reason
    change.decided_by, change.decided_at = by.username, clock.now()
    change.save()
    event = ParentChangeDecided(
        subject=change.claim.code,
        change=change.kind,
        version=change.version.number,
        decision=decision,
        reason=reason,
    )
    record(event, by=by)
