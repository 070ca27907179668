"""Obligations recur: who owes what on which day (R-009, R-049, R-121 to R-132, R-147)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from county import County
from obligation_case import set_obligation

from mingcha.core.planning.recurrence import monthly, on_days, once, yearly
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Department, Unit
from mingcha.plans.actions.obligations import adopt_presets, end_obligation
from mingcha.plans.actions.occurrences import finish_occurrence
from mingcha.plans.actions.schemes import create_scheme
from mingcha.plans.filling import fill_on
from mingcha.plans.jobs import remind_departments
from mingcha.plans.models import AnnualScheme, Obligation, Occurrence
from mingcha.plans.obligation_presets import NOTICES, preset_of
from mingcha.plans.selectors.obligations import breakdown, visible_obligations
from mingcha.plans.selectors.occurrences import in_hand, punctuality, visible_occurrences

PRESETS = [preset for notice in NOTICES for preset in notice.presets]


@pytest.fixture(autouse=True)
def new_year():
    with time_machine.travel("2026-01-05T08:00:00+08:00", tick=False):
        yield


def days(obligation: Obligation, department: Department | None = None) -> list[str]:
    found = obligation.occurrences.filter(department=department) if department else None
    rows = obligation.occurrences.all() if found is None else found
    return [day.isoformat()[5:] for day in rows.values_list("due_on", flat=True)]


def issued(county: County, issuer: str = "region") -> AnnualScheme:
    by = county.office if issuer == "region" else county.lead
    scheme = (
        create_scheme(by=by, issuer=issuer, year=2026, title="2026年度实施方案")
        if (issuer == "department")
        else AnnualScheme.objects.create(
            issuer=issuer,
            department=county.market,
            region=county.region,
            year=2026,
            title="2026年度实施方案",
            drafted_by="office",
        )
    )
    AnnualScheme.objects.filter(pk=scheme.pk).update(
        state="issued", number="1号", issued_at="2026-01-03T00:00Z", approved_by="head"
    )
    return AnnualScheme.objects.get(pk=scheme.pk)


def test_every_department_owes_a_monthly_form_on_every_20th(county: County):
    obligation = set_obligation(county.office)
    assert days(obligation, county.market) == [f"{month:02}-20" for month in range(1, 13)]
    assert obligation.occurrences.count() == 24
    assert not obligation.occurrences.filter(department=county.justice).exists()


def test_named_departments_the_office_and_units_answer_alone(county: County):
    days_of_summary = on_days(["04-03", "06-26", "10-08", "12-24"])
    named = set_obligation(
        county.office, rule=days_of_summary, answered_by=[], departments=[county.fire]
    )
    assert days(named, county.fire) == days(named) == ["04-03", "06-26", "10-08", "12-24"]
    office = set_obligation(county.office, rule=yearly("11-05"), answered_by=["office"])
    (row,) = office.occurrences.all()
    assert (row.department, row.region, row.answerer_name) == (None, county.region, "澄川县双随办")
    unit = county.market.units.get()
    of_unit = set_obligation(county.office, rule=yearly("06-30"), answered_by=[], units=[unit])
    assert of_unit.occurrences.get().answerer_name == "综合股"


def test_a_city_asks_the_offices_and_departments_below_it(county: County):
    county.office.region = county.region.parent
    obligation = set_obligation(
        county.office, rule=yearly("10-31", "03-01"), answered_by=["lower_offices", "lower_members"]
    )
    offices = obligation.occurrences.filter(department=None)
    assert {row.region.name for row in offices} == {"澄川县", "清禾县"}
    assert obligation.occurrences.exclude(department=None).count() == 3
    assert {row.opens_on for row in offices} == {date(2026, 3, 1)}


def test_days_before_it_was_set_are_not_asked_for(county: County):
    with time_machine.travel("2026-10-21T08:00:00+08:00", tick=False):
        obligation = set_obligation(county.office, since=None)
    assert days(obligation, county.fire) == ["11-20", "12-20"]


def test_what_is_never_due_and_what_nobody_answers_is_refused(county: County):
    wrong = (
        ("never_due", "rule", {"rule": once(date(2026, 1, 2)), "since": None}),
        ("nobody_named", "answered_by", {"answered_by": []}),
        ("nobody_answers", "answered_by", {"answered_by": ["lower_offices"]}),
        ("years_wrong", "last_year", {"last_year": 2025}),
    )
    for code, field, terms in wrong:
        with pytest.raises(DomainError) as refused:
            set_obligation(county.office, **terms)
        assert (refused.value.code, refused.value.field) == (code, field)
    assert not Obligation.objects.exists()


def test_only_the_office_sets_them_and_only_for_its_region(county: County):
    with pytest.raises(Forbidden):
        set_obligation(county.lead)
    with pytest.raises(NotFound):
        set_obligation(county.office, departments=[county.outsider.department])
    with pytest.raises(NotFound):
        set_obligation(county.office, units=list(Unit.objects.filter(department=county.fire)))


def test_a_lasting_one_goes_on_and_new_departments_owe_from_then_on(county: County):
    obligation = set_obligation(county.office, rule=yearly("01-20"), last_year=None)
    assert days(obligation) == ["01-20", "01-20"]
    with time_machine.travel("2026-11-02T07:10:00+08:00", tick=False):
        new = Department.objects.create(
            code="YJGL",
            name="澄川县应急管理局",
            short_name="应急管理局",
            line=county.fire.line,
            region=county.region,
        )
        remind_departments.func(0)
        assert fill_on() == 0
    found = obligation.occurrences.filter(department=new)
    assert [row.due_on for row in found] == [date(2027, 1, 20)]
    assert obligation.occurrences.filter(due_on__year=2027).count() == 3


def test_queries_do_not_grow_with_the_departments(county: County, django_assert_max_num_queries):
    line = county.fire.line
    Department.objects.bulk_create(
        Department(
            code=f"D{number}",
            name=f"{number}局",
            short_name=f"{number}局",
            line=line,
            region=county.region,
        )
        for number in range(60)
    )
    with django_assert_max_num_queries(30):
        obligation = set_obligation(county.office)
    assert obligation.occurrences.count() == 62 * 12


def test_an_ended_one_asks_for_nothing_more(county: County):
    obligation = set_obligation(county.office)
    with pytest.raises(DomainError, match="原因"):
        end_obligation(by=county.office, obligation=obligation, reason=" ")
    with pytest.raises(Forbidden):
        end_obligation(by=county.fire_lead, obligation=obligation, reason="不再要求")
    with pytest.raises(NotFound):
        end_obligation(by=county.outsider, obligation=obligation, reason="不再要求")
    with time_machine.travel("2026-03-01T08:00:00+08:00", tick=False):
        end_obligation(by=county.office, obligation=obligation, reason="省平台统一报送")
        with pytest.raises(DomainError, match="已经停止"):
            end_obligation(by=county.office, obligation=obligation, reason="省平台统一报送")
        assert fill_on() == 0
        shown = visible_occurrences(county.fire_lead)
        assert [row.due_on.month for row in shown] == [1, 2]


def test_presets_are_the_deadlines_of_the_notices():
    assert len({preset.key for preset in PRESETS}) == len(PRESETS)
    told = {preset.key: preset.rule_words for preset in PRESETS}
    assert told["xinxian-plan"] == "每年1月20日前"
    assert told["qinhuangdao-lists"] == told["xinle-lists"] == "每年3月31日前"
    assert told["qinhuangdao-monthly"] == "每月20日前"
    assert told["qinhuangdao-summary"] == "每年4月3日、6月26日、10月8日、12月24日前"
    assert told["gaoping-brief"] == "8月至12月，每月15日前"
    assert told["gaoping-self-check"] == "每年11月5日前"
    assert told["gaoping-items"] == told["gaoping-plan"] == "每年8月31日前"
    assert told["gaoping-platform"] == "每年11月30日前"
    assert told["gaoping-inspections"] == told["gaoping-credit"] == "每年12月31日前"
    assert told["xinxian-items"] == told["xinxian-rules"] == "每年12月31日前"
    assert told["qinhuangdao-training"] == "每年3月1日至10月31日"
    assert preset_of("no-such") is None


def test_an_office_adopts_a_notice_for_its_year_at_once(county: County):
    keys = {preset.key for preset in PRESETS if preset.key.startswith("qinhuangdao")}
    with pytest.raises(Forbidden):
        adopt_presets(by=county.lead, year=2026, keys=keys)
    made = adopt_presets(by=county.office, year=2026, keys=keys)
    assert {row.preset for row in made} == keys
    monthly_form = Obligation.objects.get(preset="qinhuangdao-monthly")
    assert monthly_form.answered_by == ["office", "members"]
    assert monthly_form.basis == "参照秦双随机办〔2024〕1号三（三）"
    assert monthly_form.occurrences.count() == 3 * 12
    with pytest.raises(DomainError, match="已经采用"):
        adopt_presets(by=county.office, year=2026, keys=keys)
    end_obligation(by=county.office, obligation=monthly_form, reason="改为每月十五日")
    (again,) = adopt_presets(by=county.office, year=2026, keys=keys)
    assert again.preset == "qinhuangdao-monthly"


def test_a_lasting_preset_is_held_in_later_years_too(county: County):
    (row,) = adopt_presets(by=county.office, year=2026, keys={"xinxian-plan"})
    assert row.last_year is None
    for year in (2025, 2027):
        with pytest.raises(DomainError, match="已经采用"):
            adopt_presets(by=county.office, year=year, keys={"xinxian-plan"})


def test_a_deadline_that_is_over_is_not_adopted(county: County):
    with (
        time_machine.travel("2026-09-01T08:00:00+08:00", tick=False),
        pytest.raises(DomainError, match="不再到期"),
    ):
        adopt_presets(by=county.office, year=2026, keys={"gaoping-items"})


def test_at_a_city_the_offices_below_are_asked(county: County):
    county.office.region = county.region.parent
    (row,) = adopt_presets(by=county.office, year=2026, keys={"qinhuangdao-training"})
    assert row.answered_by == ["lower_members"]


def test_a_task_of_the_yearly_scheme_names_who_and_until_when(county: County):
    scheme = issued(county)
    task = {"task": "二（一）完善一单两库", "title": "完善一单两库", "rule": yearly("03-31")}
    obligation = set_obligation(county.office, scheme=scheme, **task)
    (row,) = breakdown(county.fire_lead, scheme)
    assert row == obligation
    assert (row.task, row.total, row.done, row.late) == ("二（一）完善一单两库", 1, 0, 0)
    with time_machine.travel("2026-04-01T08:00:00+08:00", tick=False):
        (row,) = breakdown(county.office, scheme)
        assert (row.total, row.done, row.late) == (2, 0, 2)
    for wrong in ({"task": " "}, {"scheme": None}):
        terms = task | {"scheme": scheme} | wrong
        if terms["scheme"]:
            with pytest.raises(DomainError, match="哪项任务"):
                set_obligation(county.office, **terms)
        else:
            assert set_obligation(county.office, **terms).task == ""
    AnnualScheme.objects.update(state="draft", issued_at=None, approved_by="")
    scheme.refresh_from_db()
    with pytest.raises(DomainError, match="印发以后"):
        set_obligation(county.office, scheme=scheme, **task)


def test_a_department_breaks_its_scheme_down_to_its_units(county: County):
    scheme, unit = issued(county, "department"), county.market.units.get()
    task = {
        "scheme": scheme,
        "task": "认领事项",
        "title": "认领抽查事项",
        "rule": monthly(31, 3, 3),
        "answered_by": [],
    }
    obligation = set_obligation(county.lead, units=[unit], **task)
    assert obligation.issuer == county.market
    assert obligation.issuer_name == "市场监督管理局"
    with time_machine.travel("2026-03-02T08:00:00+08:00", tick=False):
        assert [row.unit for row in in_hand(county.head)] == [unit]
        county.head.unit = Unit.objects.create(
            department=county.market, name="登记股", region=county.region
        )
        assert not in_hand(county.head).exists()
        assert [row.unit for row in in_hand(county.lead)] == [unit]
        county.lead.region = county.towns[0]
        done = finish_occurrence(
            by=county.lead,
            occurrence=obligation.occurrences.get(),
            done_on=date(2026, 3, 2),
            note="已认领",
        )
        assert done.state == "done"
    assert punctuality(county.office, 2026) == []
    assert list(visible_obligations(county.lead)) == [obligation]
    assert list(visible_obligations(county.office)) == [obligation]
    assert not visible_obligations(county.fire_lead).exists()
    with pytest.raises(DomainError, match="本部门的机构"):
        set_obligation(county.lead, **task | {"answered_by": ["members"]})
    with pytest.raises(Forbidden):
        set_obligation(county.head, units=[unit], **task)
    with pytest.raises(NotFound):
        set_obligation(county.fire_lead, units=[unit], **task)


def test_occurrences_are_seen_by_whom_they_concern(county: County):
    obligation = set_obligation(county.office, rule=yearly("11-05"))
    assert visible_occurrences(county.office).count() == 2
    (own,) = visible_occurrences(county.fire_lead)
    assert own.department == county.fire
    assert str(own) == f"{obligation.pk} 2026-11-05"
    assert not visible_occurrences(county.outsider).exists()
    with pytest.raises(Forbidden):
        visible_occurrences(county.sys_admin)
    Occurrence.objects.filter(pk=own.pk).update(opens_on=date(2026, 3, 1))
    assert [row.department for row in in_hand(county.lead)] == [county.market]
    assert not in_hand(county.fire_lead).exists()
    assert not in_hand(county.office).exists()
