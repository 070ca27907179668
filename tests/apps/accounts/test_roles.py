"""Roles are given by the security administrator; administrators stay apart."""

from __future__ import annotations

import pytest
from county import County

from mingcha.accounts.actions.roles import grant_role, revoke_role
from mingcha.accounts.models import RoleGrant, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require, require_other_person, sees_classes
from mingcha.accounts.roles import ROLES, permissions_of
from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden
from mingcha.orgs.models import Parameter


def test_a_role_is_given_and_taken_back_and_both_stay_on_record(county: County):
    grant_role(by=county.sec_admin, user=county.inspector, role="reviewer")
    grant_role(by=county.sec_admin, user=county.inspector, role="reviewer")
    assert User.objects.get(username="inspector").may(Permission.RESULT_REVIEW)
    revoke_role(by=county.sec_admin, user=county.inspector, role="reviewer")
    revoke_role(by=county.sec_admin, user=county.inspector, role="reviewer")
    assert not User.objects.get(username="inspector").may(Permission.RESULT_REVIEW)
    grant = RoleGrant.objects.get(user=county.inspector, role="reviewer")
    assert (grant.granted_by, grant.revoked_by) == ("sec_admin", "sec_admin")
    assert AuditEvent.objects.filter(type__startswith="account.role").count() == 2


@pytest.mark.parametrize(
    ("persona", "role"),
    [
        ("sys_admin", "auditor"),
        ("auditor", "sec_admin"),
        ("operator", "draw_witness"),
        ("witness", "draw_operator"),
    ],
)
def test_some_roles_are_never_held_together(county: County, persona: str, role: str):
    with pytest.raises(DomainError, match="不能由同一人担任"):
        grant_role(by=county.sec_admin, user=county.people[persona], role=role)


def test_the_office_inspects_only_where_the_region_lets_it(county: County):
    with pytest.raises(DomainError, match="双随办只统筹"):
        grant_role(by=county.sec_admin, user=county.office, role="inspector")
    with pytest.raises(DomainError, match="双随办只统筹"):
        grant_role(by=county.sec_admin, user=county.inspector, role="coord_office")
    key = "coordination_office.may_inspect"
    Parameter.objects.create(key=key, region=county.region, value=True, reason="人手不足")
    grant_role(by=county.sec_admin, user=county.office, role="inspector")
    assert User.objects.get(username="office").may(Permission.VISIT_RECORD)


def test_classes_are_seen_by_the_roles_that_the_region_names(county: County):
    assert [sees_classes(county.people[p]) for p in ("lead", "head", "reviewer")] == [1, 1, 0]
    key = "risk_class.roles_see"
    Parameter.objects.create(key=key, region=county.region, value=["reviewer"], reason="试点")
    assert [sees_classes(county.people[p]) for p in ("lead", "head", "reviewer")] == [0, 0, 1]


def test_nobody_gives_roles_to_himself(county: County):
    with pytest.raises(DomainError, match="自己"):
        grant_role(by=county.sec_admin, user=county.sec_admin, role="dept_lead")


@pytest.mark.parametrize("persona", ["lead", "sys_admin", "auditor", "office"])
def test_only_the_security_administrator_gives_roles(county: County, persona: str):
    with pytest.raises(Forbidden):
        grant_role(by=county.people[persona], user=county.inspector, role="reviewer")
    with pytest.raises(Forbidden):
        revoke_role(by=county.people[persona], user=county.inspector, role="inspector")


def test_the_coordination_office_neither_draws_nor_inspects():
    office = permissions_of(frozenset({"coord_office"}))
    assert not office & {
        Permission.DRAW_OPERATE,
        Permission.DRAW_WITNESS,
        Permission.VISIT_RECORD,
        Permission.RESULT_REVIEW,
        Permission.TASK_EDIT,
    }


def test_administrators_have_no_business_right():
    business = {p for p in Permission if not p.startswith(("system.", "security.", "audit."))}
    for key in ("sys_admin", "sec_admin", "auditor"):
        assert not ROLES[key].permissions & business


def test_an_unknown_role_gives_nothing():
    assert permissions_of(frozenset({"emperor"})) == frozenset()


def test_a_disabled_account_may_nothing(county: County):
    county.lead.is_active = False
    with pytest.raises(Forbidden):
        require(county.lead, Permission.ITEM_EDIT)


def test_nobody_checks_their_own_work(county: County):
    require_other_person(county.lead, "head", "审批")
    with pytest.raises(Forbidden, match="另一人"):
        require_other_person(county.lead, "lead", "审批")
