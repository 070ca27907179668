"""What a row of the inspectors' list says of the person beside certificate and expertise."""

from __future__ import annotations

from datetime import date

from mingcha.core.draw.canonical import Json
from mingcha.core.identifiers.citizen import read_identity_number, read_telephone
from mingcha.core.intake.dates import UnreadableDate, read_date
from mingcha.core.intake.records import InspectorRecord
from mingcha.registers.models.inspector import Inspector, InspectorKind, ServiceLevel, Sex

TEXTS = {
    "post": "position",
    "post_detail": "position_detail",
    "education": "education",
    "education_subject": "education_subject",
    "post_category": "post_category",
    "item_scope": "item_scope",
    "expert_in": "expert",
    "remark": "remark",
}
"""Fields of a person that are a column's text as it is."""

PLAIN = (*TEXTS, "kind", "sex", "id_number", "phone", "level")
DATES = ("post_since",)
_NOBODY = frozenset({"否", "无"})
_KINDS = (
    ("公务员", InspectorKind.CIVIL_SERVANT),
    ("辅助", InspectorKind.ASSISTANT),
    ("协管", InspectorKind.ASSISTANT),
    ("日常", InspectorKind.DAILY_SUPERVISION),
    ("执法", InspectorKind.ENFORCEMENT_STAFF),
)
_LEVELS = (
    ("省", ServiceLevel.PROVINCE),
    ("市", ServiceLevel.CITY),
    ("县", ServiceLevel.COUNTY),
    ("区", ServiceLevel.COUNTY),
    ("所", ServiceLevel.STATION),
)


def personal_facts(record: InspectorRecord) -> dict[str, Json]:
    """Return the facts; what is blank or cannot be read is empty and overwrites nothing."""
    said = record.fields
    texts = {name: _text(name, said.get(column, "")) for name, column in TEXTS.items()}
    since = post_since(said.get("post_since", ""))
    return {
        **texts,
        "kind": person_kind(said.get("person_kind", "")) or "",
        "sex": {"男": Sex.MALE.value, "女": Sex.FEMALE.value}.get(said.get("sex", ""), ""),
        "id_number": read_identity_number(said.get("id_number", "")) or "",
        "phone": read_telephone(said.get("phone", "")) or "",
        "level": service_level(said.get("level", "")) or "",
        "post_since": since.isoformat() if since else "",
    }


def known_personal_facts(one: Inspector) -> dict[str, Json]:
    """Return the same facts of a person in the register."""
    facts: dict[str, Json] = {name: getattr(one, name) for name in PLAIN}
    since = one.post_since
    return facts | {"post_since": since.isoformat() if since else ""}


def person_kind(word: str) -> str | None:
    """Return the kind of person that a word names, None for an unknown or no word."""
    return next((kind.value for part, kind in _KINDS if part in word), None)


def service_level(word: str) -> str | None:
    """Return the level that a word such as 县级 names, None for an unknown or no word."""
    return next((level.value for part, level in _LEVELS if part in word), None)


def post_since(text: str) -> date | None:
    """Return the day since which somebody has held the post, None where it cannot be read."""
    try:
        return read_date(text)
    except UnreadableDate:
        return None


def _text(name: str, text: str) -> str:
    if name == "expert_in" and text in _NOBODY:
        return ""
    field = Inspector._meta.get_field(name)  # noqa: SLF001 - Django's own name
    return text[: getattr(field, "max_length", None)]
