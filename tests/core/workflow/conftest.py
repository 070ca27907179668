"""A small machine to try the executor on."""

from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.workflow.machine import Machine
from mingcha.core.workflow.transition import SYSTEM, Transition, from_each


def letter(**changed: Any) -> Machine:
    """Return a letter's machine, with parts changed."""
    parts: dict[str, Any] = {
        "name": "letter",
        "title": "信件",
        "initial": "draft",
        "states": {
            "draft": "草稿",
            "signed": "已签发",
            "returned": "已退回",
            "sent": "已寄出",
            "torn": "已销毁",
        },
        "verbs": {"sign": "签发", "return": "退回", "send": "寄出", "tear": "销毁"},
        "transitions": (
            *from_each(
                ("draft", "returned"), "sign", "signed", "letter.sign", ("not_drafter", "has_text")
            ),
            Transition("signed", "return", "returned", "letter.send"),
            Transition("signed", "send", "sent", SYSTEM),
            *from_each(("draft", "signed"), "tear", "torn", "letter.tear"),
        ),
        "main_line": ("draft", "signed", "sent"),
    }
    return Machine(**parts | changed)


@pytest.fixture
def make_letter():
    return letter


@pytest.fixture
def machine() -> Machine:
    return letter()
