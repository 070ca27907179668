"""How inspectors come to objects: the task says it, the plan is frozen so, and teams obey (R-060)."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from certificates import certificates_end
from county import County
from matching_case import approved, drawn
from task_station import SCHEME, TODAY, make_station

from mingcha.core.draw.verification import verify
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError
from mingcha.orgs.models import Region
from mingcha.publication.models import Publication
from mingcha.registers.models import InspectionObject, Inspector, InspectorAbsence, Recusal
from mingcha.tasks.actions import creating, schemes, teams
from mingcha.tasks.bundle_folder import bundle_of
from mingcha.tasks.models import ObjectTask, TeamMember
from mingcha.tasks.selectors.teams import empty_slots, incomplete, plan_of

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"
BASIS = "《食品安全法》第一百一十条"


def two_for_the_second_town(county: County) -> None:
    """Ten answer for the first town, and two, who take one object each, for the second."""
    for town in county.towns:
        Region.objects.filter(pk=town.pk).update(prefix=town.code)
    people = Inspector.objects.filter(department=county.market)
    people.update(region=county.towns[0])
    people.filter(staff_no__gte="0010").update(region=county.towns[1], capacity=1)


def test_the_scheme_says_how_and_names_the_law_where_nobody_is_drawn(county: County):
    task = creating.create_task_from_line(
        by=county.lead, line=make_station(county), disclosing="immediate"
    )
    asked = {"by": county.lead, "task": task, "text": SCHEME, "team_size": 2}
    schemes.write_scheme(**asked, matching="person")
    task.refresh_from_db()
    assert (task.matching, task.matching_basis) == ("person", "")
    for matching, basis, field in (
        ("by_taste", "", "matching"),
        ("direct", " ", "matching_basis"),
        ("direct", "长" * 201, "matching_basis"),
    ):
        with pytest.raises(DomainError) as fault:
            schemes.write_scheme(**asked, matching=matching, matching_basis=basis)
        assert fault.value.field == field
    schemes.write_scheme(**asked, matching="direct", matching_basis=BASIS)
    task.refresh_from_db()
    assert task.matching_basis == BASIS
    schemes.write_scheme(**asked, matching="nearby", matching_basis=BASIS)
    task.refresh_from_db()
    assert (task.matching, task.matching_basis) == ("nearby", "")


def regions_agree(member: TeamMember) -> bool:
    return member.object_task.object.region_id == member.inspector.region_id


def test_by_person_only_who_answers_for_the_region_goes_there(county: County):
    task = approved(county, "person")
    two_for_the_second_town(county)
    case = drawn(county, task)
    assert plan_of(case.draw).assignment.fallback == ()
    members = TeamMember.objects.select_related("inspector", "object_task__object")
    assert members.exists()
    assert all(regions_agree(member) for member in members)
    assert incomplete(case.task).exists()
    assert case.draw.shortages


def test_neighbours_help_out_where_the_own_are_not_enough(county: County):
    task = approved(county, "nearby")
    two_for_the_second_town(county)
    case = drawn(county, task)
    assert len(plan_of(case.draw).assignment.fallback) == 1
    members = list(TeamMember.objects.select_related("inspector", "object_task__object"))
    assert not incomplete(case.task).exists()
    assert any(not regions_agree(member) for member in members)


def test_where_nobody_is_drawn_the_heads_assign_everybody_and_all_may_know(
    county: County, tmp_path: Path
):
    case = drawn(county, approved(county, "direct", matching_basis=BASIS))
    assert not TeamMember.objects.exists()
    with pytest.raises(GuardFailed, match="直接委派"):
        teams.confirm_teams(by=county.operator, task=case.task)
    people = list(Inspector.objects.filter(department=county.market)[:2])
    rows = list(ObjectTask.objects.filter(task=case.task))
    for row in rows[:1]:
        assert len(empty_slots(row)) == 2
        for one in people:
            teams.assign_directly(
                by=county.head, object_task=row, inspector=one, basis=BASIS, reason="专业性强"
            )
        assert empty_slots(row) == []
    assert incomplete(case.task).count() == len(rows) - 1
    published = Publication.objects.filter(kind="draw").latest("version").content
    assert published["matching"].startswith("不抽人员")
    assert published["matching_basis"] == BASIS
    assert [change["what"] for change in published["changes"]] == ["直接委派"] * 2
    with bundle_of(case.draw) as folder:
        assert not any(verdict.fault for verdict in verify(folder))
        (folder.path / "draft.json").unlink(missing_ok=True)
        command = [sys.executable, str(VERIFIER), str(folder.path)]
        verdict = subprocess.run(command, check=False, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout


@pytest.mark.parametrize("matching", ["person", "nearby"])
def test_no_team_ever_has_an_expired_absent_or_recused_officer(county: County, matching: str):
    task = approved(county, matching)
    people = list(Inspector.objects.filter(department=county.market).order_by("pk"))
    expired, away, left, interested = people[:4]
    certificates_end(TODAY + timedelta(days=1), expired)
    InspectorAbsence.objects.create(
        inspector=away, kind="leave", starts_on=TODAY, reason="x", entered_by="x"
    )
    Inspector.objects.filter(pk=left.pk).update(state="left")
    objects = InspectionObject.objects.values_list("pk", flat=True)
    Recusal.objects.bulk_create(
        Recusal(inspector=interested, object_id=pk, reason="近亲属", declared_by="x")
        for pk in objects
    )
    drawn(county, task)
    on_teams = set(TeamMember.objects.values_list("inspector", flat=True))
    assert on_teams
    assert on_teams.isdisjoint({expired.pk, away.pk, left.pk, interested.pk})
