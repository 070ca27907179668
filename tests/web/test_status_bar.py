"""The status bar of a page shows where things stand."""

from __future__ import annotations

from mingcha.core.workflow.plan import PLAN
from mingcha.web.status_bar import status_bar


def test_what_is_behind_is_done_and_one_step_is_now() -> None:
    assert [step["state"] for step in status_bar(PLAN, "in_review")] == [
        "done",
        "now",
        "todo",
        "todo",
    ]


def test_at_the_end_all_is_done() -> None:
    assert {step["state"] for step in status_bar(PLAN, "published")} == {"done"}
