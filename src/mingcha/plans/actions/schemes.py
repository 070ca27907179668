"""Drafting, signing and revising yearly implementation schemes (R-027)."""

from __future__ import annotations

from collections.abc import Mapping

from mingcha.accounts.models import User
from mingcha.accounts.steps import not_same, reason_given, step
from mingcha.audit.record import record
from mingcha.core.workflow.annual_scheme import ANNUAL_SCHEME
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.plans.events import AnnualSchemeChanged
from mingcha.plans.models import AnnualScheme
from mingcha.plans.models.annual_scheme import SECTIONS, SchemeIssuer
from mingcha.plans.scheme_policies import require_drafter, require_signer
from mingcha.plans.scheme_rules import scheme_written, superior_followed, superior_schemes

TEXT_FIELDS = ("title", "number", *SECTIONS)
_DRAFTER = "起草人不能签发自己的方案"


@action
def create_scheme(*, by: User, issuer: str, year: int, title: str) -> AnnualScheme:
    """Begin the scheme of a year, for the own department or for the region's office."""
    department = by.department
    if department is None:
        raise NotFound
    require_drafter(by, issuer, department)
    same = AnnualScheme.objects.filter(issuer=issuer, year=year)
    if issuer == SchemeIssuer.REGION:
        same = same.filter(region=by.region)
    else:
        same = same.filter(department=department)
    if same.exists():
        told = f"已有{year}年度实施方案，请在其上编辑或修订"
        raise DomainError("scheme_exists", told, "year")
    region = by.region if issuer == SchemeIssuer.REGION else department.region
    parent = superior_schemes(issuer, department, region, year).first()
    scheme = AnnualScheme.objects.create(
        issuer=issuer,
        department=department,
        region=region,
        year=year,
        title=title,
        parent=parent,
        drafted_by=by.username,
    )
    told_scheme(scheme, "create", by)
    return scheme


@action
def write_scheme(
    *, by: User, scheme: AnnualScheme, text: Mapping[str, str], parent: AnnualScheme | None
) -> AnnualScheme:
    """Write title, number and sections of a draft, and name the superior's scheme it rests on."""
    scheme = in_work(by, scheme)
    known = superior_schemes(scheme.issuer, scheme.department, scheme.region, scheme.year)
    if parent is not None and not known.filter(pk=parent.pk).exists():
        told = "这份方案不是本年度上级已印发的方案，请重新选择"
        raise DomainError("no_superior", told, "parent")
    for name in TEXT_FIELDS:
        setattr(scheme, name, text[name].strip())
    scheme.parent = parent
    scheme.save()
    return scheme


@action
def submit_scheme(*, by: User, scheme: AnnualScheme) -> None:
    """Hand a draft in to be signed."""
    scheme = locked(scheme)
    require_drafter(by, scheme.issuer, scheme.department)
    scheme.submitted_at = clock.now()
    _step(
        scheme,
        "submit",
        by,
        scheme_written=scheme_written(scheme),
        superior_followed=superior_followed(scheme),
    )


@action
def withdraw_scheme(*, by: User, scheme: AnnualScheme) -> None:
    """Take a scheme back before it is signed."""
    scheme = locked(scheme)
    require_drafter(by, scheme.issuer, scheme.department)
    _step(scheme, "withdraw", by)


@action
def return_scheme(*, by: User, scheme: AnnualScheme, reason: str) -> None:
    """Send a scheme back, with the reason."""
    scheme = locked(scheme)
    require_signer(by, scheme)
    scheme.approval_note = reason.strip()
    _step(
        scheme,
        "return",
        by,
        reason,
        not_drafter=_not_drafter(by, scheme),
        reason_given=reason_given(reason),
    )


@action
def issue_scheme(*, by: User, scheme: AnnualScheme) -> None:
    """Sign a scheme that somebody else drafted: it is issued and public."""
    scheme = locked(scheme)
    require_signer(by, scheme)
    not_drafter = _not_drafter(by, scheme)
    if not_drafter is None:
        scheme.approved_by, scheme.issued_at = by.username, clock.now()
        scheme.approval_note = ""
    _step(
        scheme,
        "issue",
        by,
        scheme.reason,
        not_drafter=not_drafter,
        scheme_written=scheme_written(scheme),
        superior_followed=superior_followed(scheme),
    )
    announce("annual_scheme.issued", scheme=scheme, by=by)


@action
def revise_scheme(*, by: User, scheme: AnnualScheme, reason: str) -> None:
    """Draft an issued scheme again; what was published stays, and the reason is published too."""
    scheme = locked(scheme)
    require_drafter(by, scheme.issuer, scheme.department)
    scheme.reason, scheme.drafted_by, scheme.approved_by = reason.strip(), by.username, ""
    _step(scheme, "revise", by, reason, reason_given=reason_given(reason))


def in_work(by: User, scheme: AnnualScheme) -> AnnualScheme:
    """Return a draft locked, for those who draft it; raises DomainError where it is none."""
    scheme = locked(scheme)
    require_drafter(by, scheme.issuer, scheme.department)
    if scheme.state not in {"draft", "returned"}:
        raise DomainError("not_editable", "只有草稿和被退回的方案可以编辑；已印发的请先修订")
    return scheme


def told_scheme(
    scheme: AnnualScheme, verb: str, by: User, reason: str = "", sha256: str = ""
) -> None:
    """Record what was done to a scheme."""
    event = AnnualSchemeChanged(
        subject=scheme.title,
        action=verb,
        year=scheme.year,
        state=scheme.state,
        number=scheme.number,
        reason=reason.strip(),
        sha256=sha256,
    )
    record(event, by=by)


def _not_drafter(by: User, scheme: AnnualScheme) -> str | None:
    return not_same(by, scheme.drafted_by, _DRAFTER)


def _step(
    scheme: AnnualScheme, verb: str, by: User, reason: str = "", **guards: str | None
) -> None:
    step(ANNUAL_SCHEME, scheme, verb, by=by, **guards)
    scheme.save()
    told_scheme(scheme, verb, by, reason)
