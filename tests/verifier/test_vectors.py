"""The stand-alone verifier against the protocol's vectors and the standards' examples."""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .conftest import recompute

SOURCE = Path(__file__).parents[2] / "verifier" / "verify_draw.py"


def test_recomputed_files_are_the_vectors_to_the_byte(verifier: ModuleType, vector: Path):
    found = recompute(verifier, vector).lines
    tickets = ["tickets.tsv"] if (vector / "tickets.tsv").exists() else []
    assert sorted(found) == sorted(["result.tsv", "assignment.tsv", *tickets])
    for name, lines in found.items():
        assert "".join(f"{line}\n" for line in lines).encode() == (vector / name).read_bytes()


def test_recomputed_values_are_those_of_the_summary(verifier: ModuleType, vector: Path):
    draw = recompute(verifier, vector)
    summary = json.loads((vector / "summary.json").read_bytes())
    transcript = draw.transcript
    for key in ("plan_hash", "seed", "K_OBJ", "K_ASG"):
        assert transcript[key] == summary[key.lower()]
    assert transcript["result"]["root"] == summary["result_root"]
    assert transcript["assignment"]["root"] == summary["assignment_root"]
    assert transcript["assignment"]["placed"] == summary["placed"]
    assert transcript["assignment"]["unplaced"] == sorted(summary["unplaced"])
    assert {code: len(ids) for code, ids in draw.drawn.items()} == summary["drawn"]
    thresholds = {
        f"{frame['code']}/{s['code']}": {key: s[key] for key in ("N", "k", "reserve", "theta")}
        for frame in transcript["frames"]
        for s in frame.get("strata", [])
    }
    assert thresholds == summary["thresholds"]
    assert transcript.get("tickets", {}).get("root") == summary.get("tickets_root")


def test_every_shortage_accounts_for_the_unplaced_slots_of_its_component(
    verifier: ModuleType, vector: Path
):
    assignment = recompute(verifier, vector).transcript["assignment"]
    unplaced = set(assignment["unplaced"])
    first, last = 1, max((s["round"] for s in assignment["shortages"]), default=1)
    for shortage in assignment["shortages"]:
        assert shortage["deficit"] == len(shortage["slots"]) - shortage["capacity"] > 0
        if shortage["round"] == last:
            assert shortage["deficit"] == len(unplaced & set(shortage["slots"]))
    deficits = Counter({s["round"]: 0 for s in assignment["shortages"]})
    for shortage in assignment["shortages"]:
        deficits[shortage["round"]] += shortage["deficit"]
    assert deficits[first] >= deficits[last] == (len(unplaced) if last == first else deficits[last])


def test_ticket_of_section_13(verifier: ModuleType):
    ticket = "009c5c6ce07a0914de9b72c5f6154ef1119e5121bccbeece5c6ff66c7d56d4c5"
    text = b"745dafbc301616e343c47a1a73fccbf1:9111010503A23CLX9E"
    assert verifier.hash_of("S1")(text).hex() == ticket


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_gives_the_standards_examples(verifier: ModuleType, text: bytes, expected: str):
    assert verifier.sm3(text).hex() == expected


@pytest.mark.skipif("sm3" not in hashlib.algorithms_available, reason="OpenSSL without SM3")
@given(st.binary(max_size=200))
def test_sm3_of_this_file_is_that_of_openssl(data: bytes):
    from verify_draw import sm3  # loaded by the fixture `verifier` of the tests above

    assert sm3(data) == hashlib.new("sm3", data).digest()


def test_draw_is_the_same_with_the_sm3_of_this_file(
    verifier: ModuleType, vectors: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    assert verifier.hash_of("S2") is verifier.sm3
    summary = json.loads((vectors / "edge_S2" / "summary.json").read_bytes())
    draw = recompute(verifier, vectors / "edge_S2")
    assert draw.transcript["assignment"]["root"] == summary["assignment_root"]


def test_file_stands_alone_and_runs_on_python_3_9():
    source = SOURCE.read_text("utf-8")
    ast.parse(source, feature_version=(3, 9))
    imported = [
        line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))
    ]
    assert "mingcha" not in source
    assert all(name.partition(".")[0] in sys.stdlib_module_names for name in imported)


# fmt: skip
