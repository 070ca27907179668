"""Rows of a preview as the page shows them: fields by their Chinese names, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingcha.accounts.models import User
from mingcha.accounts.policies import sees_classes
from mingcha.core.identifiers.citizen import masked_identity_number, masked_telephone
from mingcha.orgs.models import Region
from mingcha.registers.intake.certificates import TITLES as CERTIFICATE_TITLES
from mingcha.registers.models import (
    Expert,
    ImportBatch,
    ImportRow,
    IndustryCheck,
    InspectionObject,
    Inspector,
    ItemVersion,
    Licence,
    ObjectFlag,
    ProfessionalBody,
    RiskClass,
)
from mingcha.registers.models.import_batch import ImportKind
from mingcha.registers.personal import sees_personal

_MODELS = {
    ImportKind.OBJECTS: InspectionObject,
    ImportKind.NON_ENTITIES: InspectionObject,
    ImportKind.INSPECTORS: Inspector,
    ImportKind.ITEMS: ItemVersion,
    ImportKind.JOINT_ITEMS: IndustryCheck,
    ImportKind.MEMBERS: Licence,
    ImportKind.FLAGS: ObjectFlag,
    ImportKind.CLASSES: RiskClass,
    ImportKind.EXPERTS: Expert,
    ImportKind.BODIES: ProfessionalBody,
}
_OTHER_TITLES = {
    "exclusion": "不参加抽查的原因",
    "tags": "加标签",
    "areas": "专业领域",
    "special_register": "专项库",
    "scheme_name": "方案",
    "initiating": "发起部门（原文）",
    "cooperating_text": "配合部门（原文）",
    "matched": "对应的在用事项",
    **CERTIFICATE_TITLES,
}
_FIRST = ("initiating", "cooperating_text", "matched", "lead_item", "items", "cooperating")
"""Fields of joint lists in the order of thought: the list's own text, then what becomes of it."""
_MASKS = {"id_number": masked_identity_number, "phone": masked_telephone}
_UNSHOWN = {"id", "key", "cells", "register", "scheme", "written", "check"}
_SECRET = "risk_level"  # noqa: S105 - a field, shown to those alone who may see classes


@dataclass(frozen=True, slots=True)
class Field:
    """One field that would change."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One row with its fields in words."""

    row: ImportRow
    fields: list[Field]
    cells: list[dict[str, str]]


def shown(batch: ImportBatch, rows: Iterable[ImportRow], user: User) -> list[Shown]:
    """Return the rows of a page of the preview."""
    rows = list(rows)
    codes = {str(facts["region"]) for row in rows for facts in _facts(row) if "region" in facts}
    regions = {code: region.name for code, region in Region.objects.in_bulk(codes).items()}
    masks = {} if sees_personal(user, batch.department_id) else _MASKS
    words = _Words(batch, regions, masks, sees_class=sees_classes(user))
    return [Shown(row, words.fields(row), row.after.get("cells", [])) for row in rows]


def _facts(row: ImportRow) -> tuple[dict[str, Any], dict[str, Any]]:
    return row.before, row.after


class _Words:
    def __init__(
        self,
        batch: ImportBatch,
        regions: dict[str, str],
        masks: Mapping[str, Callable[[str], str]],
        *,
        sees_class: bool,
    ) -> None:
        model = _MODELS[ImportKind(batch.kind)]
        self._fields = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001 - Django's own name
        self._regions = regions
        self._masks = masks
        self._skipped = _UNSHOWN | (set() if sees_class else {_SECRET})

    def fields(self, row: ImportRow) -> list[Field]:
        names = [name for name in row.after if name not in self._skipped]
        names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
        return [
            Field(
                self._title(name),
                self._value(name, row.before.get(name)),
                self._value(name, row.after[name]),
            )
            for name in names
        ]

    def _title(self, name: str) -> str:
        if name in _OTHER_TITLES:
            return _OTHER_TITLES[name]
        return str(getattr(self._fields[name], "verbose_name", name))

    def _value(self, name: str, value: Any) -> str:
        if value is None or value in ("", []):
            return "空"
        if isinstance(value, bool):
            return "是" if value else "否"
        if name in self._masks:
            return self._masks[name](str(value))
        if name == "region":
            return self._regions.get(str(value), str(value))
        field = self._fields.get(name)
        base = getattr(field, "base_field", field)
        words = dict(getattr(base, "flatchoices", None) or ())
        if isinstance(value, list):
            return "、".join(str(words.get(each, each)) for each in value)
        return str(words.get(value, value))
