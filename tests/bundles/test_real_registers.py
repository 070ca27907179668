"""A draw on a real county's register, with made-up inspectors, from spreadsheet to verification."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mingcha.bundles.folder import Folder
from mingcha.bundles.frame_source import RecordedFrame
from mingcha.bundles.freezing import Sources, freeze
from mingcha.bundles.rules import load_rules
from mingcha.bundles.running import run_draw
from mingcha.core.draw.verification import verify
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.objects import OBJECTS
from mingcha.spreadsheets.registers import read_register

VERIFIER = Path(__file__).parent.parent.parent / "verifier" / "verify_draw.py"
RULES = """
draw_id = "130184-2026-0001"
task = "新乐市2026年度第一批"
profile = "witnessed"
parties = ["organiser", "witness"]
reveal_by = 2026-11-20T20:00:00+08:00

[disclosure]
mode = "immediate"

[[frames]]
code = "MAIN"
region = "130184"
reserve = "20%"
strata = [{ ratio = "5%" }]

[assignment]
valid_on = 2026-12-31
slots = [
    { frame = "MAIN", unit = "scjg", expertise = [], match = "within" },
    { frame = "MAIN", unit = "scjg", expertise = [], match = "within" },
]
"""


@pytest.mark.parametrize(
    ("name", "enterprises"),
    [("130184_新乐市", 354), ("140581_高平市", 643), ("411523_新县", 326)],
)
def test_a_real_countys_register_is_drawn_and_verified(county, shared_data, name, enterprises):
    objects = read_register(shared_data / "enterprises" / f"{name}_检查对象名录.xlsx", OBJECTS)
    counts = objects.counts
    assert counts.rows == counts.accepted + counts.rejected + counts.repeated == enterprises
    rules = county.folder / "real.toml"
    rules.write_text(RULES.replace("130184", name[:6]), "utf-8")
    staff = county.write_staff("real-staff.xlsx", region=name[:6])
    sources = Sources(
        {"MAIN": RecordedFrame(objects.records)}, read_register(staff, INSPECTORS).records
    )
    freeze(load_rules(rules), sources, county.folder / "real")
    folder = Folder(county.folder / "real")
    county.seal(folder)
    county.reveal(folder)
    ran = run_draw(folder)
    drawn = [row for row in ran.draw.frames[0].rows if row.is_inspected]
    assert len(drawn) == -(-counts.accepted * 5 // 100)
    assert not ran.draw.assignment.unplaced
    assert all(verdict.passed for verdict in verify(folder))
    command = [sys.executable, str(VERIFIER), str(folder.path)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
