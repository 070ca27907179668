"""Several certificates a person: which of them lets somebody be sent on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from county import County

from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions import certificates, inspectors
from mingcha.registers.actions.certificates import CertificateFacts
from mingcha.registers.models import Inspector, InspectorCertificate
from mingcha.registers.selectors.fitness import fit_inspectors, unfit_reason
from mingcha.registers.selectors.waiting import waiting_for

LAST = date(2027, 6, 30)


def facts(**changes: object) -> CertificateFacts:
    given = {
        "kind": "enforcement",
        "number": "13-001",
        "issuer": "冀河省人民政府",
        "scope": "市场监管",
        "valid_from": None,
        "valid_until": LAST,
    }
    return given | changes  # type: ignore[return-value]


@pytest.fixture
def person(county: County) -> Inspector:
    return inspectors.add_inspector(
        by=county.lead,
        department=county.market,
        staff_no="M001",
        facts={"name": "赵一", "region": county.region},
    )


def add(county: County, person: Inspector, **changes: object) -> InspectorCertificate:
    return certificates.add_certificate(by=county.lead, inspector=person, facts=facts(**changes))


def is_fit(person: Inspector, day: date) -> bool:
    fit = fit_inspectors(day).filter(pk=person.pk).exists()
    assert fit == (unfit_reason(person, day) is None)
    return fit


def test_a_certificate_counts_up_to_its_last_day(county: County, person: Inspector):
    assert not is_fit(person, LAST)
    add(county, person)
    assert is_fit(person, date(2027, 6, 29))
    assert is_fit(person, LAST)
    assert not is_fit(person, date(2027, 7, 1))
    assert "已于2027-06-30到期" in str(unfit_reason(person, date(2027, 7, 1)))


def test_the_next_certificate_takes_over_on_its_first_day(county: County, person: Inspector):
    add(county, person)
    renewed = {"number": "13-002", "valid_from": date(2027, 7, 2), "valid_until": date(2032, 7, 1)}
    add(county, person, **renewed)
    assert [is_fit(person, date(2027, 7, day)) for day in (1, 2)] == [False, True]
    assert "自2027-07-02起" in str(unfit_reason(person, date(2027, 7, 1)))
    found = fit_inspectors(date(2027, 7, 2)).get()
    assert (found.certificate_no, found.certificate_until) == ("13-002", date(2032, 7, 1))


def test_only_enforcement_certificates_let_somebody_be_sent(county: County, person: Inspector):
    add(county, person, kind="professional", number="Z-1", valid_until=None)
    assert not is_fit(person, LAST)
    add(county, person, kind="line_enforcement", number="G-1")
    assert is_fit(person, LAST)


def test_a_withdrawn_certificate_counts_no_more(county: County, person: Inspector):
    held = add(county, person)
    with pytest.raises(DomainError, match="理由"):
        certificates.end_certificate(by=county.lead, certificate=held, reason="")
    certificates.end_certificate(by=county.lead, certificate=held, reason="违规被吊销")
    assert not is_fit(person, LAST)
    assert "注销" in str(unfit_reason(person, LAST))
    with pytest.raises(DomainError, match="已经注销"):
        certificates.end_certificate(by=county.lead, certificate=held, reason="再来一次")
    with pytest.raises(DomainError, match="已经注销"):
        certificates.edit_certificate(by=county.lead, certificate=held, facts=facts())


def test_an_assistant_is_not_sent_even_with_a_certificate(county: County, person: Inspector):
    add(county, person)
    edit = {"facts": {"kind": "assistant"}, "expertise": []}
    inspectors.edit_inspector(by=county.lead, inspector=person, **edit)
    assert not is_fit(Inspector.objects.get(), LAST)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "  "}, "number"),
        ({"valid_until": None}, "valid_until"),
        ({"valid_from": date(2028, 1, 1)}, "valid_until"),
    ],
)
def test_a_faulty_certificate_is_refused_at_its_field(county, person, changes, field: str):
    with pytest.raises(DomainError) as fault:
        add(county, person, **changes)
    assert fault.value.field == field


def test_a_number_belongs_to_one_person(county: County, person: Inspector):
    held = add(county, person)
    with pytest.raises(DomainError, match="已登记过"):
        add(county, person)
    other = inspectors.add_inspector(
        by=county.lead,
        department=county.market,
        staff_no="M002",
        facts={"name": "钱二", "region": county.region},
    )
    with pytest.raises(DomainError, match="赵一（工号M001）"):
        add(county, other)
    certificates.edit_certificate(
        by=county.lead, certificate=held, facts=facts(valid_until=date(2029, 1, 1))
    )
    told = AuditEvent.objects.filter(type="inspector.changed").last()
    assert told.body["fields"] == [f"certificate/{held.pk}", "valid_until"]


def test_only_the_own_departments_keepers_write(county: County, person: Inspector):
    with pytest.raises(Forbidden):
        certificates.add_certificate(by=county.head, inspector=person, facts=facts())
    with pytest.raises(NotFound):
        certificates.add_certificate(by=county.fire_lead, inspector=person, facts=facts())


def told(county: County) -> list[tuple[str, date, str]]:
    rows = waiting_for(county.lead)
    return [(each.title, each.due, each.note) for each in rows if "换发" in each.title]


def test_certificates_that_end_within_sixty_days_wait_on_the_workbench(county, person):
    soon = clock.today() + timedelta(days=60)
    held = add(county, person, valid_until=soon)
    add(county, person, kind="professional", number="Z-1", valid_until=soon)
    assert told(county) == [
        ("换发即将到期的执法证", soon, "赵一"),
        ("换发即将到期的资格证等证件", soon, "赵一"),
    ]
    assert not list(waiting_for(county.head))
    for day in (soon + timedelta(days=1), clock.today() - timedelta(days=1)):
        held.valid_until = day
        held.save()
        assert len(told(county)) == 1
    add(county, person, number="13-002", valid_until=soon + timedelta(days=900))
    held.valid_until = soon
    held.save()
    assert len(told(county)) == 1, "who has the next certificate needs no other"
