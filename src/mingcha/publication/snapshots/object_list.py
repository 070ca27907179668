"""A department's register of objects as the public sees it: names, codes and kinds (R-026, G-10)."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

from mingcha.publication.disclosure import disclosed, require_public
from mingcha.publication.models.publication import PublicationKind
from mingcha.publication.personal import without_people
from mingcha.publication.snapshots.item_list import list_key
from mingcha.publication.snapshots.snapshot import Snapshot
from mingcha.registers.models import InspectionObject
from mingcha.registers.models.inspection_object import ObjectKind, RegistrationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from mingcha.orgs.models import Department

OBJECTS_FILE = "检查对象名录.zip"
_TABLE = "检查对象名录.csv"
_TITLES = ("名称", "代码", "类别")
_FIELDS = ("name", "code", "kind")
_MADE_ON = (2000, 1, 1, 0, 0, 0)  # the same register makes the same bytes
_CHUNK = 5_000
_STARTS_A_FORMULA = ("=", "+", "-", "@")


def object_list(department: Department) -> Snapshot:
    """Build the list of the existing objects that the department keeps, in the order of their codes.

    The rows pass by one after the other: a million take some seconds and no more memory than the
    archive that they come into, some twenty megabytes. What a class, a tag, a flag or an address
    says is not in it.
    """
    require_public(InspectionObject, _FIELDS)
    target, counts = io.BytesIO(), Counter[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(_TABLE, _MADE_ON)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with (
            archive.open(entry, "w") as raw,
            io.TextIOWrapper(raw, "utf-8-sig", newline="") as text,
        ):
            _write(text, _existing(department), counts)
    kinds = [
        {"kind": kind.value, "title": str(kind.label), "objects": counts[kind.value]}
        for kind in ObjectKind
        if counts[kind.value]
    ]
    return Snapshot(
        kind=PublicationKind.OBJECT_LIST,
        key=list_key(department),
        title=f"{department.name}检查对象名录",
        region_prefix=department.region.prefix,
        department=department.name,
        content={
            "department": disclosed(department, "code", "name", "short_name"),
            "kinds": kinds,
            "objects": counts.total(),
        },
        files={OBJECTS_FILE: target.getvalue()} if kinds else {},
    )


def _existing(department: Department) -> QuerySet[InspectionObject]:
    kept = InspectionObject.objects.filter(
        entries__department=department,
        entries__is_active=True,
        status=RegistrationStatus.EXISTING,
    )
    return kept.order_by("code", "pk")


def _write(text: Iterable[str], rows: QuerySet[InspectionObject], counts: Counter[str]) -> None:
    titles = dict(ObjectKind.choices)
    table = csv.writer(text)  # type: ignore[arg-type]  # a text file, which the stubs want narrower
    table.writerow(_TITLES)
    for name, code, kind in rows.values_list(*_FIELDS).iterator(_CHUNK):
        counts[kind] += 1
        table.writerow((_as_text(without_people(name, ())), code, titles[kind]))


def _as_text(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(_STARTS_A_FORMULA) else name
