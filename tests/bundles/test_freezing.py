"""Freezing: what goes into the registers, what stays out, and what stays private."""

from __future__ import annotations

import json
import stat
from dataclasses import replace

import pytest

from mingcha.bundles.folder import Folder
from mingcha.bundles.freezing import freeze
from mingcha.bundles.private_folder import PrivateFolder
from mingcha.bundles.rules import load_rules
from mingcha.bundles.running import run_draw
from mingcha.core.draw.registers import parse_register
from mingcha.core.draw.staff_lines import parse_conflicts, parse_inspectors, person_hash
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal


def rows(folder: Folder, frame: str, *, sealed: bool):
    path = f"registers/{frame}.tsv"
    return parse_register(folder.read(path, 1 << 20), path, sealed=sealed)


def test_everybody_is_in_the_register_and_exclusions_are_committed_too(county):
    folder = county.freeze("draw", county.write_rules("immediate"))
    reasons = [row.excl for row in rows(folder, "MAIN", sealed=False)]
    assert len(reasons) == 120
    assert reasons.count("checked_this_year") == 6
    assert reasons.count("not_existing") == 7
    assert len(rows(folder, "FIRE", sealed=False)) == 40


@pytest.mark.slow
def test_risk_classes_become_neutral_codes_whose_order_says_nothing(county):
    rules = county.write_rules("confidential")
    meanings = set()
    for attempt in range(12):
        folder = county.freeze(f"draw-{attempt}", rules)
        sealed = json.loads(folder.read("sealed.json", 1 << 20))
        assert {row.stratum for row in rows(folder, "MAIN", sealed=True)} == {
            "G1",
            "G2",
            "G3",
            "G4",
        }
        meanings.add(sealed["meanings"]["MAIN/G1"])
    assert len(meanings) > 1
    assert stat.S_IMODE((folder.path / "sealed.json").stat().st_mode) == 0o600


def test_risk_classes_are_never_drawn_in_the_open(county):
    rules = county.write_rules("immediate", stratify_by="risk_class")
    with pytest.raises(Refusal, match="风险等级不得公开"):
        load_rules(rules)


def test_inspectors_are_pseudonyms_that_auditors_can_open(county):
    folder = county.freeze("draw", county.write_rules("immediate"))
    inspectors = parse_inspectors(folder.read("inspectors.tsv", 1 << 20))
    private = PrivateFolder(folder.path)
    salt = (private.path / "person_salt.txt").read_text().strip()
    people = private.people()
    for inspector in inspectors:
        person = people[inspector.iid]
        assert inspector.person == person_hash(SUITES["S1"], person.staff_no, salt)
    assert [people[i.iid].staff_no for i in inspectors] != sorted(
        p.staff_no for p in people.values()
    )
    assert stat.S_IMODE(private.path.stat().st_mode) == 0o700


def test_the_bundle_holds_no_name_of_a_person_or_enterprise(county):
    folder = county.freeze("draw", county.write_rules("immediate"))
    for file in folder.path.rglob("*"):
        if file.is_file():
            text = file.read_text("utf-8")
            assert "检查员" not in text
            assert "商店" not in text


def test_recusals_land_on_pseudonyms(county):
    folder = county.freeze("draw", county.write_rules("immediate"))
    conflicts = parse_conflicts(folder.read("coi.tsv", 1 << 20))
    assert len(conflicts) == 12
    assert {conflict.reason for conflict in conflicts} == {"kin"}


def test_a_class_that_the_rules_do_not_name_is_refused_with_its_count(county):
    strata = '[{ class = "A", ratio = "5%" }, { class = "B", ratio = "10%" }]'
    rules = load_rules(county.write_rules("confidential", strata=strata))
    with pytest.raises(Refusal, match="C 20 户、D 10 户"):
        freeze(rules, county.sources(), county.folder / "draw")
    assert not (county.folder / "draw").exists()


def test_words_without_codes_are_all_listed_at_once(county):
    path = county.write_rules("immediate")
    text = path.read_text("utf-8").replace('"食品" = "food"', "").replace('"近亲属" = "kin"', "")
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal, match=r"业务专长没有代码.*食品\n回避原因没有代码.*近亲属"):
        freeze(load_rules(path), county.sources(), county.folder / "draw")


def test_a_stratum_of_one_is_refused_unless_it_is_a_census(county):
    singled = (
        '[{ class = "A", ratio = "5%" }, { class = "B", ratio = "5%" }, '
        '{ class = "C", ratio = "5%" }, { class = "D", count = 1 CENSUS }]'
    )
    sources = county.sources()
    ds = [record for record in sources.objects["MAIN"].records if record.risk_class == "D"]
    for record in ds[1:]:
        sources.objects["MAIN"].records.remove(record)
    open_rules = load_rules(
        county.write_rules("confidential", strata=singled.replace("CENSUS", ""))
    )
    with pytest.raises(Refusal, match="只有一户可抽"):
        freeze(open_rules, sources, county.folder / "draw")
    census = load_rules(
        county.write_rules("confidential", strata=singled.replace("CENSUS", ", census = true"))
    )
    freeze(census, sources, county.folder / "draw")
    of_one = replace(open_rules, census_of_one=True)
    frozen = freeze(of_one, sources, county.folder / "again")
    (frame,) = frozen.plan.drawing_frames
    meanings = frozen.names["MAIN"].meanings()
    assert {meanings[each.code]: each.census for each in frame.strata} == {
        "A": False, "B": False, "C": False, "D": True,
    }  # fmt: skip


def test_a_folder_with_files_in_it_is_left_alone(county):
    rules = county.write_rules("immediate")
    county.freeze("draw", rules)
    with pytest.raises(Refusal, match="里已经有文件"):
        county.freeze("draw", rules)


def test_a_class_changed_before_freezing_is_listed_as_a_late_change(county):
    before = county.drawn("before", "confidential")
    sources = county.sources()
    changed = next(r for r in sources.objects["MAIN"].records if r.risk_class == "D")
    at = sources.objects["MAIN"].records.index(changed)
    record = type(changed)(
        **{name: getattr(changed, name) for name in changed.__slots__} | {"risk_class": "A"}
    )
    sources.objects["MAIN"].records[at] = record
    path = county.write_rules("confidential")
    path.write_text(path.read_text("utf-8").replace("2026-0001", "2026-0002"), "utf-8")
    freeze(load_rules(path), sources, county.folder / "after")
    after = Folder(county.folder / "after")
    county.seal(after)
    county.reveal(after)
    ran = run_draw(after, previous=before)
    assert [(change.id, change.was[0], change.now[0]) for change in ran.late_changes] == [
        (changed.id, "D", "A")
    ]
