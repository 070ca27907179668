"""Recusals: declared by whom they concern, decided by the head; until then they bar."""

from __future__ import annotations

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc

from mingcha.accounts.models import RoleGrant, User
from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.registers.actions import inspectors, recusals
from mingcha.registers.models import Inspector, Recusal, RegisterEntry
from mingcha.registers.selectors.waiting import waiting_for

OWN = {"basis": "kin", "reason": "配偶任法定代表人"}


@pytest.fixture
def entry(county: County) -> RegisterEntry:
    imported(county, objects_file(shop(1), shop(2)))
    return RegisterEntry.objects.get(object__code=uscc(1))


@pytest.fixture
def person(county: County) -> Inspector:
    return inspectors.add_inspector(
        by=county.lead,
        department=county.market,
        staff_no="SCJG001",
        facts={"name": "韩雪", "region": county.region, "user": county.inspector},
    )


def test_a_recusal_is_declared_once_and_ended_once(
    county: County, person: Inspector, entry: RegisterEntry
):
    declare = {"by": county.lead, "inspector": person, "code": entry.object.code}
    with pytest.raises(DomainError, match="理由"):
        recusals.declare_recusal(**declare, reason="")
    recusal = recusals.declare_recusal(**declare, reason="近亲属任职")
    with pytest.raises(DomainError, match="已登记过"):
        recusals.declare_recusal(**declare, reason="近亲属任职")
    recusals.end_recusal(by=county.lead, recusal=recusal, reason="亲属离职")
    with pytest.raises(DomainError, match="已经解除"):
        recusals.end_recusal(by=county.lead, recusal=recusal, reason="亲属离职")
    assert recusals.declare_recusal(**declare, reason="又入职") != recusal


def own(county: County, **changes: str) -> Recusal:
    return recusals.declare_own_recusal(by=county.inspector, **(OWN | {"code": uscc(1)} | changes))


def decide(county: County, recusal: Recusal, *, confirmed: bool, **changes: object) -> Recusal:
    given = {"by": county.head, "recusal": recusal, "reason": "经核实"} | changes
    return recusals.decide_recusal(confirmed=confirmed, **given)


def test_an_inspector_declares_for_themselves_and_it_bars_at_once(county, entry, person):
    declared = own(county)
    assert (declared.inspector, declared.basis, declared.state) == (person, "kin", "pending")
    assert declared.ended_on is None
    with pytest.raises(DomainError, match="利害关系"):
        own(county, basis="friend", code=uscc(2))
    with pytest.raises(DomainError, match="没有这个代码"):
        own(county, code=uscc(7))
    with pytest.raises(NotFound, match="没有与执法人员名录关联"):
        recusals.declare_own_recusal(by=county.colleague, code=uscc(1), **OWN)
    with pytest.raises(Forbidden):
        recusals.declare_own_recusal(by=county.lead, code=uscc(1), **OWN)


def test_the_head_confirms_and_it_goes_on_barring(county, entry, person):
    declared = own(county)
    assert [each.note for each in waiting_for(county.head)] == ["韩雪 · 澄川县第1商店"]
    with pytest.raises(DomainError, match="理由"):
        decide(county, declared, confirmed=True, reason="")
    decide(county, declared, confirmed=True)
    declared.refresh_from_db()
    assert (declared.state, declared.decided_by, declared.ended_on) == ("confirmed", "head", None)
    assert not list(waiting_for(county.head))
    told = AuditEvent.objects.filter(type="inspector.changed").last()
    assert (told.body["action"], told.body["reason"]) == ("confirm_recusal", "经核实")
    with pytest.raises(DomainError, match="已经审定"):
        decide(county, declared, confirmed=False)


def test_a_rejected_declaration_bars_no_more_and_may_be_made_anew(county, entry, person):
    declared = own(county)
    decide(county, declared, confirmed=False)
    declared.refresh_from_db()
    assert (declared.state, declared.ended_on) == ("rejected", clock.today())
    assert own(county).state == "pending"


def anew(user: User) -> User:
    return User.objects.get(pk=user.pk)  # with the roles that were given meanwhile


def test_nobody_decides_their_own_declaration(county, entry, person):
    RoleGrant.objects.create(user=county.inspector, role="dept_head", granted_by="setup")
    declared = own(county)
    with pytest.raises(Forbidden, match="另一人"):
        decide(county, declared, confirmed=False, by=anew(county.inspector))
    RoleGrant.objects.create(user=county.lead, role="dept_head", granted_by="setup")
    other = recusals.declare_recusal(
        by=county.lead, inspector=person, code=uscc(2), reason="近亲属任职"
    )
    with pytest.raises(Forbidden, match="另一人"):
        decide(county, other, confirmed=True, by=anew(county.lead))
    with pytest.raises(NotFound):
        decide(county, other, confirmed=True, by=county.fire_head)
    with pytest.raises(Forbidden):
        decide(county, other, confirmed=True, by=county.colleague)
