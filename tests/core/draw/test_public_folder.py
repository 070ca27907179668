"""What the disclosure mode lets out of a bundle."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.public_folder import is_open, public_json

if TYPE_CHECKING:
    from conftest import Bundle


def public(files: Bundle, *, with_drawn_ids: bool = False) -> bytes:
    return public_json(
        files.plan,
        files.inputs().entropy,
        files.json("transcript.json"),
        files.lines("result.tsv"),
        with_drawn_ids=with_drawn_ids,
    )


@pytest.fixture(scope="module")
def summary(vectors: Path) -> Any:
    return json.loads((vectors / "confidential" / "summary.json").read_bytes())


def expected_of_the_confidential_vector(files: Bundle, summary: Any) -> dict[str, Any]:
    witness = files.json("entropy.json")["reveals"][1]["r"]
    plan = files.json("plan.json")
    return {
        "spec": "SSJ-DRAW/1",
        "suite": "S1",
        "draw_id": "130184-2026-0001",
        "task": "130184-2026-P1-L1",
        "plan_hash": summary["plan_hash"],
        "disclosure": {"mode": "confidential", "disclose_by": ""},
        "reveals": [{"party": "organiser", "r": "sealed"}, {"party": "witness", "r": witness}],
        "public": files.json("entropy.json")["public"],
        "frames": [
            {
                "code": frame["code"],
                "root": frame["register"]["root"],
                "size": frame["register"]["size"],
                "drawn": summary["drawn"][frame["code"]],
            }
            for frame in plan["frames"]
        ],
        "departments": ["scjg", "xfjy"],
        "slots": plan["assignment"]["slots"],
        "result": {"root": summary["result_root"], "size": len(files.lines("result.tsv"))},
        "tickets": {"root": summary["tickets_root"], "size": len(files.lines("tickets.tsv"))},
        "assignment": {"root": summary["assignment_root"], "size": summary["placed"]},
        "log_head": "0" * 64,
    }


def canonical(value: Any) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def test_the_public_bytes_of_the_confidential_vector(
    confidential_case: Bundle, summary: Any
) -> None:
    expected = expected_of_the_confidential_vector(confidential_case, summary)
    assert public(confidential_case) == canonical(expected)


def test_the_drawn_ids_are_listed_only_where_they_may_be(
    confidential_case: Bundle, summary: Any
) -> None:
    drawn: dict[str, list[str]] = {"MAIN": [], "FIRE": []}
    for line in confidential_case.lines("result.tsv"):
        frame, _, _, object_id, _, status, _ = line.split("\t")
        if status != "R":
            drawn[frame].append(object_id)
    expected = expected_of_the_confidential_vector(confidential_case, summary)
    expected["drawn"] = [{"frame": f, "ids": sorted(drawn[f])} for f in ("MAIN", "FIRE")]
    assert public(confidential_case, with_drawn_ids=True) == canonical(expected)


def test_a_frame_of_which_nobody_was_drawn(sealed_village: Bundle) -> None:
    sealed_village["registers/FIRE.tsv"] = b""
    sealed_village.freeze().draw()
    content = json.loads(public(sealed_village, with_drawn_ids=True))
    assert [frame["drawn"] for frame in content["frames"]] == [4, 0]
    assert content["drawn"][1] == {"frame": "FIRE", "ids": []}


def test_nothing_of_strata_tickets_or_keys_gets_out(
    sealed_village: Bundle, confidential_case: Bundle, summary: Any
) -> None:
    for files in (sealed_village, confidential_case):
        text = public(files, with_drawn_ids=True).decode()
        transcript = files.json("transcript.json")
        secrets = [transcript[key] for key in ("seed", "K_OBJ", "K_ASG")]
        secrets.append(files.json("entropy.json")["reveals"][0]["r"])
        secrets.append(files.plan.disclosure.row_commit)
        for line in files.lines("tickets.tsv"):
            secrets += line.split("\t")[2:]
        for path, column in (("result.tsv", 6), ("assignment.tsv", 3)):
            secrets += [line.split("\t")[column] for line in files.lines(path)]
        for frame in transcript["frames"]:
            secrets += [stratum["theta"] for stratum in frame.get("strata", [])]
        assert not any(secret in text for secret in secrets)
        for word in ("strat", "theta", "seed", "K_", "inspector", "reserve", "bp", "excl"):
            assert f'"{word}' not in text
    village_text = public(sealed_village, with_drawn_ids=True).decode()
    assert not any(code in village_text for code in ('"G1"', '"G2"', '"X"', '"Y"'))
    assert summary["seed"] not in village_text


def test_the_order_of_the_drawn_ids_tells_no_stratum(sealed_village: Bundle) -> None:
    ids = json.loads(public(sealed_village, with_drawn_ids=True))["drawn"][0]["ids"]
    assert ids == sorted(ids)
    assert len(ids) == 4


def test_a_deferred_draw_names_its_time(deferred_village: Bundle) -> None:
    content = json.loads(public(deferred_village))
    assert content["disclosure"] == {
        "mode": "deferred",
        "disclose_by": "2026-12-01T00:00:00+08:00",
    }
    assert public(deferred_village) == jcs(content)


def test_departments_are_the_units_of_the_slots_once_each(sealed_village: Bundle) -> None:
    def change(plan: Any) -> None:
        plan["assignment"]["slots"][0]["unit"] = "zjj"

    sealed_village.edit("plan.json", change).draw()
    assert json.loads(public(sealed_village))["departments"] == ["scjg", "xfjy", "zjj"]


def test_an_immediate_draw_is_open_at_any_time(village: Bundle) -> None:
    assert is_open(village.plan, datetime.fromisoformat("2020-01-01T00:00:00+08:00"))


def test_a_confidential_draw_never_opens(sealed_village: Bundle) -> None:
    assert not is_open(sealed_village.plan, datetime.fromisoformat("2099-01-01T00:00:00+08:00"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-30T23:59:59+08:00", False),
        ("2026-12-01T00:00:00+08:00", True),
        ("2026-11-30T16:00:00+00:00", True),
        ("2026-11-30T15:59:59+00:00", False),
    ],
)
def test_a_deferred_draw_opens_when_its_time_has_come(
    deferred_village: Bundle, now: str, *, expected: bool
) -> None:
    assert is_open(deferred_village.plan, datetime.fromisoformat(now)) is expected
