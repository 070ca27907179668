"""Setting obligations, adopting those of real notices, and ending them (R-009, R-121 to R-132, R-147)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import record
from mingcha.core.planning.recurrence import Rule
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Department, Unit
from mingcha.plans.events import ObligationChanged
from mingcha.plans.filling import days_of, fill, has_lower
from mingcha.plans.models import AnnualScheme, Obligation
from mingcha.plans.models.annual_scheme import SchemeIssuer
from mingcha.plans.obligation_policies import require_setter, sets_for
from mingcha.plans.obligation_presets import NOTICES
from mingcha.plans.selectors.plan_coverage import planning_year


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an obligation asks for: title, days, years, and who answers."""

    title: str
    rule: Rule
    first_year: int
    last_year: int | None = None
    since: date | None = None
    answered_by: Sequence[str] = ()
    departments: Collection[Department] = ()
    units: Collection[Unit] = field(default=())
    evidence: str = ""
    basis: str = ""
    task: str = ""


@action
def add_obligation(*, by: User, terms: Terms, scheme: AnnualScheme | None = None) -> Obligation:
    """Put an obligation into the calendar: of the region's office, or of a scheme's issuer.

    A department's scheme is broken down for its own units. Raises DomainError at the term at fault.
    """
    issuer = scheme.department if scheme and scheme.issuer == SchemeIssuer.DEPARTMENT else None
    region = scheme.region if scheme else by.region
    require_setter(by, region, issuer)
    _check(by, terms, issuer, scheme)
    obligation = Obligation.objects.create(
        region=region,
        issuer=issuer,
        title=terms.title,
        rule=dict(terms.rule),
        first_year=terms.first_year,
        last_year=terms.last_year,
        since=terms.since or clock.today(),
        answered_by=[str(each) for each in terms.answered_by],
        evidence=terms.evidence,
        basis=terms.basis,
        scheme=scheme,
        task=terms.task.strip() if scheme else "",
        set_by=by.username,
    )
    if not any(True for _ in days_of(obligation, planning_year(clock.today()))):
        told = "从起算日期到截止年度没有一个到期日，请核对期限和年度"
        raise DomainError("never_due", told, "rule")
    obligation.departments.set(terms.departments)
    obligation.units.set(terms.units)
    if not fill([obligation]):
        told = "没有一个单位负责这项工作，请选择责任单位"
        raise DomainError("nobody_answers", told, "answered_by")
    _record(obligation, "add_obligation", by)
    return obligation


@action
def adopt_presets(*, by: User, year: int, keys: Collection[str]) -> list[Obligation]:
    """Adopt deadlines of real notices for the actor's region and year; those it has are left out.

    Raises DomainError where none of them is new.
    """
    require(by, Permission.TARGET_EDIT)
    locked(by.region)
    taken = set(adopted(by, year))
    lower = has_lower(by.region)
    since = max(clock.today(), date(year, 1, 1))
    found = [
        Obligation(
            region=by.region,
            title=preset.title,
            rule=dict(preset.rule),
            first_year=year,
            last_year=None if preset.lasting else year,
            since=since,
            answered_by=[str(each) for each in preset.answerers(has_lower=lower)],
            evidence=preset.evidence or "",
            basis=notice.basis(preset),
            preset=preset.key,
            set_by=by.username,
        )
        for notice in NOTICES
        for preset in notice.presets
        if preset.key in keys and preset.key not in taken
    ]
    due = [row for row in found if any(True for _ in days_of(row, planning_year(clock.today())))]
    if not due:
        told = f"所选的都已经采用，或者{year}年内不再到期，请另选或换一个年度"
        raise DomainError("nothing_new", told)
    Obligation.objects.bulk_create(due)
    fill(due)
    for row in due:
        _record(row, "adopt_obligation", by)
    return due


def adopted(user: User, year: int) -> list[str]:
    """Return the keys of the presets that the user's region has for a year; lasting ones for any."""
    of_year = Q(last_year=None) | Q(first_year__lte=year, last_year__gte=year)
    rows = Obligation.objects.filter(of_year, region=user.region, ended_on=None)
    return list(rows.exclude(preset="").values_list("preset", flat=True))


@action
def end_obligation(*, by: User, obligation: Obligation, reason: str) -> None:
    """Let an obligation end: what is due after today is asked for no more, what was due stays."""
    obligation = locked(obligation)
    require_setter(by, obligation.region, obligation.issuer)
    if not reason.strip():
        raise DomainError("reason_missing", "请写明停止的原因", "reason")
    if obligation.ended_on is not None:
        raise DomainError("obligation_ended", "这项工作已经停止，请刷新页面查看")
    obligation.ended_on, obligation.end_reason = clock.today(), reason.strip()
    obligation.save()
    _record(obligation, "end_obligation", by, reason)


def _check(by: User, terms: Terms, issuer: Department | None, scheme: AnnualScheme | None) -> None:
    if terms.last_year is not None and terms.last_year < terms.first_year:
        raise DomainError("years_wrong", "截止年度不能早于起始年度", "last_year")
    if not (terms.answered_by or terms.departments or terms.units):
        raise DomainError("nobody_named", "请选择责任单位", "answered_by")
    prefix = by.region.prefix
    if any(not each.region.prefix.startswith(prefix) for each in terms.departments):
        raise NotFound
    owner = issuer or by.department
    if any(owner is None or each.department_id != owner.pk for each in terms.units):
        raise NotFound
    if issuer is not None and (terms.answered_by or terms.departments):
        raise DomainError("own_units_only", "部门的任务只能分给本部门的机构", "units")
    if scheme is None:
        return
    if not terms.task.strip():
        raise DomainError("task_missing", "请写明这项工作出自方案中的哪项任务", "task")
    if scheme.issued_at is None:
        raise DomainError("scheme_not_issued", "方案印发以后才能分解任务", "task")


def may_set(user: User, obligation: Obligation) -> bool:
    """Tell whether somebody may end an obligation."""
    return sets_for(user, obligation.region, obligation.issuer)


def _record(obligation: Obligation, verb: str, by: User, reason: str = "") -> None:
    event = ObligationChanged(
        subject=obligation.title,
        action=verb,
        rule=obligation.rule_words,
        year=obligation.first_year,
        basis=obligation.basis,
        task=obligation.task,
        reason=reason.strip(),
    )
    record(event, by=by)
