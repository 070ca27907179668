"""Stating how many of a department hold a certificate (R-015, R-020)."""

from __future__ import annotations

from datetime import date

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.audit.record import record
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Department
from mingcha.registers.events import HeadcountStated
from mingcha.registers.models import CertifiedHeadcount
from mingcha.registers.policies import require_own_list


@action
def state_headcount(
    *, by: User, department: Department, number: int, as_of: date, source: str
) -> CertifiedHeadcount:
    """Keep the number of a day; the same day's is corrected, and what stood there stays in history."""
    require_own_list(by, Permission.REGISTER_EDIT, department)
    if as_of > clock.today():
        raise DomainError("future", "这一天还没有到，请填写今天或以前的日期", "as_of")
    facts = {"number": number, "source": source.strip(), "stated_by": by.username}
    made, _ = CertifiedHeadcount.objects.update_or_create(
        department=department, as_of=as_of, defaults=facts
    )
    subject = f"{department.region_id}-{department.code}"
    record(HeadcountStated(subject=subject, number=number, day=as_of.isoformat()), by=by)
    return made
