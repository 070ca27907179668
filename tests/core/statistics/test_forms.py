"""The forms: labels as in the notices, and figures against an independent count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random  # noqa: TID251
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingcha.core.statistics.computing import compute
from mingcha.core.statistics.fact import Fact, JointScope, Origin, Platform, TaskSource
from mingcha.core.statistics.form import FormRow
from mingcha.core.statistics.forms import FORMS, form_a, form_c, form_d
from mingcha.core.statistics.integrity import check
from mingcha.core.statistics.other_platforms import OtherPlatformFigures
from mingcha.core.statistics.period import Period, PeriodMode
from mingcha.core.statistics.scope import Scope
from mingcha.core.statistics.triple import Triple

# a year as it might have been


@dataclass
class Body:
    """A department: its line and region."""

    name: str
    line: str
    region: str


BODIES = (
    Body("xl-scjg", "SCJG", "130184"),
    Body("xl-scs", "SCJG", "130184101"),  # a market-regulation station in a township
    Body("xl-tjj", "TJ", "130184"),
    Body("xl-xfjy", "XF", "130184"),
    Body("zd-scjg", "SCJG", "130123"),
    Body("sjz-scjg", "SCJG", "130100"),
)
FIRST_DAY, DAYS = date(2023, 12, 20), 390


@dataclass
class Happened:
    """What one department did with one object."""

    day: date | None
    problem: bool
    applied: bool


@dataclass
class Job:
    """One task of the year."""

    name: str
    day: date
    source: TaskSource
    origin: Origin
    platform: Platform
    bodies: list[Body]
    objects: dict[str, bool] = field(default_factory=dict)
    done: dict[tuple[str, str], Happened] = field(default_factory=dict)

    @property
    def is_joint(self) -> bool:
        return len(self.bodies) > 1


def make_year(seed: int, size: int) -> list[Job]:
    """Make up a year of ``size`` tasks; Hypothesis shrinks the size."""
    chance = Random(seed)
    year = []
    for number in range(size):
        job = Job(
            f"T{number}",
            FIRST_DAY + timedelta(days=chance.randint(0, DAYS)),
            chance.choice(list(TaskSource)),
            chance.choice(list(Origin)),
            chance.choice(list(Platform)),
            chance.sample(BODIES, chance.randint(1, 3)),
        )
        for name in chance.sample("甲乙丙", chance.randint(1, 2)):
            job.objects[name] = name != "丙"  # which is self-employed
            for body in job.bodies:
                day = job.day + timedelta(days=chance.randint(0, 60))
                job.done[name, body.name] = Happened(
                    day=day if chance.random() < 0.8 else None,
                    problem=chance.random() < 0.5,
                    applied=chance.random() < 0.5,
                )
        year.append(job)
    return year


YEARS = st.builds(make_year, st.integers(0, 2**32), st.integers(0, 8))
TRIPLES = st.builds(Triple, *[st.integers(0, 9)] * 3)
ENTERED = st.lists(
    st.builds(
        lambda body, month, *triples: OtherPlatformFigures(
            body.name, body.region, date(2024, month, 15), *triples
        ),
        st.sampled_from(BODIES),
        st.integers(1, 12),
        *[TRIPLES] * 3,
    ),
    max_size=3,
)
MONTHS = st.integers(1, 12)


def facts_of(year: list[Job]) -> Iterator[Fact]:
    for job in year:
        for (name, body_name), outcome in job.done.items():
            [body] = [body for body in job.bodies if body.name == body_name]
            yield Fact(
                task_id=job.name,
                task_source=job.source,
                draw_date=job.day,
                department_id=body.name,
                is_initiator=body is job.bodies[0],
                line=body.line,
                region_code=body.region,
                joint_scope=JointScope.CROSS_DEPARTMENT if job.is_joint else JointScope.INTERNAL,
                is_enterprise=job.objects[name],
                class_applied=outcome.applied,
                platform=job.platform,
                origin=job.origin,
                object_id=name,
                result_date=outcome.day,
                has_problem=outcome.day is not None and outcome.problem,
            )


# the naive count: one question after another, over the year itself


@dataclass
class Question:
    """Who asks, about which days."""

    bodies: set[str]
    first: date
    last: date

    def count(
        self,
        year: list[Job],
        *,
        platform: Platform | None = Platform.OWN,
        joint: bool | None = None,
        enterprise: bool = False,
        applied: bool = False,
        line: str | None = None,
        led_by: str | None = None,
        source: TaskSource | None = None,
        origin: Origin | None = None,
    ) -> tuple[int, int, int]:
        draws = visits = problems = 0
        for job in year:
            present = [body for body in job.bodies if body.name in self.bodies]
            asked = [body for body in present if line is None or body.line == line]
            skipped = (
                (platform is not None and job.platform is not platform)
                or (joint is not None and job.is_joint is not joint)
                or (led_by is not None and job.bodies[0].name != led_by)
                or (source is not None and job.source is not source)
                or (origin is not None and job.origin is not origin)
                or not asked
            )
            if skipped:
                continue
            fits = {
                (name, body.name)
                for name in job.objects
                for body in asked
                if job.objects[name] or not (enterprise or applied)
                if job.done[name, body.name].applied or not applied
            }
            draws += bool(fits) and self.first <= job.day <= self.last
            for name in job.objects:
                days = [job.done[name, body.name].day for body in present]
                days = sorted(day for day in days if day is not None)
                answers = [job.done[name, body.name] for body in asked if (name, body.name) in fits]
                answers = [answer for answer in answers if answer.day is not None]
                if days and answers and self.first <= days[0] <= self.last:
                    visits += 1
                    problems += any(answer.problem for answer in answers)
        return draws, visits, problems


def by_hand(
    entered: list[OtherPlatformFigures], question: Question, part: str
) -> tuple[int, int, int]:
    total = [0, 0, 0]
    for figures in entered:
        if figures.department_id in question.bodies and (
            question.first.month <= figures.month.month <= question.last.month
        ):
            triple = getattr(figures, part)
            total[0] += triple.draw_count
            total[1] += triple.object_count
            total[2] += triple.problem_object_count
    return tuple(total)  # type: ignore[return-value]


def added(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def expected_rows(
    year: list[Job], entered: list[OtherPlatformFigures], question: Question, *, system: bool
) -> list[list[tuple[int, ...]]]:
    other = {"platform": Platform.OTHER}
    count = question.count
    rows = [[count(year)]]
    if system:
        rows.append([count(year, line="SCJG", joint=joint) for joint in (False, True)])
    rows += [
        [count(year, joint=False)],
        [count(year, joint=True)],
        [count(year, enterprise=True)],
        [count(year, applied=True)],
        [added(count(year, **other), by_hand(entered, question, "all"))],
        [added(count(year, **other, enterprise=True), by_hand(entered, question, "enterprises"))],
        [added(count(year, **other, applied=True), by_hand(entered, question, "class_applied"))],
    ]
    return rows


def numbers(rows: list[FormRow]) -> list[list[tuple[int, ...]]]:
    return [
        [
            (
                cell.triple.draw_count,
                cell.triple.object_count,
                cell.triple.problem_object_count,
            )
            for cell in row.cells
        ]
        for row in rows
    ]


def days_of(month: int, *, cumulative: bool) -> tuple[date, date]:
    following = date(2024 + month // 12, month % 12 + 1, 1)
    return date(2024, 1 if cumulative else month, 1), following - timedelta(days=1)


XINLE = {body.name for body in BODIES if body.region.startswith("130184")}


@pytest.mark.parametrize(
    ("form", "cumulative"),
    [
        (form_a(), False),
        (form_a(PeriodMode.CUMULATIVE), True),
        (form_c(), True),
        (form_c(PeriodMode.MONTHLY), False),
    ],
    ids=["A", "A-cumulative", "C", "C-monthly"],
)
@given(YEARS, ENTERED, MONTHS)
def test_a_regions_form_is_what_a_naive_count_gives(
    form: Any, cumulative: Any, year: list[Job], entered: list[OtherPlatformFigures], month: int
) -> None:
    period, scope = Period.month(2024, month), Scope(region="130184")
    rows = compute(form, facts_of(year), entered, scope, period)
    question = Question(XINLE, *days_of(month, cumulative=cumulative))
    assert numbers(rows) == expected_rows(year, entered, question, system=True)
    own_rows = {f"{form.name}{number}" for number in range(1, 7)}
    assert not {finding.row for finding in check(form, rows)} & own_rows


@given(YEARS, ENTERED, MONTHS, st.sampled_from(BODIES))
def test_a_departments_form_is_what_a_naive_count_gives(
    year: list[Job], entered: list[OtherPlatformFigures], month: int, body: Body
) -> None:
    scope = Scope(department=body.name)
    rows = compute(form_d(), facts_of(year), entered, scope, Period.month(2024, month))
    question = Question({body.name}, *days_of(month, cumulative=True))
    assert numbers(rows) == expected_rows(year, entered, question, system=False)


@given(YEARS, MONTHS, st.sampled_from(BODIES))
def test_the_work_form_is_what_a_naive_count_gives(year: list[Job], month: int, body: Body) -> None:
    scope = Scope(department=body.name)
    rows = compute(FORMS["B"], facts_of(year), [], scope, Period.month(2024, month))
    figures = {row.template.code: numbers([row])[0] for row in rows if row.cells}
    this_month = Question({body.name}, *days_of(month, cumulative=False))
    so_far = Question({body.name}, *days_of(month, cumulative=True))
    planned = this_month.count(year, platform=None, source=TaskSource.PLAN)
    assert figures == {
        "B4b": [planned],
        "B4c": [planned],
        "B5a": [so_far.count(year, platform=None, joint=False)],
        "B5b": [so_far.count(year, platform=None, joint=True, led_by=body.name)],
        "B5c": [so_far.count(year, platform=None, origin=Origin.PROVINCE)],
        "B5d": [so_far.count(year, platform=None, enterprise=True)],
        "B5e": [so_far.count(year, platform=None, applied=True)],
    }
    assert check(FORMS["B"], rows) == []


@settings(max_examples=30)
@given(YEARS)
def test_twelve_months_of_form_a_add_up_to_its_year(year: list[Job]) -> None:
    """No draw and no visit falls between two months or into both."""
    facts, scope = list(facts_of(year)), Scope(region="130184")
    months = [compute(form_a(), facts, [], scope, Period.month(2024, n)) for n in range(1, 13)]
    whole = compute(form_a(PeriodMode.CUMULATIVE), facts, [], scope, Period.month(2024, 12))
    for index, row in enumerate(whole):
        for column, cell in enumerate(row.cells):
            parts = [month[index].cells[column].triple for month in months]
            assert sum(parts, start=Triple()) == cell.triple


# what is printed


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text).translate(str.maketrans("()", "（）"))


@pytest.fixture(scope="module")
def seeds(shared_data: Path) -> dict[str, str]:
    folder = shared_data.parent / "domain" / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the notices are not here: {folder}")
    texts = {file.name[:2]: squeezed(file.read_text("utf-8")) for file in folder.glob("S*.txt")}
    return {"A": texts["S1"], "B": texts["S1"], "C": texts["S5"], "D": texts["S5"]}


@pytest.mark.parametrize("name", FORMS)
def test_labels_are_those_of_the_notice(seeds: dict[str, str], name: str) -> None:
    form = FORMS[name]
    printed = [squeezed(form.title.format(year=2024)), squeezed(form.note)]
    printed += [squeezed(text) for row in form.rows for text in (row.block, row.label)]
    assert [text for text in printed if text not in seeds[name]] == []


def test_rows_have_codes_of_their_own_and_stand_in_the_dossiers_order() -> None:
    assert [row.code for row in FORMS["A"].rows] == [f"A{n}" for n in range(1, 10)]
    assert [row.code for row in FORMS["B"].rows] == (
        "B1 B2 B3 B4 B4a B4b B4c B4d B4e B5a B5b B5c B5d B5e".split()
    )
    assert [row.code for row in FORMS["C"].rows] == [f"C{n}" for n in range(1, 10)]
    assert [row.code for row in FORMS["D"].rows] == [f"D{n}" for n in range(1, 9)]
    for form in FORMS.values():
        assert len({row.short for row in form.rows}) == len(form.rows)


def test_heads_of_the_forms() -> None:
    assert [form.has_seal for form in FORMS.values()] == [True, False, True, True]
    assert [form.is_of_region for form in FORMS.values()] == [True, False, True, False]
    assert form_c(PeriodMode.MONTHLY).note == form_d(PeriodMode.MONTHLY).note == ""


def test_the_systems_row_shows_internal_and_joint_apart() -> None:
    for row in (FORMS["A"].rows[1], FORMS["C"].rows[1]):
        assert [column.title for column in row.columns] == ["部门内部", "部门联合"]


# what lies behind, and what a person wrote


def test_a_cell_keeps_what_lies_behind_it(make_fact) -> None:
    facts = [make_fact(result_date=date(2024, 3, 9)), make_fact(task="T2", platform=Platform.OTHER)]
    entered = OtherPlatformFigures(
        "scjg", "130184", date(2024, 3, 1), Triple(2, 9, 1), Triple(), Triple(), "附件3"
    )
    rows = compute(FORMS["A"], facts, [entered], Scope(region="130184"), Period.month(2024, 3))
    assert rows[0].cells[0].tally.tasks == {"T1"}
    assert rows[0].cells[0].tally.visits == {("T1", "O1")}
    assert rows[6].cells[0].tally.tasks == {"T2"}
    assert rows[6].cells[0].entered == (entered,)
    assert rows[6].cells[0].triple == Triple(3, 9, 1)


def test_texts_go_to_their_rows() -> None:
    rows = compute(
        FORMS["B"],
        [],
        [],
        Scope(department="scjg"),
        Period.month(2024, 3),
        texts={"B1": "召开部署会1次"},
    )
    assert {row.template.code: row.text for row in rows if row.text} == {"B1": "召开部署会1次"}
    assert [row.template.code for row in rows if row.template.is_heading] == ["B4"]


@pytest.mark.parametrize(
    ("name", "scope"), [("A", Scope(department="scjg")), ("D", Scope(region="130184"))]
)
def test_a_form_is_filled_in_for_its_own_kind_of_scope(name: str, scope: Scope) -> None:
    with pytest.raises(ValueError, match="other kind"):
        compute(FORMS[name], [], [], scope, Period.month(2024, 3))
