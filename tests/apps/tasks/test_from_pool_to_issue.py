"""A pool that the task station froze goes through the whole ceremony to the issued task."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from ceremony_case import SECRETS, Case
from county import County
from task_station import frozen_task, make_station

from mingcha.tasks.actions import ceremony, comparison, drawing, issuing, teams
from mingcha.tasks.bundle_store import materialise

VERIFIER = Path(__file__).parents[3] / "verifier" / "verify_draw.py"


@pytest.mark.parametrize("joint", [True, False])
def test_from_a_plan_line_to_the_issued_task(county: County, tmp_path: Path, joint: bool):  # noqa: FBT001 - a parameter of the test
    task = frozen_task(county, make_station(county, joint=joint))
    case = Case(county, task, task.draw)
    ceremony.open_commitments(by=county.operator, draw=case.draw)
    for party in SECRETS:
        ceremony.commit(by=case.user(party), draw=case.draw, c=case.promise(party))
    ceremony.seal_plan(by=county.operator, draw=case.draw)
    for party, value in SECRETS.items():
        ceremony.reveal(by=case.user(party), draw=case.draw, r=value)
    ceremony.fix_seed(by=county.operator, draw=case.draw)
    drawing.draw_objects(by=county.operator, draw=case.draw)
    lister, department = (county.fire_lead, county.fire) if joint else (county.lead, county.market)
    comparison.confirm_list(by=lister, sub_task=case.part(department))
    teams.confirm_teams(by=county.operator, task=case.fresh().task)
    issuing.issue_task(by=county.lead, task=case.task)
    assert case.fresh().task.state == "issued"
    materialise(case.draw, tmp_path / "bundle")
    (tmp_path / "bundle" / "draft.json").unlink(missing_ok=True)
    command = [sys.executable, str(VERIFIER), str(tmp_path / "bundle")]
    verdict = subprocess.run(command, check=False, capture_output=True, text=True)
    assert verdict.returncode == 0, verdict.stdout
