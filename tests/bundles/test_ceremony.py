"""Commit, seal, reveal: every step in its turn, and nothing twice."""

from __future__ import annotations

import json
import stat
from datetime import timedelta

import pytest

from mingcha.bundles.ceremony import add_public_value, commit, reveal, seal
from mingcha.bundles.nonces import nonce_path
from mingcha.bundles.running import run_draw
from mingcha.core.errors import Refusal

LATE = timedelta(hours=11)
EVENING = timedelta(hours=12, minutes=30)


@pytest.fixture
def frozen(county):
    return county.freeze("draw", county.write_rules("immediate"))


@pytest.fixture
def public_draw(county):
    folder = county.freeze("draw", county.write_rules("immediate", "public"))
    county.seal(folder)
    return folder


def test_the_nonce_stays_outside_the_bundle_and_is_private(county, frozen):
    commit(frozen, "witness")
    path = nonce_path("130136-2026-0001", "witness")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    nonce = path.read_text().strip()
    for file in frozen.path.rglob("*"):
        assert file.is_dir() or nonce not in file.read_text("utf-8", "replace")


def test_only_named_parties_commit_and_only_once(frozen):
    with pytest.raises(Refusal, match="不在参与各方之中"):
        commit(frozen, "stranger")
    commit(frozen, "witness")
    with pytest.raises(Refusal, match="已经承诺"):
        commit(frozen, "witness")


def test_a_plan_is_sealed_when_everybody_has_committed(county, frozen):
    commit(frozen, "organiser")
    with pytest.raises(Refusal, match="还有各方没有承诺：witness"):
        seal(frozen, county.now)
    commit(frozen, "witness")
    sealed = seal(frozen, county.now)
    assert sealed.plan.hash
    assert not frozen.has("draft.json")
    with pytest.raises(Refusal, match="已经封存"):
        seal(frozen, county.now)
    with pytest.raises(Refusal, match="已经封存"):
        commit(frozen, "organiser")


def test_a_plan_is_not_sealed_after_the_time_for_revealing(county, frozen):
    commit(frozen, "organiser")
    commit(frozen, "witness")
    with pytest.raises(Refusal, match="揭示截止时间"):
        seal(frozen, county.now + LATE)


def test_a_register_edited_after_freezing_cannot_be_sealed(county, frozen):
    for party in ("organiser", "witness"):
        commit(frozen, party)
    register = frozen.path / "registers" / "MAIN.tsv"
    lines = register.read_text().splitlines(keepends=True)
    register.write_text("".join(lines[1:]))
    with pytest.raises(Refusal, match=r"registers/MAIN\.tsv：计划记载 120 行，文件有 119 行"):
        seal(frozen, county.now)


def test_the_witness_reveals_last(county, frozen):
    county.seal(frozen)
    with pytest.raises(Refusal, match="还没有轮到 witness：请 organiser 先揭示"):
        reveal(frozen, "witness", county.now)
    county.reveal(frozen)
    with pytest.raises(Refusal, match="已经揭示"):
        reveal(frozen, "witness", county.now)


def test_a_withheld_reveal_stops_a_witnessed_draw(county, frozen):
    county.seal(frozen)
    reveal(frozen, "organiser", county.now)
    with pytest.raises(Refusal, match="witness 没有揭示，按计划本次抽取作废"):
        run_draw(frozen)


def test_a_changed_nonce_is_refused(county, frozen):
    county.seal(frozen)
    nonce_path("130136-2026-0001", "organiser").write_text("0" * 64)
    with pytest.raises(Refusal, match="与承诺不符"):
        reveal(frozen, "organiser", county.now)


def test_a_commitment_broken_off_after_its_value_was_kept_is_made_anew(county, frozen, monkeypatch):
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("mingcha.bundles.ceremony.write_draft", broken_off)
        with pytest.raises(KeyboardInterrupt):
            commit(frozen, "organiser")
    county.seal(frozen)
    reveal(frozen, "organiser", county.now)
    assert len(nonce_path("130136-2026-0001", "organiser").read_text().split()) == 2


def test_another_device_cannot_reveal(county, frozen, monkeypatch, tmp_path):
    county.seal(frozen)
    monkeypatch.setenv("MINGCHA_HOME", str(tmp_path / "elsewhere"))
    with pytest.raises(Refusal, match="这台设备上没有 organiser 的随机数"):
        reveal(frozen, "organiser", county.now)


def test_a_public_draw_waits_for_its_value(county, public_draw):
    county.reveal(public_draw)
    with pytest.raises(Refusal, match="公共随机数应依次来自：kl8"):
        run_draw(public_draw)
    with pytest.raises(Refusal, match="现在不能登记"):
        add_public_value(public_draw, county.kl8, county.now)
    add_public_value(public_draw, county.kl8, county.now + EVENING)
    run_draw(public_draw)


def test_nobody_reveals_after_the_deadline_or_the_public_value(county, public_draw):
    reveal(public_draw, "organiser", county.now)
    with pytest.raises(Refusal, match=r"揭示截止时间 .* 已过"):
        reveal(public_draw, "witness", county.now + LATE)
    add_public_value(public_draw, county.kl8, county.now + EVENING)
    with pytest.raises(Refusal, match="此后不能再揭示"):
        reveal(public_draw, "witness", county.now)
    ran = run_draw(public_draw)
    assert json.loads(public_draw.read("transcript.json", 1 << 20))["reveals"][1]["r"] == "-"
    assert ran.draw.frames[0].rows


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("kl8|2026311|01", "计划中没有公共随机源"),
        ("kl8|2026310|01,02", "不合格式"),
        ("pl5|26301|1,2,3,4,5", "计划中没有公共随机源"),
    ],
)
def test_only_the_planned_public_value_in_its_form_is_taken(county, public_draw, line, complaint):
    with pytest.raises(Refusal, match=complaint):
        add_public_value(public_draw, line, county.now + EVENING)


def test_a_public_value_is_not_exchanged(county, public_draw):
    add_public_value(public_draw, county.kl8, county.now + EVENING)
    add_public_value(public_draw, county.kl8, county.now + EVENING)
    other = county.kl8.replace(",80", ",79")
    with pytest.raises(Refusal, match="已登记为另一个值"):
        add_public_value(public_draw, other, county.now + EVENING)


def test_too_little_public_entropy_is_refused(county):
    folder = county.freeze(
        "draw",
        county.write_rules(
            "immediate",
            "public",
            public='public = ["pl5|26301"]\npublic_after = 2026-11-20T21:00:00+08:00',
        ),
    )
    with pytest.raises(Refusal, match=r"只有 16\.6 比特，至少要 60 比特"):
        county.seal(folder)


def test_a_slot_that_nobody_can_fill_is_not_sealed_unless_a_fallback_can(county):
    nobody = '{ frame = "MAIN", unit = "scjg", expertise = ["boiler"], match = "within" }'
    anybody = '{ unit = "scjg", expertise = [], match = "any" }'
    path = county.write_rules("immediate")
    slot = '{ frame = "MAIN", unit = "scjg", expertise = ["food"], match = "within" }'
    text = path.read_text("utf-8").replace(slot, nobody)
    path.write_text(text, "utf-8")
    hopeless = county.freeze("hopeless", path)
    with pytest.raises(Refusal, match="可选 0 人，而同一检查对象要 1 人，派不出来"):
        county.seal(hopeless)
    fallback = f'fallback = [[{anybody}, "-", "-", "-"]]\n\n[codes.unit]'
    text = text.replace("[codes.unit]", fallback).replace("2026-0001", "2026-0002")
    path.write_text(text, "utf-8")
    relaxed = county.freeze("relaxed", path)
    for party in ("organiser", "witness"):
        commit(relaxed, party)
    sealed = seal(relaxed, county.now)
    assert any("可选 0 人" in sentence for sentence in sealed.small_pools)
