"""What registers hold once a row has been read: typed records.

``row`` is where a record came from and takes no part in comparing records: two records are equal
when their rows say the same. Records are hashed by what they say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


class Fields(dict[str, str]):
    """Further columns of a record by their key; nobody changes them once the record is made."""

    def __hash__(self) -> int:  # type: ignore[override, explicit-override]
        """Hash by content."""
        return hash(frozenset(self.items()))


@dataclass(frozen=True, slots=True)
class ObjectRecord:
    """An inspection object (检查对象).

    ``id`` is 18 or 15 characters ``[0-9A-Z]``; ``region`` a GB/T 2260 code of 6, 9 or 12 digits;
    ``risk_class`` a letter A to E where the class was recognised, else the text as it was.
    ``exclusion`` is the reason why the object is not to be drawn. ``fields`` holds other known
    columns by their key, dates as ``YYYY-MM-DD``.
    """

    id: str
    name: str
    region: str | None
    risk_class: str | None
    status: str | None
    exclusion: str | None
    kind: str | None
    address: str | None
    fields: Fields
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class InspectorRecord:
    """An inspector (执法检查人员).

    ``region`` is a prefix of region codes: 2, 4, 6, 9 or 12 digits. ``cert_valid_to`` is the last
    day of the enforcement certificate. ``capacity`` counts objects; ``None`` means no limit given.
    Who has none of the province's has the certificate of the line (系统执法证), which stands in
    ``line_certificate`` too, with its last day. ``qualifications`` count like expertise.
    """

    staff_no: str
    name: str
    unit: str | None
    region: str | None
    certificate_no: str | None
    cert_valid_to: date | None
    expertise: tuple[str, ...]
    capacity: int | None
    status: str | None
    fields: Fields
    row: int = field(compare=False)
    qualifications: tuple[str, ...] = ()
    line_certificate: tuple[str, date | None] | None = None


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An inspection item (抽查事项), every text as the list has it."""

    name: str
    category: str | None
    object: str | None
    item_class: str | None
    method: str | None
    body: str | None
    basis: str | None
    ratio: str | None
    frequency: str | None
    initiating: str | None
    cooperating: str | None
    fields: Fields
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class JointRecord:
    """One row of a list of joint checks (部门联合抽查事项清单), every text as the list has it.

    ``area`` is the field of supervision (抽查领域) whose rows belong together, ``name`` the item.
    """

    area: str
    name: str
    object: str
    initiating: str
    cooperating: str
    fields: Fields
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class RecusalRecord:
    """A recusal (回避): the inspector ``staff_no`` never goes to the object ``id``."""

    id: str
    staff_no: str
    reason: str
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class AttendanceRecord:
    """One line of a sign-in sheet (签到表): the staff number, and the name as it was written."""

    staff_no: str
    name: str
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class RegionRecord:
    """A division (行政区划). ``code`` is its prefix of 2, 4, 6 or 9 digits.

    ``successors`` are the prefixes that replaced it; only an ended one has any.
    """

    code: str
    name: str
    is_ended: bool
    successors: tuple[str, ...]
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """An object's place in a sub-register (专项库), with one of its licences where one is given.

    ``cell`` is the address of the code, so that what only a register can tell is told there.
    """

    id: str
    name: str
    register: str
    licence: str
    licence_no: str
    issuer: str
    valid_from: date | None
    valid_to: date | None
    scope: str
    row: int = field(compare=False)
    cell: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class FlagRecord:
    """A list or mark (名单、标记) that an object is on from a day on; ``until`` is its last day."""

    id: str
    name: str
    flag: str
    since: date
    until: date | None
    source: str
    note: str
    row: int = field(compare=False)
    cell: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class ClassRecord:
    """An object's risk class in a scheme; a blank scheme is the generic one, a blank day today."""

    id: str
    name: str
    level: str
    scheme: str
    as_of: date | None
    row: int = field(compare=False)
    cell: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class ExpertRecord:
    """An expert (专家) with where they work, or the professional body that they belong to."""

    name: str
    employer: str
    body: str
    title: str
    expertise: tuple[str, ...]
    phone: str
    status: str
    row: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class BodyRecord:
    """A professional body (专业机构) and the technical services that it gives."""

    name: str
    code: str
    services: str
    expertise: tuple[str, ...]
    contact: str
    phone: str
    status: str
    row: int = field(compare=False)


AnyRecord = (
    ObjectRecord
    | InspectorRecord
    | ItemRecord
    | JointRecord
    | RecusalRecord
    | RegionRecord
    | AttendanceRecord
    | MemberRecord
    | FlagRecord
    | ClassRecord
    | ExpertRecord
    | BodyRecord
)
