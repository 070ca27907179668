"""Signing in: wrong passwords are slowed down, sessions begin and end, passwords follow a policy."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from county import PASSWORD, County
from django.urls import reverse

from mingcha.accounts.actions.signing_in import sign_in
from mingcha.accounts.models import SignInAttempt
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError

HERE = "203.0.113.7"


def test_a_right_password_signs_in(county: County):
    assert sign_in(username="lead", password=PASSWORD, address=HERE) == county.lead


@pytest.mark.parametrize(("name", "password"), [("lead", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_sound_the_same(county: County, name: str, password: str):
    with pytest.raises(DomainError, match="账号或口令不正确"):
        sign_in(username=name, password=password, address=HERE)


def test_guessing_one_name_is_stopped_and_time_heals(county: County):
    for _ in range(5):
        with pytest.raises(DomainError):
            sign_in(username="lead", password="wrong", address=HERE)
    with pytest.raises(DomainError, match="15分钟"):
        sign_in(username="lead", password=PASSWORD, address=HERE)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        assert sign_in(username="lead", password=PASSWORD, address=HERE) == county.lead


def test_guessing_many_names_from_one_place_is_stopped(county: County):
    SignInAttempt.objects.bulk_create(
        SignInAttempt(username=f"n{n}", address=HERE, succeeded=False) for n in range(30)
    )
    with pytest.raises(DomainError, match="15分钟"):
        sign_in(username="lead", password=PASSWORD, address=HERE)
    assert sign_in(username="lead", password=PASSWORD, address="203.0.113.8") == county.lead


def test_the_page_signs_in_and_goes_where_one_wanted_to(county: County, client):
    url = reverse("sign-in")
    form = {"username": "lead", "password": PASSWORD, "next": reverse("items")}
    assert client.post(url, form).headers["Location"] == reverse("items")
    assert client.post(reverse("sign-out")).headers["Location"] == url


def test_the_page_goes_nowhere_else(county: County, client):
    form = {"username": "lead", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post(reverse("sign-in"), form).headers["Location"] == reverse("workbench")


def test_a_wrong_password_is_told_on_the_page(county: County, client):
    page = client.post(reverse("sign-in"), {"username": "lead", "password": "wrong"})
    assert "账号或口令不正确" in page.content.decode()
    assert 'value="lead"' in page.content.decode()


def test_whoever_must_change_the_password_gets_nowhere_else(county: County, browse):
    county.lead.must_change_password = True
    county.lead.save()
    client = browse(county.lead)
    assert client.get(reverse("items")).headers["Location"] == reverse("change-password")
    form = {
        "old_password": PASSWORD,
        "new_password1": "Xin-kouling-9",
        "new_password2": "Xin-kouling-9",
    }
    assert client.post(reverse("change-password"), form).headers["Location"] == reverse("workbench")
    assert client.get(reverse("items")).status_code == 200


@pytest.mark.parametrize("weak", ["kouling", "abcdefghijkl", "12345678901", "leadleadLEAD"])
def test_a_weak_password_is_refused(county: County, browse, weak: str):
    form = {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    page = browse(county.lead).post(reverse("change-password"), form)
    assert page.status_code == 200
    assert page.context["form"].errors["new_password2"]


def test_strangers_are_sent_to_the_sign_in_page(county: County, client):
    assert client.get(reverse("items")).headers["Location"].startswith(reverse("sign-in"))
