"""Tokens: shown once, kept as a hash, never worth more than their account."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from county import County

from mingcha.accounts.actions.roles import revoke_role
from mingcha.accounts.actions.tokens import issue_token, revoke_token
from mingcha.accounts.actions.users import disable_user
from mingcha.accounts.models import ApiToken
from mingcha.accounts.permissions import Permission
from mingcha.accounts.selectors.tokens import usable_token
from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden


def issue(county: County, **changes: object) -> str:
    about = {
        "by": county.sec_admin,
        "user": county.lead,
        "purpose": "登记系统推送名录",
        "permissions": [Permission.REGISTER_IMPORT],
        "expires_on": clock.today() + timedelta(days=30),
    }
    return issue_token(**(about | changes))  # type: ignore[arg-type]


def test_a_token_acts_as_its_account_with_the_tokens_rights_alone(county: County):
    token = usable_token(issue(county))
    assert token is not None
    holder = token.user
    assert holder == county.lead
    assert holder.permissions == {Permission.REGISTER_IMPORT}
    assert ApiToken.objects.get().used_on == clock.today()


def test_the_secret_is_kept_nowhere(county: County):
    secret = issue(county)
    assert secret not in str(list(ApiToken.objects.values()))
    assert secret not in str(list(AuditEvent.objects.values()))


@pytest.mark.parametrize("secret", ["", "mc_", "nonsense"])
def test_no_token_is_nobody(county: County, secret: str):
    assert usable_token(secret) is None


def test_a_token_ends_with_its_day_with_its_account_and_by_revocation(county: County):
    secret = issue(county)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        assert usable_token(secret) is None
    disable_user(by=county.sec_admin, user=county.lead, reason="调离本单位")
    assert usable_token(secret) is None
    county.lead.is_active = True
    county.lead.save()
    assert usable_token(secret) is not None
    token = ApiToken.objects.get()
    with pytest.raises(DomainError):
        revoke_token(by=county.sec_admin, token=token, reason=" ")
    revoke_token(by=county.sec_admin, token=token, reason="系统停用")
    revoke_token(by=county.sec_admin, token=token, reason="再次")
    assert usable_token(secret) is None
    assert AuditEvent.objects.filter(type="account.token").count() == 2


def test_a_role_taken_back_takes_the_tokens_right_too(county: County):
    secret = issue(county)
    revoke_role(by=county.sec_admin, user=county.lead, role="dept_lead")
    token = usable_token(secret)
    assert token is not None
    assert token.user.permissions == frozenset()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"permissions": []}, "permissions"),
        ({"permissions": [Permission.VISIT_RECORD]}, "permissions"),
        ({"permissions": [Permission.PLAN_EDIT]}, "permissions"),
        ({"expires_on": clock.today() - timedelta(days=1)}, "expires_on"),
        ({"expires_on": clock.today() + timedelta(days=366)}, "expires_on"),
    ],
)
def test_what_a_token_may_not_be(county: County, changes: dict[str, object], field: str):
    with pytest.raises(DomainError) as refused:
        issue(county, **changes)
    assert refused.value.field == field


def test_administrators_get_no_tokens_and_others_give_none(county: County):
    with pytest.raises(DomainError):
        issue(county, user=county.sys_admin)
    with pytest.raises(Forbidden):
        issue(county, by=county.sys_admin)
