"""A department's inspectors as the public sees them: counts, or names where the place asks (G-15)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mingcha.core.draw.canonical import Json
from mingcha.foundation import clock
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter
from mingcha.publication.disclosure import disclosed
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.selectors.inspectors import matchable_inspectors

if TYPE_CHECKING:
    from mingcha.registers.selectors.fitness import CertifiedInspector

NAMES = "names"


def staff_list(department: Department) -> Snapshot:
    """Build the list of those who may be sent today (R-026)."""
    form = parameter("inspector.public_form", region=department.region, department=department)
    people = _who_may_be_sent(department)
    content: dict[str, Json] = {
        "department": disclosed(department, "code", "name", "short_name"),
        "units": _counted(people),
        "people": [_named(one) for one in people] if form == NAMES else [],
    }
    return Snapshot(
        kind=PublicationKind.STAFF_LIST,
        key=f"{department.region_id}-{department.code}",
        title=f"{department.name}检查人员名录",
        region_prefix=department.region.prefix,
        department=department.name,
        content=content,
    )


def _who_may_be_sent(department: Department) -> list[CertifiedInspector]:
    found = matchable_inspectors(department, clock.today())
    return list(found.order_by("certificate_no"))


def _named(one: CertifiedInspector) -> dict[str, Json]:
    held = one.certificates.filter(number=one.certificate_no).first()
    number = disclosed(held, "number")["number"] if held else ""
    return disclosed(one, "name") | {"certificate_no": number}


def _counted(people: list[CertifiedInspector]) -> list[Json]:
    counts = Counter(one.unit.name if one.unit else "" for one in people)
    return [{"unit": unit, "inspectors": counts[unit]} for unit in sorted(counts)]
