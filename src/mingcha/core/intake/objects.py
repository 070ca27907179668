"""The register of inspection objects (检查对象名录库)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.core.intake.checks import name, object_dates, region, repeats, risk_class
from mingcha.core.intake.checks.object_code import looks_like_code, read_id
from mingcha.core.intake.checks.one_entity_two_codes import OneEntityTwoCodes
from mingcha.core.intake.kind import RegisterKind
from mingcha.core.intake.records import ObjectRecord
from mingcha.core.intake.vocabulary.objects import OBJECT_COLUMNS

if TYPE_CHECKING:
    from mingcha.core.intake.findings import Report
    from mingcha.core.intake.line import Line


def read_object(line: Line, report: Report) -> ObjectRecord | None:
    """Read one row; without a code there is no record."""
    code = read_id(line, report)
    fields = line.extra_fields()
    object_dates.write_dates(line, fields, report)
    record = ObjectRecord(
        id=code or "",
        name=name.read_name(line, report, name.OBJECT),
        region=region.read_region_code(line, report, region.OBJECTS),
        risk_class=risk_class.read_class(line, report),
        status=line.text_or_none("status"),
        exclusion=line.text_or_none("exclusion"),
        kind=line.text_or_none("kind"),
        address=line.text_or_none("address"),
        fields=fields,
        row=line.number,
    )
    return record if code else None


def _id(record: ObjectRecord) -> str:
    return record.id


OBJECTS = RegisterKind(
    name="objects",
    title="检查对象名录",
    vocabulary=OBJECT_COLUMNS,
    key="code",
    essentials=("code", "registration_number", "name"),
    is_certain=looks_like_code,
    read=read_object,
    identity=_id,
    repeat_rules=repeats.OBJECTS,
    across_rows=lambda: (OneEntityTwoCodes(),),
)
