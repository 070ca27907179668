"""``transcript.json``, key by key."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.late_changes import LateChange
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.transcript import (
    Circumstances,
    recomputable,
    root_and_size,
    transcript_bytes,
)
from mingcha.core.draw.tsv import FileDigest, digest_of

if TYPE_CHECKING:
    from conftest import Bundle

CHANGE = LateChange("MAIN", "1", ("D", "-"), None)


def root_of(files: Bundle, path: str) -> str:
    return digest_of(files.plan.suite, files[path]).root


def test_the_transcript_of_a_village(village: Bundle) -> None:
    plan, entropy = village.json("plan.json"), village.json("entropy.json")
    draw = village.conduct()
    thresholds = {row.stratum: row for row in draw.frames[0].rows if row.status == "D2"}
    expected: dict[str, Any] = {
        "spec": "SSJ-DRAW/1",
        "suite": "S1",
        "draw_id": "130184-2026-0001",
        "plan_hash": village.plan.hash,
        "reveals": entropy["reveals"],
        "public": entropy["public"],
        "seed": draw.seed,
        "K_OBJ": draw.object_key,
        "K_ASG": draw.assignment_key,
        "frames": [
            {
                "code": "MAIN",
                "strata": [
                    {
                        "code": code,
                        "N": size,
                        "excluded": excluded,
                        "k": 2,
                        "reserve": 1,
                        "theta": thresholds[code].ticket,
                        "theta_id": thresholds[code].id,
                    }
                    for code, size, excluded in (("G1", 4, 1), ("G2", 5, 0))
                ],
            },
            {
                "code": "FIRE",
                "follow": "MAIN",
                "size": 2,
                "missing": ["9213018400000007XG"],
                "excluded": ["9113018400000003XC"],
            },
        ],
        "result": {"root": root_of(village, "result.tsv"), "size": 8},
        "assignment": {
            "root": root_of(village, "assignment.tsv"),
            "placed": 10,
            "unplaced": [],
            "shortages": [],
            "smallest_pool": 1,
            "load": {"min": 0, "max": 3, "sum": 10},
        },
        "regions_differ": ["9113018400000003XC"],
        "coi_unknown": ["9113018400000099ZZ I02"],
        "late_changes": None,
        "files": {
            path: sha256(village[path]).hexdigest()
            for path in (
                *("plan.json", "registers/MAIN.tsv", "registers/FIRE.tsv", "inspectors.tsv"),
                *("coi.tsv", "entropy.json", "result.tsv", "assignment.tsv"),
            )
        },
        "engines": ["core"],
        "log_head": plan["prev_head"],
        "code_version": "mingcha 0.1.0",
    }
    canonical = json.dumps(
        expected, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
    digest = sha256(b"SSJ-DRAW/1|TRANSCRIPT\n" + canonical).hexdigest()
    assert village.json("transcript.json") == expected | {"digest": digest}


def test_the_transcript_is_written_canonically(drawn_vector: Bundle) -> None:
    written = drawn_vector["transcript.json"]
    plain = json.dumps(
        json.loads(written), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert written == plain.encode()


def test_sealed_transcripts_name_the_tickets(sealed_village: Bundle) -> None:
    transcript = sealed_village.json("transcript.json")
    root = root_of(sealed_village, "tickets.tsv")
    assert transcript["tickets"] == {"root": root, "size": 9 + 5}
    assert transcript["files"]["tickets.tsv"] == sha256(sealed_village["tickets.tsv"]).hexdigest()
    assert "sealed.json" not in transcript["files"]


def test_the_vectors_in_their_transcripts(drawn_vector: Bundle, summary: dict[str, Any]) -> None:
    transcript = drawn_vector.json("transcript.json")
    strata = {
        f"{frame['code']}/{stratum['code']}": stratum
        for frame in transcript["frames"]
        for stratum in frame.get("strata", [])
    }
    assert summary["thresholds"] == {
        place: {key: stratum[key] for key in ("N", "k", "reserve", "theta")}
        for place, stratum in strata.items()
    }
    assert transcript["result"]["root"] == summary["result_root"]
    assert transcript["assignment"]["root"] == summary["assignment_root"]
    assert transcript["assignment"]["placed"] == summary["placed"]
    assert transcript["assignment"]["unplaced"] == sorted(summary["unplaced"])
    assert transcript["plan_hash"] == summary["plan_hash"]
    if "tickets_root" in summary:
        assert transcript["tickets"]["root"] == summary["tickets_root"]


def test_shortages_are_written_with_sorted_slots_and_inspectors(drawn_vector: Bundle) -> None:
    assignment = drawn_vector.conduct().assignment
    transcript = drawn_vector.json("transcript.json")
    written = transcript["assignment"]["shortages"]
    assert [set(shortage) for shortage in written] == [
        {"round", "slots", "inspectors", "capacity", "deficit"} for _ in assignment.shortages
    ]
    for shortage, found in zip(written, assignment.shortages, strict=True):
        assert shortage["slots"] == sorted(f"{o}:{j}" for o, j in found.slots)
        assert shortage["inspectors"] == sorted(found.inspectors)
        assert (shortage["round"], shortage["capacity"]) == (found.round, found.capacity)
        assert shortage["deficit"] == len(shortage["slots"]) - shortage["capacity"] > 0
    order = [(shortage["round"], shortage["slots"][0]) for shortage in written]
    assert order == sorted(order)


def test_loads_count_every_inspector(drawn_vector: Bundle) -> None:
    staff = [line.split("\t")[0] for line in drawn_vector.lines("inspectors.tsv")]
    loads = dict.fromkeys(staff, 0)
    for line in drawn_vector.lines("assignment.tsv"):
        loads[line.split("\t")[2]] += 1
    transcript = drawn_vector.json("transcript.json")
    assert transcript["assignment"]["load"] == {
        "min": min(loads.values()),
        "max": max(loads.values()),
        "sum": sum(loads.values()),
    }


def test_without_inspectors_all_loads_are_zero(undrawn_village: Bundle) -> None:
    undrawn_village["inspectors.tsv"] = b""
    assignment = undrawn_village.freeze().draw().json("transcript.json")["assignment"]
    assert assignment["load"] == {"min": 0, "max": 0, "sum": 0}
    assert assignment["smallest_pool"] == 0
    assert assignment["placed"] == 0
    of_first_round = [s["deficit"] for s in assignment["shortages"] if s["round"] == 1]
    assert sum(of_first_round) == len(assignment["unplaced"]) > 0


@pytest.mark.parametrize(
    ("late_changes", "written"), [(None, None), ([], []), ([CHANGE], [CHANGE.as_json()])]
)
def test_late_changes_are_null_where_there_was_no_previous_register(
    late_changes: list[LateChange] | None, written: Any
) -> None:
    circumstances = Circumstances(late_changes, ("core", "duckdb"), "0" * 64, "mingcha 0.1.0")
    assert circumstances.as_json() == {
        "late_changes": written,
        "engines": ["core", "duckdb"],
        "log_head": "0" * 64,
        "code_version": "mingcha 0.1.0",
    }


def test_what_can_be_recomputed_leaves_the_circumstances_out(village: Bundle) -> None:
    outputs = dict.fromkeys(("result.tsv", "assignment.tsv"), FileDigest("", 0, ""))
    keys = recomputable(village.inputs(), village.conduct(), {}, outputs).keys()
    circumstances = {"late_changes", "engines", "log_head", "code_version"}
    assert keys == village.json("transcript.json").keys() - circumstances - {"digest"}


def test_the_bytes_of_a_transcript() -> None:
    circumstances = Circumstances(None, ["core"], "0" * 64, "mingcha 0.1.0")
    data = transcript_bytes(SUITES["S2"], {"suite": "S2"}, circumstances)
    content = json.loads(data)
    digest = content.pop("digest")
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    assert digest == SUITES["S2"].hex(b"SSJ-DRAW/1|TRANSCRIPT\n" + canonical)


def test_the_root_and_size_of_lines(village: Bundle) -> None:
    suite = village.plan.suite
    assert root_and_size(suite, []) == {"root": sha256(b"").hexdigest(), "size": 0}
    assert root_and_size(suite, ["a"]) == {"root": sha256(b"\x00a").hexdigest(), "size": 1}
