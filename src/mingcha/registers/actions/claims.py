"""Claiming items of the superior's list, and marking those outside the mandate (R-004)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import count

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department
from mingcha.orgs.superiors import superior_of
from mingcha.registers.actions.items import text_of
from mingcha.registers.events import ItemsClaimed, MandateMarked
from mingcha.registers.models import CheckPoint, InspectionItem, ItemVersion, OutOfMandate
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.claims import open_items

_CODE_LENGTH = 32


@action
def claim_items(*, by: User, items: Collection[int]) -> list[ItemVersion]:
    """Take items of the superior into the own list as drafts, with the versions claimed."""
    department, superior = _before_superior(by)
    chosen = list(open_items(department, superior).filter(item__in=items))
    if not items:
        raise DomainError("nothing_chosen", "请勾选要认领的事项", "items")
    if len(chosen) != len(set(items)):
        raise DomainError(
            "not_open", "有的事项已经认领、已停用或不在上级清单中，请刷新后重选", "items"
        )
    claims = _own_items(department, chosen)
    drafts = _drafts(by, department, superior, chosen, claims)
    _copy_checklists(chosen, drafts)
    _copy_expertise_and_guides(chosen, drafts)
    codes = [claim.code for claim in claims]
    record(ItemsClaimed(subject=department.name, superior=superior.name, codes=codes), by=by)
    return drafts


@action
def mark_out_of_mandate(*, by: User, item: int, reason: str) -> OutOfMandate:
    """Leave an open item of the superior out of the coverage, with the reason."""
    department, superior = _before_superior(by)
    told = reason_given(reason)
    if told:
        raise DomainError("reason_missing", told, "reason")
    version = open_items(department, superior).filter(item=item).first()
    if version is None:
        raise DomainError("not_open", "这个事项已经认领、已停用或已经标记，请刷新页面")
    marked = OutOfMandate.objects.create(
        department=department, item=version.item, reason=reason.strip(), marked_by=by.username
    )
    _record_mandate(marked, "mark", by)
    return marked


@action
def unmark_out_of_mandate(*, by: User, item: int) -> None:
    """Let a marked item count again."""
    department, _ = _before_superior(by)
    marked = OutOfMandate.objects.filter(department=department, item=item).first()
    if marked is None:
        raise NotFound
    _record_mandate(marked, "unmark", by)
    marked.delete()


def _before_superior(by: User) -> tuple[Department, Department]:
    """Return the actor's department, kept from other claims until the action ends, and the superior."""
    if by.department is None:
        raise NotFound
    require_own_list(by, Permission.ITEM_EDIT, by.department)
    own = Department.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.department.pk)
    superior = superior_of(own)
    if superior is None:
        raise DomainError("no_superior", "本平台没有登记本条线的上级部门，没有可认领的清单")
    return own, superior


def _own_items(department: Department, chosen: Iterable[ItemVersion]) -> list[InspectionItem]:
    taken = set(InspectionItem.objects.filter(department=department).values_list("code", flat=True))
    claims = []
    for version in chosen:
        code = _free_code(version.item.code, taken)
        taken.add(code)
        claims.append(
            InspectionItem(
                department=department, code=code, parent=version.item, claimed_version=version
            )
        )
    return InspectionItem.objects.bulk_create(claims)


def _free_code(code: str, taken: Collection[str]) -> str:
    """Return the superior's code, or with a number where the own list has it already."""
    if code not in taken:
        return code
    tries = (f"{code[: _CODE_LENGTH - len(tail)]}{tail}" for tail in map("-{}".format, count(2)))
    return next(each for each in tries if each not in taken)


def _drafts(
    by: User,
    department: Department,
    superior: Department,
    chosen: Iterable[ItemVersion],
    claims: Iterable[InspectionItem],
) -> list[ItemVersion]:
    return ItemVersion.objects.bulk_create(
        ItemVersion(
            item=claim,
            number=1,
            drafted_by=by.username,
            **claimed_text(version, department, superior),
        )
        for version, claim in zip(chosen, claims, strict=True)
    )


def claimed_text(
    version: ItemVersion, department: Department, superior: Department
) -> dict[str, object]:
    """Return the superior's text as the claimer's: who inspects is then the claimer."""
    text = text_of(version)
    if text["body"] in {superior.name, superior.short_name}:
        text["body"] = department.name
    return text


def _copy_checklists(chosen: list[ItemVersion], drafts: list[ItemVersion]) -> None:
    into = {source.pk: draft for source, draft in zip(chosen, drafts, strict=True)}
    CheckPoint.objects.bulk_create(
        CheckPoint(
            version=into[point.version_id],
            order=point.order,
            question=point.question,
            guidance=point.guidance,
            phrases=point.phrases,
        )
        for point in CheckPoint.objects.filter(version__in=chosen)
    )


def _copy_expertise_and_guides(chosen: list[ItemVersion], drafts: list[ItemVersion]) -> None:
    into = {source.pk: draft.pk for source, draft in zip(chosen, drafts, strict=True)}
    expertise, guides = ItemVersion.required_expertise.through, ItemVersion.guides.through
    expertise.objects.bulk_create(
        expertise(itemversion_id=into[row.itemversion_id], tag_id=row.tag_id)
        for row in expertise.objects.filter(itemversion__in=chosen)
    )
    guides.objects.bulk_create(
        guides(itemversion_id=into[row.itemversion_id], guide_id=row.guide_id)
        for row in guides.objects.filter(itemversion__in=chosen)
    )


def _record_mandate(marked: OutOfMandate, verb: str, by: User) -> None:
    event = MandateMarked(
        subject=marked.item.code,
        department=marked.department.name,
        action=verb,
        reason=marked.reason,
    )
    record(event, by=by)
