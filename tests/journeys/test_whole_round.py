"""One task from the year's target to the phone, in the browser, step by step."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow


def test_one_task_goes_round(walk) -> None:
    import registers_and_plan
    import task_and_draw
    import visit_to_report

    for part in (registers_and_plan, task_and_draw, visit_to_report):
        for step in part.STEPS:
            step(walk)
    assert walk.faults == []
