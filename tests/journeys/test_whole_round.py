"""One task from the year's target to the monthly form, in the browser, and every page on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from walking import Walk


@pytest.mark.slow
def test_one_task_goes_round(walk: Walk) -> None:
    import every_page
    import papers_of_the_year
    import registers_and_plan
    import task_and_draw
    import visit_to_report

    round_ = (registers_and_plan, papers_of_the_year, task_and_draw, visit_to_report)
    for part in (*round_, every_page):
        for step in part.STEPS:
            try:
                step(walk)
            except Exception:
                walk.keep_all(step.__name__)
                raise
    assert walk.faults == []
