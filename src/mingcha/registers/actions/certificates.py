"""Keeping the certificates of inspectors (R-019, R-024)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.registers.actions.inspector_events import note
from mingcha.registers.actions.meanwhile import require_row_unchanged
from mingcha.registers.models import Inspector, InspectorCertificate
from mingcha.registers.models.certificate import ENFORCING
from mingcha.registers.policies import require_own_list


class CertificateFacts(TypedDict):
    """What a certificate says."""

    kind: str
    number: str
    issuer: str
    scope: str
    valid_from: date | None
    valid_until: date | None


CERTIFICATE_FIELDS = ("kind", "number", "issuer", "scope", "valid_from", "valid_until")


@action
def add_certificate(
    *, by: User, inspector: Inspector, facts: CertificateFacts
) -> InspectorCertificate:
    """Enter a certificate; the earlier ones stay, each until its own last day."""
    one = locked(inspector)
    require_own_list(by, Permission.REGISTER_EDIT, one.department)
    made = _write(InspectorCertificate(inspector=one), facts)
    note(one, "add_certificate", by, [_named(made)])
    return made


@action
def edit_certificate(
    *,
    by: User,
    certificate: InspectorCertificate,
    facts: CertificateFacts,
    opened: str | None = None,
) -> InspectorCertificate:
    """Correct a certificate; raises ChangedMeanwhile where others did since ``opened``."""
    certificate = locked(certificate)
    require_own_list(by, Permission.REGISTER_EDIT, certificate.inspector.department)
    if certificate.ended_on:
        raise DomainError("ended", "这本证件已经注销，不能再改")
    given: Mapping[str, object] = facts
    changed = [name for name in CERTIFICATE_FIELDS if getattr(certificate, name) != given[name]]
    if opened is not None and changed:
        require_row_unchanged(certificate, opened, "这本证件")
    _write(certificate, facts)
    note(certificate.inspector, "edit_certificate", by, [_named(certificate), *changed])
    return certificate


@action
def end_certificate(*, by: User, certificate: InspectorCertificate, reason: str) -> None:
    """Withdraw a certificate from today on (注销、吊销); it stays on record."""
    certificate = locked(certificate)
    require_own_list(by, Permission.REGISTER_EDIT, certificate.inspector.department)
    missing = reason_given(reason)
    if missing:
        raise DomainError("reason_missing", missing, "reason")
    if certificate.ended_on:
        raise DomainError("ended", "这本证件已经注销")
    certificate.ended_on, certificate.ended_reason = clock.today(), reason.strip()
    certificate.save()
    note(certificate.inspector, "end_certificate", by, [_named(certificate)], reason)


def _named(certificate: InspectorCertificate) -> str:
    """Return what the chain calls it: numbers are in the row's history, not in the chain."""
    return f"certificate/{certificate.pk}"


def _write(certificate: InspectorCertificate, facts: CertificateFacts) -> InspectorCertificate:
    number = facts["number"].strip()
    if not number:
        raise DomainError("number", "请填写证件编号", "number")
    first, last = facts["valid_from"], facts["valid_until"]
    if first and last and first > last:
        raise DomainError("backwards", "有效期止于开始之前，请改正", "valid_until")
    if facts["kind"] in ENFORCING and last is None:
        raise DomainError("no_end", "执法证须填写有效期的最后一天，否则不能派出", "valid_until")
    _refuse_twice(certificate, facts["kind"], number)
    for name in CERTIFICATE_FIELDS:
        setattr(certificate, name, facts[name])  # type: ignore[literal-required]
    certificate.number = number
    certificate.save()
    return certificate


def _refuse_twice(certificate: InspectorCertificate, kind: str, number: str) -> None:
    same = InspectorCertificate.objects.filter(kind=kind, number=number).exclude(pk=certificate.pk)
    holder = same.filter(ended_on=None, inspector__department=certificate.inspector.department_id)
    if same.filter(inspector=certificate.inspector_id).exists():
        raise DomainError("twice", "已登记过这个编号的证件，请直接修改那一本", "number")
    other = holder.exclude(inspector=certificate.inspector_id).select_related("inspector").first()
    if other:
        told = f"这个编号是{other.inspector.name}（工号{other.inspector.staff_no}）的证件，请核对"
        raise DomainError("others", told, "number")
