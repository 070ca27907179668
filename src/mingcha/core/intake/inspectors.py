"""The register of inspectors (执法检查人员名录库)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mingcha.core.intake.checks import capacity, certificate, name, region, repeats, staff_no, unit
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import InspectorRecord
from mingcha.core.intake.vocabulary.inspectors import INSPECTOR_COLUMNS

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line

_SEPARATORS = re.compile(r"[，、,;；/\n]")
_NOTHING = frozenset({"", "无", "-", "—"})


def read_inspector(line: Line, report: Report) -> InspectorRecord | None:
    """Read one row; without a staff number or certificate number there is no record."""
    number = staff_no.read_staff_no(line, report)
    own, of_line = certificate.read_certificates(line, report)
    shown = own or of_line
    record = InspectorRecord(
        staff_no=number,
        name=name.read_name(line, report, name.INSPECTOR),
        unit=unit.read_unit(line, report),
        region=region.read_region_code(line, report, region.INSPECTORS),
        certificate_no=shown.number if shown else None,
        cert_valid_to=shown.valid_to if shown else None,
        expertise=split_expertise(line.text("expertise")),
        capacity=capacity.read_capacity(line, report),
        status=line.text_or_none("status"),
        fields=line.extra_fields(),
        row=line.number,
        qualifications=split_expertise(line.text("qualification")),
        line_certificate=(of_line.number, of_line.valid_to) if of_line else None,
    )
    return record if number else None


def split_expertise(text: str) -> tuple[str, ...]:
    """Return the parts of a list divided by ，、,;；/ or line ends, each once, 无 left out."""
    parts = (part.strip() for part in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part not in _NOTHING))


def _is_certain(line: Line) -> bool:
    number = line.text("staff_no") or line.text("certificate_no")
    return bool(number and line.text("name"))


def _staff_no(record: InspectorRecord) -> str:
    return record.staff_no


INSPECTORS = RegisterKind(
    name="inspectors",
    title="执法检查人员名录",
    vocabulary=INSPECTOR_COLUMNS,
    key="staff_no",
    essentials=("staff_no", "certificate_no", "name"),
    is_certain=_is_certain,
    read=read_inspector,
    identity=_staff_no,
    repeat_rules=repeats.INSPECTORS,
    across_rows=lambda: (certificate.SharedCertificate(),),
)
