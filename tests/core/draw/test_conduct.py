"""The whole draw, against the protocol's vectors byte by byte."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw import bundle
from mingcha.core.draw.conduct import conduct
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.tsv import digest_of
from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from conftest import Bundle


def test_the_files_of_the_vectors(vector_bundle: Bundle) -> None:
    files = vector_bundle.written()
    assert files == {path: vector_bundle[path] for path in files}
    assert ("tickets.tsv" in files) == ("tickets.tsv" in vector_bundle)


def test_the_summaries_of_the_vectors(vector_bundle: Bundle, summary: dict[str, Any]) -> None:
    draw, suite = vector_bundle.conduct(), vector_bundle.plan.suite
    roots = {
        f"{path.removesuffix('.tsv')}_root": digest_of(suite, content).root
        for path, content in vector_bundle.written().items()
    }
    assert {key: value for key, value in summary.items() if key.endswith("_root")} == roots
    assert (draw.seed, draw.object_key, draw.assignment_key) == (
        summary["seed"],
        summary["k_obj"],
        summary["k_asg"],
    )
    assert len(draw.assignment_lines) == summary["placed"]
    unplaced = [f"{object_id}:{j}" for object_id, j in draw.assignment.unplaced]
    assert unplaced == summary["unplaced"]


def test_rows_and_inspectors_may_come_in_any_order(vector_bundle: Bundle) -> None:
    inputs = vector_bundle.inputs()
    rows = bundle.load_rows(vector_bundle, inputs.plan)
    backwards = {code: of_frame[::-1] for code, of_frame in rows.items()}
    shuffled = replace(
        inputs,
        registers=MemoryRegisters(inputs.plan.suite.new, backwards),
        inspectors=inputs.inspectors[::-1],
        conflicts=inputs.conflicts[::-1],
    )
    draw, other = conduct(inputs), conduct(shuffled)
    assert vector_bundle.written(shuffled) == vector_bundle.written()
    assert other.conflicts_unknown == draw.conflicts_unknown
    assert other.regions_differ == draw.regions_differ


def test_only_what_was_drawn_or_follows_gets_a_team(village: Bundle) -> None:
    inspected = {
        (row.frame, row.id)
        for outcome in village.conduct().frames
        for row in outcome.rows
        if row.status != "R"
    }
    frame_of = {"0": "MAIN", "1": "MAIN", "2": "FIRE"}
    slots = [line.split("\t")[:2] for line in village.lines("assignment.tsv")]
    assert {(frame_of[j], object_id) for object_id, j in slots} == inspected
    both_slots_of_main = len(slots) - sum(j == "2" for _, j in slots)
    assert both_slots_of_main == 2 * sum(frame == "MAIN" for frame, _ in inspected)


def test_without_slots_nobody_is_assigned(undrawn_village: Bundle) -> None:
    undrawn_village.edit("plan.json", lambda plan: plan["assignment"].update(slots=[], fallback=[]))
    draw = undrawn_village.conduct()
    assert draw.assignment_lines == []
    assert draw.assignment.smallest_pool is None
    assert draw.result_lines


def test_whoever_is_in_conflict_is_not_on_the_team(village: Bundle) -> None:
    assert "9113018400000001XA\tI01\tkin" in village.lines("coi.tsv")
    for n in range(40):
        village.edit("plan.json", lambda plan, n=n: plan.update(task=f"第 {n} 次"))
        team = [line for line in village.conduct().assignment_lines if "\tI01" in line]
        assert team
        assert not any(line.startswith("9113018400000001XA") for line in team)


def test_conflicts_that_name_nobody_known_are_reported_line_by_line(
    undrawn_village: Bundle,
) -> None:
    lines = [
        "9113018400000001XA\tI01\tkin",  # known
        "9213018400000011XL\tI01\tkin",  # known in the following frame alone
        "9113018400000001XA\tI77\tkin",
        "9113018400000001XA\tI77\towner",
        "1\tI01\tkin",
        "1\tI77\tkin",
    ]
    undrawn_village.edit_lines("coi.tsv", lambda _: lines).freeze()
    assert undrawn_village.conduct().conflicts_unknown == [
        "1 I01",
        "1 I77",
        "9113018400000001XA I77",
        "9113018400000001XA I77",
    ]


def test_regions_that_differ_between_frames_are_reported(village: Bundle) -> None:
    assert village.conduct().regions_differ == ["9113018400000003XC"]


def test_entropy_that_the_plan_does_not_allow_gives_no_draw(undrawn_village: Bundle) -> None:
    undrawn_village.edit("entropy.json", lambda entropy: entropy["reveals"][0].update(r="00" * 32))
    with pytest.raises(Refusal, match="organiser 的揭示与其承诺不符"):
        undrawn_village.conduct()


def test_sealed_lines_carry_their_salts(sealed_village: Bundle) -> None:
    for path, columns in (("result.tsv", 7), ("assignment.tsv", 4), ("tickets.tsv", 4)):
        split = [line.split("\t") for line in sealed_village.lines(path)]
        assert {len(line) for line in split} == {columns}
        salts = [line[-1] for line in split]
        assert len(set(salts)) == len(salts)
        assert {len(salt) for salt in salts} == {32}
    assert sealed_village.lines("assignment.tsv") == sorted(sealed_village.lines("assignment.tsv"))
