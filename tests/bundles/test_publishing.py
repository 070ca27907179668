"""What leaves the house: the public folder, proofs, the drawn list."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from mingcha.bundles.drawn import load_drawn
from mingcha.bundles.folder import Folder
from mingcha.bundles.listing import write_list
from mingcha.bundles.lookup import look_up
from mingcha.bundles.publishing import publish, write_proof
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal

VERIFIER = Path(__file__).parent.parent.parent / "verifier" / "verify_draw.py"
DISCLOSE_BY = datetime.fromisoformat("2026-12-01T00:00:00+08:00")


def verifier_says(*arguments: object) -> tuple[int, str]:
    command = [sys.executable, str(VERIFIER), *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def files_of(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}


def test_an_open_draw_is_published_whole_and_verifies(county):
    folder = county.drawn("draw", "immediate")
    public = county.folder / "public"
    publish(folder, public, county.now, with_drawn_ids=False)
    assert files_of(public) == files_of(folder.path)
    assert verifier_says(public)[0] == 0


def test_a_confidential_draw_lets_out_one_file_that_tells_no_class(county):
    folder = county.drawn("draw", "confidential")
    public = county.folder / "public"
    publish(folder, public, county.now + timedelta(days=3650), with_drawn_ids=True)
    assert files_of(public) == {"public.json"}
    text = (public / "public.json").read_text("utf-8")
    published = json.loads(text)
    drawn = load_drawn(folder)
    assert published["reveals"][0] == {"party": "organiser", "r": "sealed"}
    for secret in (drawn.transcript["seed"], drawn.transcript["K_OBJ"], "G1", "G2", "bp", "theta"):
        assert secret not in text
    for line in drawn.result:
        assert line.split("\t")[4] not in text
    for listed in published["drawn"]:
        assert listed["ids"] == sorted(listed["ids"])


def test_the_drawn_list_is_published_only_when_it_may_be(county):
    folder = county.drawn("draw", "confidential")
    publish(folder, county.folder / "public", county.now, with_drawn_ids=False)
    assert "drawn" not in json.loads((county.folder / "public" / "public.json").read_bytes())


def test_a_surprise_check_opens_at_its_time_and_not_before(county):
    folder = county.drawn("draw", "deferred")
    publish(
        folder, county.folder / "early", DISCLOSE_BY - timedelta(seconds=1), with_drawn_ids=False
    )
    assert files_of(county.folder / "early") == {"public.json"}
    publish(folder, county.folder / "due", DISCLOSE_BY, with_drawn_ids=False)
    assert {"tickets.tsv", "sealed.json", "plan.json"} <= files_of(county.folder / "due")
    assert verifier_says(county.folder / "due")[0] == 0


def test_a_tampered_bundle_is_not_published(county):
    folder = county.drawn("draw", "immediate")
    lines = (folder.path / "result.tsv").read_text().splitlines(keepends=True)
    (folder.path / "result.tsv").write_text("".join(lines[1:]))
    with pytest.raises(Refusal, match="核验没有通过，不能使用"):
        publish(folder, county.folder / "public", county.now, with_drawn_ids=False)
    assert not (county.folder / "public").exists()


def test_an_undrawn_bundle_is_not_published(county):
    folder = county.freeze("draw", county.write_rules("immediate"))
    county.seal(folder)
    county.reveal(folder)
    with pytest.raises(Refusal, match="还没有抽取结果"):
        publish(folder, county.folder / "public", county.now, with_drawn_ids=False)


@pytest.mark.parametrize("mode", ["immediate", "confidential"])
def test_everybody_gets_a_proof_that_the_stand_alone_verifier_accepts(county, mode):
    folder = county.drawn("draw", mode)
    public = county.folder / "public"
    publish(folder, public, county.now, with_drawn_ids=False)
    drawn = load_drawn(folder)
    by_status = {line.split("\t")[5]: line.split("\t")[3] for line in drawn.result}
    listed = {line.split("\t")[0] for line in drawn.registers["MAIN"]}
    undrawn = min(listed - {line.split("\t")[3] for line in drawn.result})
    for object_id in {*by_status.values(), undrawn}:
        proof = county.folder / f"{object_id}.json"
        write_proof(folder, object_id, proof)
        code, said = verifier_says("--proof", proof, public)
        assert code == 0, said


def test_a_forged_proof_is_refused(county):
    folder = county.drawn("draw", "confidential")
    public = county.folder / "public"
    publish(folder, public, county.now, with_drawn_ids=False)
    object_id = load_drawn(folder).result[0].split("\t")[3]
    proof = county.folder / "proof.json"
    write_proof(folder, object_id, proof)
    forged = json.loads(proof.read_bytes())
    forged["lines"][0]["path"][0] = "0" * 64
    proof.write_text(json.dumps(forged))
    assert verifier_says("--proof", proof, public)[0] == 1


def test_a_code_that_no_register_lists_has_no_proof(county):
    folder = county.drawn("draw", "immediate")
    with pytest.raises(Refusal, match="各名录中都没有代码"):
        write_proof(folder, "91000000000000000X", county.folder / "proof.json")


def test_a_lookup_tells_drawn_reserve_and_not_drawn(county):
    drawn = load_drawn(county.drawn("draw", "immediate"))
    told = {}
    for line in drawn.registers["MAIN"]:
        object_id, _, _, excl = line.split("\t")
        told[object_id] = look_up(drawn, object_id).outcomes[0]
        if excl != "-":
            assert "不参加本次抽取" in told[object_id]
    statuses = {line.split("\t")[3]: line.split("\t")[5] for line in drawn.result[:14]}
    for object_id, outcome in told.items():
        status = statuses.get(object_id)
        if status == "R":
            assert "备选" in outcome
        elif status:
            assert "抽中（第" in outcome
        else:
            assert "没有抽中" in outcome or "不参加" in outcome


def test_the_list_for_people_has_names_teams_and_a_locked_header(county):
    folder = county.drawn("draw", "immediate")
    target = county.folder / "list.xlsx"
    count = write_list(folder, target)
    sheet = openpyxl.load_workbook(target).active
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == f"A3:J{3 + count}"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$3:$3"
    first = [cell.value for cell in sheet[4]]
    assert first[6].startswith("澄川第")
    assert "检查员" in first[8]
    assert len({row[5].value for row in sheet.iter_rows(min_row=4)}) > 1


def test_a_list_without_the_private_folder_falls_back_to_codes(county):
    folder = county.drawn("draw", "immediate")
    lonely = county.folder / "lonely"
    folder.path.rename(lonely)
    write_list(Folder(lonely), county.folder / "list.xlsx")
    sheet = openpyxl.load_workbook(county.folder / "list.xlsx").active
    assert not sheet["G4"].value
    assert sheet["I4"].value.startswith("I0")


# Each is what an attacker can write with every digest right.
UNSOUND = {
    "a result line of one column": ("result.tsv", lambda data: b"X\n" + data),
    "a team member in no slot": ("assignment.tsv", lambda data: data.replace(b"\t0\t", b"\tx\t")),
    "a transcript that says nothing": ("transcript.json", lambda _: _transcript_of_nothing()),
    "a ticket that is another's": ("result.tsv", lambda data: data.replace(b"\tD", b"\tR", 1)),
}


def _transcript_of_nothing() -> bytes:
    suite = SUITES["S1"]
    digest = suite.hex(b"SSJ-DRAW/1|TRANSCRIPT\n" + jcs({}))
    return jcs({"digest": digest})


@pytest.mark.parametrize(("path", "change"), UNSOUND.values(), ids=UNSOUND)
def test_nothing_is_told_of_a_draw_that_is_not_sound(county, path, change):
    folder = county.drawn("draw", "immediate")
    object_id = load_drawn(folder).result[0].split("\t")[3]
    folder.write(path, change(folder.read(path, 1 << 20)))
    target = county.folder / "target"
    for use in (
        lambda: load_drawn(folder),
        lambda: write_list(folder, target),
        lambda: write_proof(folder, object_id, target),
        lambda: publish(folder, target, county.now, with_drawn_ids=False),
    ):
        with pytest.raises(Refusal, match="核验没有通过，不能使用："):
            use()
    assert not target.exists()


def test_neither_list_nor_proof_takes_the_place_of_another_file(county):
    folder = county.drawn("draw", "immediate")
    object_id = load_drawn(folder).result[0].split("\t")[3]
    plan = folder.path / "plan.json"
    before = plan.read_bytes()
    with pytest.raises(Refusal, match="已经存在"):
        write_list(folder, plan)
    with pytest.raises(Refusal, match="已经存在"):
        write_proof(folder, object_id, plan)
    assert plan.read_bytes() == before
    with pytest.raises(Refusal, match="不存在：请先建立"):
        write_list(folder, county.folder / "nowhere" / "list.xlsx")
