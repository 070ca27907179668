"""Accounts in the hands of the security administrator."""

from __future__ import annotations

import pytest
from county import PASSWORD, County
from django.contrib.auth.password_validation import validate_password

from mingcha.accounts.actions import users
from mingcha.accounts.actions.signing_in import sign_in
from mingcha.accounts.models import SignInAttempt, User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.roles import ROLES
from mingcha.accounts.selectors import users as reading
from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound

HERE = "203.0.113.9"


def create(county: County, **changes: object) -> tuple[User, str]:
    about = {
        "by": county.sec_admin,
        "username": "new.person",
        "name": "陆川",
        "post": "",
        "region": county.region,
        "department": county.market,
        "unit": county.market.units.first(),
    }
    return users.create_user(**(about | changes))  # type: ignore[arg-type]


def test_a_new_account_signs_in_once_and_must_change_its_password(county: County):
    user, password = create(county)
    assert sign_in(username="new.person", password=password, address=HERE) == user
    assert user.must_change_password
    assert user.role_keys == frozenset()
    assert password not in str(list(AuditEvent.objects.values()))


def test_one_time_passwords_fit_the_policy_and_differ(county: County):
    made = {users.one_time_password() for _ in range(50)}
    assert len(made) == 50
    for password in made:
        validate_password(password, county.lead)
        assert not set(password) & set("0O1lIo")


@pytest.mark.parametrize("field", ["username", "department", "unit"])
def test_what_an_account_may_not_be(county: County, field: str):
    elsewhere = county.outsider.department
    wrong = {
        "username": {"username": "lead"},
        "department": {"department": elsewhere, "unit": None},
        "unit": {"unit": county.fire.units.first()},
    }[field]
    with pytest.raises(DomainError) as refused:
        create(county, **wrong)
    assert refused.value.field == field


def test_outside_the_region_there_is_nobody(county: County):
    with pytest.raises(NotFound):
        create(county, region=county.outsider.region)
    with pytest.raises(NotFound):
        users.reset_password(by=county.sec_admin, user=county.outsider)
    with pytest.raises(NotFound):
        reading.get_user(county.sec_admin, county.outsider.pk)
    with pytest.raises(NotFound):
        reading.get_token(county.sec_admin, 0)


def test_an_account_is_switched_off_and_on_with_a_trace(county: County):
    with pytest.raises(DomainError):
        users.disable_user(by=county.sec_admin, user=county.lead, reason="")
    for _ in range(2):
        users.disable_user(by=county.sec_admin, user=county.lead, reason="调离本单位")
    with pytest.raises(DomainError):
        sign_in(username="lead", password=PASSWORD, address=HERE)
    for _ in range(2):
        users.enable_user(by=county.sec_admin, user=county.lead)
    assert sign_in(username="lead", password=PASSWORD, address=HERE)
    steps = AuditEvent.objects.filter(type="account.changed").values_list("body__action", flat=True)
    assert list(steps) == ["disable", "enable"]


def test_unlocking_forgets_the_failures_and_keeps_the_attempts(county: County):
    for _ in range(5):
        with pytest.raises(DomainError):
            sign_in(username="lead", password="wrong", address=HERE)
    assert reading.is_locked(county.lead)
    assert users.unlock_user(by=county.sec_admin, user=county.lead) == 5
    assert users.unlock_user(by=county.sec_admin, user=county.lead) == 0
    assert sign_in(username="lead", password=PASSWORD, address=HERE)
    assert SignInAttempt.objects.filter(succeeded=False).count() == 5
    assert reading.sign_in_attempts(county.auditor).count() == 6


def test_a_reset_password_replaces_the_old_one(county: County):
    password = users.reset_password(by=county.sec_admin, user=county.lead)
    with pytest.raises(DomainError):
        sign_in(username="lead", password=PASSWORD, address=HERE)
    assert sign_in(username="lead", password=password, address=HERE).must_change_password


def test_nobody_deals_with_the_own_account(county: County):
    with pytest.raises(DomainError, match="另一位安全管理员"):
        users.reset_password(by=county.sec_admin, user=county.sec_admin)


@pytest.mark.parametrize("persona", ["lead", "sys_admin", "auditor", "office"])
def test_only_the_security_administrator(county: County, persona: str):
    by = getattr(county, persona)
    with pytest.raises(Forbidden):
        users.reset_password(by=by, user=county.head)
    with pytest.raises(Forbidden):
        reading.users(by)
    if persona != "auditor":
        with pytest.raises(Forbidden):
            reading.sign_in_attempts(by)


def test_roles_that_cannot_be_given_say_why(county: County):
    offered = {role.key: why for role, why in reading.role_choices(county.sys_admin)}
    assert "系统管理员" in offered["auditor"]
    assert "系统管理员" in offered["inspector"]
    offered = {role.key: why for role, why in reading.role_choices(county.lead)}
    assert "内部牵头机构" in offered["sys_admin"]
    assert offered["reviewer"] == ""
    assert "dept_lead" not in offered


def test_no_administrator_sees_business_data_or_holds_anothers_right():
    administrators = {"sys_admin": "system", "sec_admin": "security", "auditor": "audit"}
    for key, word in administrators.items():
        assert {p.split(".")[0] for p in ROLES[key].permissions} == {word}
        assert ROLES[key].apart_from == ROLES.keys() - {key}
    assert set(ROLES["auditor"].permissions) == {Permission.AUDIT_VIEW}
