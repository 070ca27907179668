"""The monthly forms against a count that knows nothing of the program's own."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from checked_case import make_record
from county import County
from year_case import Done, make_year

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted, WrongState
from mingcha.foundation import clock
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.publication.actions.exemptions import approve_exemption, request_exemption
from mingcha.publication.actions.results import publish_result
from mingcha.reports.actions import reports as actions
from mingcha.reports.actions.entering import enter_figures
from mingcha.reports.figures import behind
from mingcha.reports.models import Report
from mingcha.reports.selectors.facts import facts_of
from mingcha.reports.selectors.reports import (
    forms_to_fill,
    get_report,
    own_entered_figures,
    visible_reports,
)
from mingcha.reports.workbook import workbook
from mingcha.tasks.models import Draw

PROBLEMS = {"rectified", "unreachable", "pending_follow_up"}
Wanted = Callable[[Done], bool]


def count(year: list[Done], first: date, last: date, wanted: Wanted) -> tuple[int, int, int]:
    """Count as a clerk would: go through the tasks, then through the visits."""
    tasks = {d.task for d in year if first <= d.drawn <= last and wanted(d)}
    first_signed: dict[tuple[int, int], date] = {}
    for d in year:
        if d.signed:
            visit = (d.task, d.object)
            first_signed[visit] = min(d.signed, first_signed.get(visit, d.signed))
    signed = [d for d in year if d.signed and wanted(d)]
    visits = {(d.task, d.object) for d in signed}
    visits = {v for v in visits if first <= first_signed[v] <= last}
    problems = {(d.task, d.object) for d in signed if d.result in PROBLEMS} & visits
    return len(tasks), len(visits), len(problems)


def figures(report: Report, code: str, cell: int = 0) -> tuple[int, int, int]:
    found = next(row for row in report.figures if row["code"] == code)["cells"][cell]
    return found["draw_count"], found["object_count"], found["problem_object_count"]


ROWS: dict[str, Wanted] = {
    "1": lambda d: True,
    "3": lambda d: not d.is_joint,
    "4": lambda d: d.is_joint,
    "5": lambda d: d.is_enterprise,
    "6": lambda d: d.is_enterprise and d.by_class,
}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("month", [6, 12])
def test_forms_of_the_region_agree_with_an_independent_count(county: County, seed: int, month: int):
    year = make_year(county, seed)
    last = date(2026, month, 31 if month == 12 else 30)
    for form, first in (("A", date(2026, month, 1)), ("C", date(2026, 1, 1))):
        report = actions.compute_report(by=county.office, form=form, year=2026, month=month)
        for row, wanted in ROWS.items():
            assert figures(report, f"{form}{row}") == count(year, first, last, wanted), row
        internal = count(year, first, last, lambda d: d.department == "SCJG" and not d.is_joint)
        joint = count(year, first, last, lambda d: d.department == "SCJG" and d.is_joint)
        assert (figures(report, f"{form}2"), figures(report, f"{form}2", 1)) == (internal, joint)
        assert report.findings == []


@pytest.mark.parametrize("seed", range(3))
def test_forms_of_a_department_agree_with_an_independent_count(county: County, seed: int):
    year = [d for d in make_year(county, seed) if d.department == "XFJY"]
    first, last = date(2026, 1, 1), date(2026, 9, 30)
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    for row, key in (("1", "1"), ("2", "3"), ("3", "4"), ("4", "5"), ("5", "6")):
        assert figures(report, f"D{row}") == count(year, first, last, ROWS[key])
    report = actions.compute_report(by=county.fire_lead, form="B", year=2026, month=9)
    led = count(year, first, last, lambda d: d.is_joint and d.is_lead)
    assert figures(report, "B5b") == led
    province = count(year, first, last, lambda d: d.origin == "assigned_from_province")
    assert figures(report, "B5c") == province
    month = count(year, date(2026, 9, 1), last, lambda d: d.source == "plan")
    assert figures(report, "B4b")[:2] == month[:2]


def test_every_figure_opens_what_it_counts(county: County):
    make_year(county)
    report = actions.compute_report(by=county.office, form="C", year=2026, month=12)
    for row in report.figures:
        for number, cell in enumerate(row["cells"]):
            found = behind(report, row["code"], number, "draw_count")
            assert found == cell
            assert len(cell["tasks"]) + cell["entered"][0] == cell["draw_count"]
            assert len(cell["visits"]) + cell["entered"][1] == cell["object_count"]
            assert len(cell["problem_visits"]) + cell["entered"][2] == cell["problem_object_count"]
    assert behind(report, "C1", 5, "draw_count") is None
    assert behind(report, "C1", 0, "weather") is None
    assert behind(report, "X", 0, "draw_count") is None


def enter(county: County, **changed: object):
    values = {
        "year": 2026,
        "month": 6,
        "platform": "互联网+监管",
        "is_enterprise": True,
        "class_applied": True,
        "checks": 2,
        "households": 30,
        "problem_households": 4,
        "evidence": "平台截图",
    }
    return enter_figures(by=county.fire_lead, **(values | changed))


def test_other_platforms_figures_stand_in_their_own_rows(county: County):
    enter(county)
    enter(county, month=5, is_enterprise=False, class_applied=False, households=7)
    report = actions.compute_report(by=county.office, form="C", year=2026, month=6)
    assert [figures(report, f"C{n}") for n in (7, 8, 9)] == [(4, 37, 8), (2, 30, 4), (2, 30, 4)]
    assert figures(report, "C1") == (0, 0, 0)
    monthly = actions.compute_report(by=county.office, form="A", year=2026, month=6)
    assert figures(monthly, "A7") == (2, 30, 4)


def test_impossible_figures_of_other_platforms_are_refused(county: County):
    with pytest.raises(DomainError, match="不能多于"):
        enter(county, problem_households=31)
    with pytest.raises(DomainError, match="只用于企业"):
        enter(county, is_enterprise=False)
    with pytest.raises(NotFound):
        enter_figures(
            by=county.office,
            year=2026,
            month=6,
            platform="x",
            is_enterprise=False,
            class_applied=False,
            checks=0,
            households=0,
            problem_households=0,
            evidence="x",
        )


def submitted(county: County) -> Report:
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=True)
    return actions.submit_report(
        by=county.fire_lead, report=report, contact="尤刚", phone="0311-0000000", mobile=""
    )


def test_a_region_names_the_forms_of_its_office(county: County):
    assert forms_to_fill(county.office) == ["A", "C"]
    assert forms_to_fill(county.lead) == ["B", "D"]
    key = "report.county_forms"
    Parameter.objects.create(key=key, region=county.region, value=["A", "B"], reason="本地规定")
    assert forms_to_fill(county.office) == ["A", "B"]
    made = actions.compute_report(by=county.office, form="B", year=2026, month=3)
    assert made.department is None
    with pytest.raises(NotFound):
        actions.compute_report(by=county.lead, form="B", year=2026, month=3)


def test_a_way_of_counting_that_nobody_knows_is_refused(county: County):
    key = "count.definition"
    Parameter.objects.create(key=key, region=county.region, value="G-1/9", reason="笔误")
    with pytest.raises(DomainError, match="没有“G-1/9”这个统计口径"):
        actions.compute_report(by=county.office, form="A", year=2026, month=3)


def test_a_form_is_frozen_on_submission_and_taken_by_the_office(county: County):
    make_year(county)
    report = submitted(county)
    frozen = report.figures
    make_more(county)
    with pytest.raises(WrongState):
        actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    accepted = actions.accept_report(by=county.office, report=report)
    assert (accepted.state, accepted.figures) == ("accepted", frozen)
    told = AuditEvent.objects.filter(type="report.changed").values_list("body__action", flat=True)
    assert list(told) == ["compute", "check", "submit", "accept"]


def make_more(county: County) -> None:
    enter(county, month=9)


def test_a_form_is_returned_with_a_reason_and_computed_anew(county: County):
    report = submitted(county)
    with pytest.raises(GuardFailed, match="理由"):
        actions.return_report(by=county.office, report=report, reason="")
    actions.return_report(by=county.office, report=report, reason="漏报其他平台")
    make_more(county)
    again = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    assert figures(again, "D6") == (2, 30, 4)


def test_figures_that_changed_after_the_check_are_not_handed_in(county: County):
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=True)
    make_more(county)
    with pytest.raises(GuardFailed, match="数据有变化"):
        actions.submit_report(
            by=county.fire_lead, report=report, contact="尤刚", phone="1", mobile=""
        )


def test_other_platforms_are_entered_or_denied(county: County):
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    with pytest.raises(GuardFailed, match="确认没有"):
        actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=False)
    make_more(county)
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    assert (
        actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=False).state
        == "checked"
    )


def test_the_footer_is_filled_in(county: County):
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=True)
    with pytest.raises(GuardFailed, match="联系人、联系电话"):
        actions.submit_report(by=county.fire_lead, report=report, contact="", phone="", mobile="")


def test_figures_that_do_not_fit_are_not_found_right(county: County):
    report = actions.compute_report(by=county.fire_lead, form="D", year=2026, month=9)
    Report.objects.update(findings=[{"row": "D1", "message": "D1 不等于 D2 + D3"}])
    with pytest.raises(GuardFailed, match="D1 不等于"):
        actions.check_report(by=county.fire_lead, report=report, nothing_elsewhere=True)


def test_words_are_written_into_rows_that_ask_for_them(county: County):
    report = actions.compute_report(by=county.fire_lead, form="B", year=2026, month=9)
    texts = {"B1": " 召开部署会1次 ", "B4b": "不能改数字", "X": "x"}
    report = actions.write_texts(by=county.fire_lead, report=report, texts=texts)
    assert report.texts == {
        row["code"]: texts.get(row["code"], "").strip()
        for row in report.figures
        if row["code"] in report.texts
    }
    assert report.texts["B1"] == "召开部署会1次"
    assert "B4b" not in report.texts


def test_who_fills_in_and_who_takes_which_form(county: County):
    assert forms_to_fill(county.office) == ["A", "C"]
    assert forms_to_fill(county.lead) == ["B", "D"]
    assert forms_to_fill(county.inspector) == []
    for persona, form in (("lead", "A"), ("office", "D")):
        with pytest.raises(NotFound):
            actions.compute_report(by=county.people[persona], form=form, year=2026, month=9)
    with pytest.raises(Forbidden):
        actions.compute_report(by=county.inspector, form="D", year=2026, month=9)
    report = submitted(county)
    for outside in (county.lead, county.outsider):
        with pytest.raises(NotFound):
            get_report(outside, report.pk)
    assert get_report(county.office, report.pk) == report
    with pytest.raises((Forbidden, NotPermitted)):
        actions.accept_report(by=county.lead, report=report)
    with pytest.raises(Forbidden):
        visible_reports(county.inspector)
    assert not own_entered_figures(county.office).exists()
    own = actions.compute_report(by=county.office, form="C", year=2026, month=9)
    actions.check_report(by=county.office, report=own, nothing_elsewhere=True)
    actions.submit_report(by=county.office, report=own, contact="沈望", phone="1", mobile="")
    with pytest.raises(DomainError, match="自己报送"):
        actions.accept_report(by=county.office, report=own)


def test_another_regions_office_takes_nothing(county: County):
    report = submitted(county)
    county.office.region = county.outsider.region
    with pytest.raises(NotFound):
        actions.accept_report(by=county.office, report=report)


def test_the_workbook_has_the_layout_of_the_notice(county: County):
    make_year(county)
    for form, person in (("A", county.office), ("B", county.fire_lead), ("D", county.fire_lead)):
        report = actions.compute_report(by=person, form=form, year=2026, month=9)
        sheet = openpyxl.load_workbook(io.BytesIO(workbook(report))).active
        text = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        assert "单位名称" in text
        assert "联系人" in text
        assert "次数" in text
        assert sheet.page_setup.paperSize == 9
        assert report.figures[0]["label"] in text
        assert ("（盖章）" in text) is (form != "B")


def test_a_draw_of_another_year_or_region_is_no_fact(county: County):
    make_year(county)
    assert facts_of(2025, county.region.prefix) == []
    assert facts_of(2026, "130137") == []


@pytest.mark.parametrize(("masked", "is_withheld"), [(["whole"], True), (["findings"], False)])
def test_only_a_result_kept_back_as_a_whole_is_withheld(
    county: County, *, masked: list[str], is_withheld: bool
):
    record = make_record(county, result="no_problem")
    part = record.object_task
    Draw.objects.create(
        task=part.task,
        draw_id="130136-2026-0001",
        reveal_by=clock.now(),
        frozen_by="operator",
        drawn_at=clock.now(),
    )
    asked = request_exemption(by=county.lead, object_task=part, masked=masked, basis="国家秘密")
    assert not facts_of(2026, "130136")[0].is_withheld
    approve_exemption(by=county.head, exemption=asked)
    publish_result(by=county.lead, object_task=part)
    assert facts_of(2026, "130136")[0].is_withheld is is_withheld
