"""Writing a region's list of industries that are checked once, by all together (R-007)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department, Region
from mingcha.registers.actions.meanwhile import writing_nothing_over
from mingcha.registers.events import IndustryCheckChanged
from mingcha.registers.intake.joint_region import JointRegion
from mingcha.registers.models import IndustryCheck, InspectionItem, ItemVersion
from mingcha.registers.policies import require_own_list
from mingcha.registers.selectors.industry_checks import facts_of

FIELDS = ("industry", "title", "object_industries", "note")


@action
def write_industry_check(
    *,
    by: User,
    values: Mapping[str, Any],
    lead_item: InspectionItem,
    items: Collection[InspectionItem],
    cooperating: Collection[Department] = (),
    check: IndustryCheck | None = None,
    opened: str | None = None,
) -> IndustryCheck:
    """Add a row led by the own department, or change one.

    ``items`` may hold further ones of its own; ``cooperating`` are departments without items yet.
    ``opened`` is the mark of the row as the person had it before them (``shown_facts.mark_of``);
    raises ChangedMeanwhile where others changed it since.
    """
    department = by.department
    if department is None:
        raise NotFound
    if check is not None:
        check = _in_use(by, check)
        department = check.department
    require_own_list(by, Permission.ITEM_EDIT, department)
    lock_list(department.region_id)
    _refuse_taken(department, values["industry"], check)
    _refuse_unusable(department, lead_item, items, cooperating)
    verb = "edit" if check else "create"
    row = check or IndustryCheck(region=department.region, department=department)
    with writing_nothing_over(row, opened, facts_of, "这一行"):
        for name in FIELDS:
            setattr(row, name, values[name])
        if not row.lead_item or not _all_in_force([row.lead_item]):
            row.listed = _decided(department, row)
        row.lead_item, row.drafted_by = lead_item, by.username
        row.save()
        row.items.set(items)
        row.cooperating.set(cooperating)
    _record(row, verb, by)
    return row


@action
def take_over_listed(
    *, by: User, industry: str, state: Mapping[str, Any], check: IndustryCheck | None
) -> IndustryCheck:
    """Write a row led by the own department as a joint list has it (``intake.joint_region``).

    A list may name what is not in force yet: such a row is completed by hand.
    """
    department = by.department
    if department is None:
        raise NotFound
    if check is not None:
        check = _in_use(by, check)
    require_own_list(by, Permission.ITEM_EDIT, department)
    verb = "edit" if check else "create"
    row = check or IndustryCheck(
        region=department.region, department=department, industry=industry, title=industry
    )
    row.lead_item_id, row.listed = state["lead_item"], state["listed"]
    row.object_industries, row.drafted_by = state["object_industries"], by.username
    row.save()
    row.items.set(state["items"])
    row.cooperating.set(state["cooperating"])
    _record(row, verb, by)
    return row


@action
def retire_industry_check(*, by: User, check: IndustryCheck, reason: str) -> None:
    """Take a row out of the list; plans and tasks made from it stay as they are."""
    check = _in_use(by, check)
    told = reason_given(reason)
    if told:
        raise DomainError("reason_missing", told, "reason")
    check.retired_on, check.retired_reason = clock.today(), reason.strip()
    check.save(update_fields=["retired_on", "retired_reason", "updated_at"])
    _record(check, "retire", by, reason.strip())


@action
def reinstate_industry_check(*, by: User, check: IndustryCheck) -> None:
    """Put a row back that was retired by mistake; its industry must not be listed anew."""
    lock_list(check.region_id)
    check = locked(check)
    require_own_list(by, Permission.ITEM_EDIT, check.department)
    _refuse_taken(check.department, check.industry, check)
    check.retired_on, check.retired_reason = None, ""
    check.save(update_fields=["retired_on", "retired_reason", "updated_at"])
    _record(check, "reinstate", by)


def lock_list(region_id: str) -> None:
    """Keep a region's list from other writers until the action ends; the first lock they take.

    No industry may stand in it twice, which nobody can tell while another writes.
    """
    list(Region.objects.select_for_update(no_key=True).filter(pk=region_id))


def _in_use(by: User, check: IndustryCheck) -> IndustryCheck:
    lock_list(check.region_id)
    check = locked(check)
    require_own_list(by, Permission.ITEM_EDIT, check.department)
    if check.retired_on:
        raise DomainError("retired", "这一行已经停用，不能再改")
    return check


def _decided(department: Department, row: IndustryCheck) -> list[dict[str, Any]]:
    """Return the listed rows of a row that is completed, with all that was proposed for it.

    What was left out is not to come back with the next edition of the list.
    """
    if not row.listed:
        return []
    region = JointRegion(department)
    return [region.remembering(each) for each in row.listed]


def _refuse_taken(department: Department, industry: str, check: IndustryCheck | None) -> None:
    others = IndustryCheck.objects.filter(
        region=department.region, industry=industry, retired_on=None
    )
    if check is not None:
        others = others.exclude(pk=check.pk)
    if others.exists():
        raise DomainError(
            "industry_exists", f"清单中已有“{industry}”，请在那一行上修改", "industry"
        )


def _refuse_unusable(
    department: Department,
    lead_item: InspectionItem,
    items: Collection[InspectionItem],
    cooperating: Collection[Department],
) -> None:
    if lead_item.department_id != department.pk or not _all_in_force([lead_item]):
        raise DomainError("lead_item_wrong", "发起事项要是本部门已公布的事项，请重选", "lead_item")
    if not cooperating and all(each.department_id == department.pk for each in items):
        raise DomainError("alone", "请至少选一个其他部门的事项：只有本部门的不是联合检查", "items")
    if lead_item in items or any(
        each.department.region_id != department.region_id for each in items
    ):
        raise DomainError("items_wrong", "只能选本地区已公布的事项，发起事项不必再选", "items")
    if not _all_in_force(items):
        raise DomainError("items_wrong", "只能选本地区已公布的事项，请重选", "items")
    if any(
        each == department or each.region_id != department.region_id or not each.is_inspecting_body
        for each in cooperating
    ):
        raise DomainError("cooperating_wrong", "只能选本地区的其他检查部门，请重选", "cooperating")


def _all_in_force(items: Collection[InspectionItem]) -> bool:
    keys = {item.pk for item in items}
    in_force = ItemVersion.objects.filter(
        item__in=keys,
        state="published",
        item__retired_on=None,
        item__department__is_inspecting_body=True,
    )
    return in_force.count() == len(keys)


def _record(check: IndustryCheck, verb: str, by: User, reason: str = "") -> None:
    event = IndustryCheckChanged(
        subject=check.industry,
        department=check.department.name,
        action=verb,
        items=sorted(check.items.values_list("code", flat=True)),
        reason=reason,
    )
    record(event, by=by)
