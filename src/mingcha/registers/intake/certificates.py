"""Certificates in an import: a new number is a further certificate, a known one is brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mingcha.core.draw.canonical import Json
from mingcha.core.intake.records import InspectorRecord
from mingcha.foundation import clock
from mingcha.registers.models import ImportRow, Inspector, InspectorCertificate
from mingcha.registers.models.certificate import CertificateKind

Facts = dict[str, Json]
_LONGEST_NUMBER, _LONGEST_ISSUER = 40, 60


@dataclass(frozen=True, slots=True)
class _Fields:
    """The facts of a row that make one certificate."""

    number: str
    until: str
    issuer: str

    @property
    def names(self) -> tuple[str, str, str]:
        return self.number, self.until, self.issuer


FIELDS = {
    CertificateKind.ENFORCEMENT: _Fields(
        "certificate_no", "certificate_until", "certificate_issuer"
    ),
    CertificateKind.LINE_ENFORCEMENT: _Fields(
        "line_certificate_no", "line_certificate_until", "line_certificate_issuer"
    ),
}
TITLES = {
    "certificate_no": "执法证号",
    "certificate_until": "执法证有效期至",
    "certificate_issuer": "执法证发证机关",
    "line_certificate_no": "系统执法证号",
    "line_certificate_until": "系统执法证有效期至",
    "line_certificate_issuer": "系统执法证发证机关",
}


def said_certificates(record: InspectorRecord) -> Facts:
    """Return what a row says of the two certificates; blank where it says nothing."""
    of_line = record.line_certificate
    number, until = record.certificate_no, record.cert_valid_to
    if of_line and of_line[0] == number:
        number = until = None  # the record shows the line's where there is no other
    return {
        "certificate_no": (number or "")[:_LONGEST_NUMBER],
        "certificate_until": until.isoformat() if until else "",
        "certificate_issuer": record.fields.get("certificate_authority", "")[:_LONGEST_ISSUER]
        if number
        else "",
        "line_certificate_no": of_line[0][:_LONGEST_NUMBER] if of_line else "",
        "line_certificate_until": of_line[1].isoformat() if of_line and of_line[1] else "",
    }


def known_certificates(one: Inspector) -> Facts:
    """Return the facts of a person's current certificates of the two kinds."""
    facts: Facts = {}
    for kind, fields in FIELDS.items():
        facts |= _facts_of(current_certificate(one, kind), fields)
    return facts


def _facts_of(held: InspectorCertificate | None, fields: _Fields) -> Facts:
    until = held.valid_until if held else None
    return {
        fields.number: held.number if held else "",
        fields.until: until.isoformat() if until else "",
        fields.issuer: held.issuer if held else "",
    }


def current_certificate(one: Inspector, kind: str) -> InspectorCertificate | None:
    """Return the certificate of a kind that lasts longest; asks nothing where they are prefetched."""
    held = [each for each in one.certificates.all() if each.kind == kind and not each.ended_on]
    return max(held, key=lambda each: (each.valid_until or date.min, each.pk), default=None)


def whole_certificates(said: Mapping[str, Json], after: Mapping[str, Json]) -> Facts:
    """Return all that is said of a certificate whose number changes: it is another certificate."""
    return {
        name: said[name]
        for fields in FIELDS.values()
        if fields.number in after
        for name in fields.names
        if name in said
    }


def write_certificates(
    rows: Sequence[ImportRow], people: Mapping[str, Inspector], written: datetime
) -> None:
    """Write the certificates that the rows name; new ones carry the moment of the import."""
    told = {name for fields in FIELDS.values() for name in fields.names}
    wanted = [row for row in rows if told & row.after.keys()]
    keys = [people[row.key].pk for row in wanted]
    held = InspectorCertificate.objects.filter(inspector__in=keys)
    by_number = {(each.inspector_id, each.kind, each.number): each for each in held}
    register = Inspector.objects.filter(pk__in=keys).prefetch_related("certificates")
    loaded = {one.pk: one for one in register}
    new: list[InspectorCertificate] = []
    changed: list[InspectorCertificate] = []
    for row in wanted:
        one = loaded[people[row.key].pk]
        for kind, fields in FIELDS.items():
            if not any(name in row.after for name in fields.names):
                continue
            number = str(row.after.get(fields.number, ""))
            found = by_number.get((one.pk, kind, number)) if number else None
            found = found or (None if number else current_certificate(one, kind))
            if found is None and not number:
                continue
            certificate = found or InspectorCertificate(
                inspector=one, kind=kind, number=number, created_at=written
            )
            _bring_up_to_date(certificate, row.after, fields)
            (changed if found else new).append(certificate)
    InspectorCertificate.objects.bulk_create(new, batch_size=1000)
    _save(changed)


def take_certificates_back(
    rows: Sequence[ImportRow], people: Mapping[str, Inspector], written: datetime
) -> set[str]:
    """Take out the certificates that changed rows brought; the former facts of known ones return.

    Returns who has one that somebody has changed since, which stays.
    """
    touched: set[str] = set()
    brought: list[int] = []
    put_back: list[InspectorCertificate] = []
    for row in rows:
        for kind, fields in FIELDS.items():
            said = {name: row.after[name] for name in fields.names if name in row.after}
            if not said:
                continue
            is_new = fields.number in said
            one = _named(people[row.key], kind, str(said.get(fields.number, "")))
            if (
                one is None
                or not _says(one, said, fields)
                or (is_new and one.created_at != written)
            ):
                touched.add(row.key)
            elif is_new:
                brought.append(one.pk)
            else:
                _bring_up_to_date(one, row.before, fields)
                put_back.append(one)
    _save(put_back)
    InspectorCertificate.objects.filter(pk__in=brought).delete()
    return touched


def _named(one: Inspector, kind: str, number: str) -> InspectorCertificate | None:
    """Return the certificate of a number, without one the current; None where it has ended."""
    if not number:
        return current_certificate(one, kind)
    held = (each for each in one.certificates.all() if not each.ended_on)
    return next((each for each in held if (each.kind, each.number) == (kind, number)), None)


def _says(certificate: InspectorCertificate, said: Facts, fields: _Fields) -> bool:
    return all(_facts_of(certificate, fields)[name] == value for name, value in said.items())


def _save(certificates: list[InspectorCertificate]) -> None:
    InspectorCertificate.objects.bulk_update(
        certificates, ["valid_until", "issuer", "updated_at"], batch_size=500
    )


def _bring_up_to_date(
    certificate: InspectorCertificate, said: Mapping[str, Json], fields: _Fields
) -> None:
    """Write the facts that are said; an empty one stands for nothing known."""
    certificate.updated_at = clock.now()
    if fields.until in said:
        until = str(said[fields.until])
        certificate.valid_until = date.fromisoformat(until) if until else None
    if fields.issuer in said:
        certificate.issuer = str(said[fields.issuer])
