"""``sealed.json``: what completes a sealed bundle for auditors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.entropy import Entropy, Reveal
from mingcha.core.draw.sealed_file import SealedFile, check_sealed, opened, parse_sealed
from mingcha.core.draw.self_digest import with_digest
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle

S1 = SUITES["S1"]
SECRET, R = "5e" * 32, "0f" * 32
FILE = SealedFile("130184-2026-0001", SECRET, Reveal("organiser", R), {"G1": "风险较高"})


def content(**changes: Any) -> dict[str, Any]:
    sound = {
        "draw_id": "130184-2026-0001",
        "row_secret": SECRET,
        "reveal": {"party": "organiser", "r": R},
        "meanings": {"G1": "风险较高"},
    }
    return sound | changes


def fault_of(action: Callable[[], object]) -> str:
    with pytest.raises(InvalidFile) as refusal:
        action()
    assert refusal.value.file == "sealed.json"
    return refusal.value.fault


def test_it_is_written_with_its_digest_under_its_own_tag() -> None:
    digest = S1.hex(b"SSJ-DRAW/1|SEALED\n" + jcs(content()))
    assert FILE.to_bytes(S1) == jcs(content(digest=digest))


def test_it_is_read_as_it_was_written() -> None:
    assert parse_sealed(S1, FILE.to_bytes(S1)) == FILE
    unrevealed = replace(FILE, reveal=Reveal("organiser", ""), meanings={})
    assert parse_sealed(S1, unrevealed.to_bytes(S1)) == unrevealed


def test_the_reveal_completes_it() -> None:
    unrevealed = replace(FILE, reveal=Reveal("organiser", ""))
    assert unrevealed.revealed(R) == FILE


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"draw_id": "first"}, "draw_id "),
        ({"row_secret": SECRET[1:]}, "row_secret "),
        ({"reveal": []}, "reveal 应是"),
        ({"reveal": {"party": "Organiser", "r": R}}, "reveal.party "),
        ({"reveal": {"party": "organiser", "r": "-"}}, "reveal.r "),
        ({"reveal": {"party": "organiser", "r": R[1:]}}, "reveal.r "),
        ({"reveal": {"party": "organiser", "r": R, "x": 1}}, "reveal.x "),
        ({"meanings": []}, "meanings 应是"),
        ({"meanings": {"G1": 1}}, "meanings 应是"),
        ({"meanings": {"G1": "", "G2": None}}, "meanings 应是"),
        ({"note": 1}, "note 是不认识的键"),
    ],
)
def test_a_malformed_part_is_refused_at_its_place(changes: dict[str, Any], place: str) -> None:
    data = with_digest(S1, "SEALED", content(**changes))
    assert fault_of(lambda: parse_sealed(S1, data)).startswith(place)


@pytest.mark.parametrize("key", ["draw_id", "row_secret", "reveal", "meanings"])
def test_every_key_is_required(key: str) -> None:
    data = with_digest(S1, "SEALED", {k: v for k, v in content().items() if k != key})
    assert fault_of(lambda: parse_sealed(S1, data)) == f"{key} 缺少"


def test_the_sealed_reveal_takes_its_place() -> None:
    witness, public = Reveal("witness", "aa" * 32), ("pl5|1|0,0,0,0,0",)
    closed = Entropy((Reveal("organiser", "sealed"), witness), public)
    assert opened(closed, FILE) == Entropy((Reveal("organiser", R), witness), public)


@pytest.mark.parametrize("r", ["-", "aa" * 32])
def test_what_is_not_sealed_stays_as_it_is(r: str) -> None:
    entropy = Entropy((Reveal("organiser", r), Reveal("witness", "sealed")), ())
    assert opened(entropy, FILE) == entropy


def faults_of_village(files: Bundle, **changes: Any) -> dict[str, str]:
    suite = files.plan.suite
    sealed = replace(parse_sealed(suite, files["sealed.json"]), **changes)
    files["sealed.json"] = sealed.to_bytes(suite)
    return files.faults()


def test_it_agrees_with_its_bundle(sealed_village: Bundle, deferred_village: Bundle) -> None:
    for files in (sealed_village, deferred_village):
        inputs = files.inputs()
        sealed = parse_sealed(inputs.plan.suite, files["sealed.json"])
        check_sealed(inputs.plan, inputs.entropy, sealed, inputs.registers)
        assert files.faults() == {}


def test_it_belongs_to_its_draw(sealed_village: Bundle) -> None:
    assert faults_of_village(sealed_village, draw_id="130184-2026-0002") == {
        "sealed": "sealed.json：属于另一次抽取 130184-2026-0002"
    }


def test_its_row_secret_is_the_committed_one(sealed_village: Bundle) -> None:
    assert faults_of_village(sealed_village, row_secret="00" * 32) == {
        "sealed": "sealed.json：行密钥与计划中的承诺不符"
    }


@pytest.mark.parametrize(
    ("party", "r"), [("organiser", ""), ("organiser", "00" * 32), ("mayor", R), ("witness", None)]
)
def test_its_reveal_is_that_of_the_sealed_party(
    sealed_village: Bundle, party: str, r: str | None
) -> None:
    value = sealed_village.json("entropy.json")["reveals"][1]["r"] if r is None else r
    assert faults_of_village(sealed_village, reveal=Reveal(party, value)) == {
        "sealed": "sealed.json：封存的揭示与 entropy.json 或计划不符"
    }


@pytest.mark.parametrize("frame", ["MAIN", "FIRE"])
def test_every_row_of_every_register_has_its_tag(sealed_village: Bundle, frame: str) -> None:
    path = f"registers/{frame}.tsv"
    last = sealed_village.lines(path)[-1]
    forged = last[:-32] + "0" * 32
    sealed_village.edit_lines(path, lambda lines: [*lines[:-1], forged]).freeze()
    sealed_village.place_in_log().draw().write_log()
    row_id = last.split("\t")[0]
    assert sealed_village.faults() == {
        "sealed": f"sealed.json：名录 {frame} 中 {row_id} 的行标签与行密钥不符"
    }
