"""The executor: what it lets pass, and how it says no."""

from __future__ import annotations

import pytest

from mingcha.core.errors import Refusal
from mingcha.core.workflow.machine import Machine, Offer
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState

HOLDS = {"not_drafter": None, "has_text": None}
SIGN = {"letter.sign"}


def test_a_step_leads_to_its_target(machine: Machine) -> None:
    assert machine.step("draft", "sign", permissions=SIGN, guards=HOLDS) == "signed"
    assert machine.step("returned", "sign", permissions=SIGN, guards=HOLDS) == "signed"
    assert machine.step("signed", "send", permissions={"system"}, guards={}) == "sent"


def test_a_wrong_state_is_refused_with_what_is_possible(machine: Machine) -> None:
    with pytest.raises(WrongState) as refusal:
        machine.step("signed", "sign", permissions=SIGN, guards=HOLDS)
    assert refusal.value.message == ("信件处于“已签发”状态，不能“签发”；现在可以：退回、寄出、销毁")
    assert refusal.value.possible == ("退回", "寄出", "销毁")
    assert refusal.value.code == "wrong_state"


def test_in_a_final_state_nothing_is_possible(machine: Machine) -> None:
    with pytest.raises(WrongState) as refusal:
        machine.step("sent", "tear", permissions={"letter.tear"}, guards={})
    assert refusal.value.message == "信件处于“已寄出”状态，不能“销毁”；已没有后续操作"


def test_the_permission_is_asked_for_before_the_guards(machine: Machine) -> None:
    with pytest.raises(NotPermitted) as refusal:
        machine.step("draft", "sign", permissions={"letter.send"}, guards={})
    assert refusal.value.message == "您没有对信件“签发”的权限（letter.sign），请联系本单位管理员"
    assert refusal.value.permission == "letter.sign"
    assert refusal.value.code == "not_permitted"


def test_all_failed_guards_are_told_at_once(machine: Machine) -> None:
    guards = {"has_text": "信件没有正文", "not_drafter": "起草人不能签发", "other": "无关"}
    with pytest.raises(GuardFailed) as refusal:
        machine.step("draft", "sign", permissions=SIGN, guards=guards)
    assert refusal.value.message == "暂不能“签发”：起草人不能签发；信件没有正文"
    assert list(refusal.value.reasons) == ["not_drafter", "has_text"]
    assert refusal.value.code == "guard_failed"


def test_one_failed_guard_is_enough(machine: Machine) -> None:
    with pytest.raises(GuardFailed, match="暂不能“签发”：信件没有正文"):
        machine.step("draft", "sign", permissions=SIGN, guards=HOLDS | {"has_text": "信件没有正文"})


def test_a_refusal_is_one_of_the_house() -> None:
    assert all(issubclass(kind, Refusal) for kind in (WrongState, NotPermitted, GuardFailed))


@pytest.mark.parametrize(
    ("state", "action", "guards"),
    [("draft", "sign", {"has_text": None}), ("lost", "sign", HOLDS), ("draft", "burn", HOLDS)],
)
def test_what_does_not_exist_or_was_not_evaluated_is_a_fault_of_the_program(
    machine: Machine, state: str, action: str, guards: dict[str, str | None]
) -> None:
    with pytest.raises(KeyError):
        machine.step(state, action, permissions=SIGN, guards=guards)


def test_a_person_is_offered_what_the_permissions_allow(machine: Machine) -> None:
    assert machine.actions("draft", SIGN) == (
        Offer("sign", "签发", "signed", "letter.sign", ("not_drafter", "has_text")),
    )
    every = machine.actions("signed", {"letter.send", "system", "letter.tear"})
    assert [offer.title for offer in every] == ["退回", "寄出", "销毁"]
    assert machine.actions("draft", ()) == ()
    assert machine.actions("sent", {"letter.tear"}) == ()


def test_guards_are_known_before_the_step(machine: Machine) -> None:
    assert machine.guards("draft", "sign") == ("not_drafter", "has_text")
    assert machine.guards("signed", "send") == ()
    assert machine.guards("sent", "sign") == ()


def test_final_states(machine: Machine) -> None:
    assert [state for state in machine.states if machine.is_final(state)] == ["sent", "torn"]
