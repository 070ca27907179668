"""What sources call a registration status: words, and the registration organs' own codes (R-013)."""

from __future__ import annotations

import pytest

from mingcha.registers.intake.words import registration_status
from mingcha.registers.models.inspection_object import STATED_STATUSES


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("存续（在营、开业、在册）", "existing"),
        ("仍注册（在业）", "existing"),
        ("吊销，未注销", "revoked"),
        ("吊销（未注销）", "revoked"),
        ("吊销未注销", "revoked"),
        ("吊销，已注销", "deregistered"),
        ("注销", "deregistered"),
        ("存续（未注销）", "existing"),
        ("撤销，未注销", "cancelled"),
        ("未注销", None),
        ("正常，未停业", "existing"),
        ("解除歇业，正常经营", "existing"),
        ("撤销登记", "cancelled"),
        ("已迁出企业", "moved_out"),
        ("停业", "closed"),
        ("歇业备案", "closed"),
        ("清算中", "closed"),
        ("1", "existing"),
        ("2", "revoked"),
        ("3", "deregistered"),
        ("4", "deregistered"),
        ("5", "cancelled"),
        ("6", "moved_out"),
        ("9", None),
        ("其他", None),
        ("非正常户", None),
    ],
)
def test_a_status_is_known_by_its_word_or_code(word: str, status: str | None):
    assert registration_status(word) == status


def test_what_the_drop_down_offers_is_understood():
    assert {registration_status(title) for _, title in STATED_STATUSES} == {
        value for value, _ in STATED_STATUSES
    }
