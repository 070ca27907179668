"""Officers with their enforcement certificates, for all tests that send somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mingcha.registers.models import Inspector

LAST_DAY = date(2028, 12, 31)


def officer_with(*, certificate_no: str, until: date | None = LAST_DAY, **facts: Any) -> Inspector:
    """Make somebody with an enforcement certificate; without a number there is none."""
    from mingcha.registers.models import Inspector

    one = Inspector.objects.create(**facts)
    certify(one, certificate_no, until)
    return one


def certify(one: Inspector, number: str, until: date | None = LAST_DAY) -> None:
    if number:
        one.certificates.create(kind="enforcement", number=number, valid_until=until)


def certificates_end(day: date | None, *people: Inspector) -> None:
    """Let the certificates of these people, or of all, end on a day."""
    _held(*people).update(valid_until=day)


def certificates_taken(*people: Inspector) -> None:
    _held(*people).delete()


def _held(*people: Inspector) -> Any:
    from mingcha.registers.models import InspectorCertificate

    rows = InspectorCertificate.objects.all()
    return rows.filter(inspector__in=people) if people else rows
