"""An empty platform is begun: its place, and three administrators who are kept apart."""

from __future__ import annotations

import pytest
from county import County
from django.test import Client
from django.urls import reverse

from mingcha.accounts.actions.founding import found_platform
from mingcha.accounts.models import User
from mingcha.core.intake.records import RegionRecord
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region

pytestmark = pytest.mark.django_db

LIST = [
    RegionRecord(code, name, is_ended=False, successors=(), row=number)
    for number, (code, name) in enumerate(
        [
            ("13", "冀河省"),
            ("1301", "安澜市"),
            ("130136", "澄川县"),
            ("130136100", "城关镇"),
            ("110101", "东城区"),
        ]
    )
]


def test_the_place_with_what_lies_above_and_below_it(db):
    founded = found_platform(place="130136", records=LIST)
    assert founded.place.name == "澄川县"
    assert list(Region.objects.values_list("code", "parent")) == [
        ("130000", None),
        ("130100", "130000"),
        ("130136", "130100"),
        ("130136100", "130136"),
    ]


def test_each_administrator_signs_in_once_with_the_password_that_was_shown(db):
    founded = found_platform(place="130136", records=LIST)
    held = {user.username: set(user.role_keys) for user in User.objects.all()}
    assert held == {"xitong": {"sys_admin"}, "anquan": {"sec_admin"}, "shenji": {"auditor"}}
    for account in founded.accounts:
        client = Client()
        entered = {"username": account.username, "password": account.password}
        assert client.post(reverse("sign-in"), entered).status_code == 302
        assert client.get(reverse("workbench")).url == reverse("change-password")


def test_a_platform_is_begun_once(county: County):
    with pytest.raises(DomainError, match="已有账号"):
        found_platform(place="130136", records=LIST)


def test_a_place_that_is_not_in_the_list_begins_nothing(db):
    with pytest.raises(DomainError, match="没有代码为 130199 的区划"):
        found_platform(place="130199", records=LIST)
    assert not Region.objects.exists()
    assert not User.objects.exists()
