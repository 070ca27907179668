"""An issued case on a September day of 2026, and ways to bring its record forward."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import time_machine
from county import County
from issued_case import THAT_DAY, Issued, holidays_2026, issue_case, photo
from standing import Standing, name_what_stands

from mingcha.inspections.actions.answers import judge_item, save_answer
from mingcha.inspections.actions.confirming import confirm_record, submit_record
from mingcha.inspections.actions.photos import add_photo
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.actions.visits import start_visit
from mingcha.inspections.models import InspectionRecord
from mingcha.tasks.models import ObjectTask


@pytest.fixture
def that_day() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(THAT_DAY, tick=False) as traveller:
        yield traveller


def issued_that_day(county: County) -> Issued:
    with time_machine.travel(THAT_DAY, tick=False):
        holidays_2026()
        return issue_case(county)


BUILDERS = {"case": issued_that_day}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    name_what_stands(metafunc, BUILDERS)


@pytest.fixture
def case(standing: Standing, that_day: time_machine.Traveller) -> Issued:
    return standing.made


@pytest.fixture
def begun(case: Issued) -> InspectionRecord:
    """The market bureau's officers are at the door."""
    return start_visit(
        by=case.county.inspector,
        object_task=case.market_part,
        methods=["on_site"],
        present=list(case.market_part.team.values_list("pk", flat=True)),
        certificate_shown=True,
    )


@pytest.fixture
def fill(case: Issued) -> Callable[..., InspectionRecord]:
    """Answer the checklist, with or without a problem, and conclude."""

    def filled(*, problem: bool = False) -> InspectionRecord:
        by, part = case.county.inspector, ObjectTask.objects.get(pk=case.market_part.pk)
        for point in case.licence.check_points.all():
            wrong = problem and point.order == 1
            save_answer(
                by=by,
                object_task=part,
                check_point=point,
                answer="no" if wrong else "yes",
                note="执照未悬挂" if wrong else "",
            )
        judge_item(
            by=by,
            object_task=part,
            item_result=part.record.item_results.get(item=case.address),
            outcome="no_problem",
        )
        if problem:
            add_photo(by=by, object_task=part, content=photo(), file_name="a.jpg")
        return conclude(
            by=by,
            object_task=part,
            result="rectified" if problem else "no_problem",
            methods=["on_site"],
            findings="执照未悬挂，已责令改正" if problem else "",
            acknowledgement="signed",
        )

    return filled


@pytest.fixture
def submitted(
    case: Issued, begun: InspectionRecord, fill: Callable[..., InspectionRecord]
) -> InspectionRecord:
    """A record with a problem, confirmed by both, in review."""
    fill(problem=True)
    confirm_record(by=case.county.inspector, object_task=case.market_part)
    confirm_record(by=case.county.colleague, object_task=case.market_part)
    return submit_record(by=case.county.inspector, object_task=case.market_part)
