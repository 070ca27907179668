"""One object's proof against a public folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Bundle, answer, jcs


def check(bundle: Bundle, proof: object, public: Path) -> tuple[int, str]:
    file = bundle.folder.parent / "proof.json"
    file.write_bytes(proof if isinstance(proof, bytes) else jcs(proof))
    return answer(bundle.verifier, "--proof", file, public)


def someone(bundle: Bundle, status: str, frame: str = "MAIN") -> str:
    """An id with this status in the result."""
    rows = [line.decode().split("\t") for line in bundle.lines("result.tsv")]
    return next(row[3] for row in rows if row[0] == frame and row[5] == status)


def someone_left(bundle: Bundle, excl: str) -> str:
    """An id of the register that was not drawn, for this reason ("-": by its ticket)."""
    drawn = bundle.path("result.tsv").read_bytes()
    rows = [line.split(b"\t") for line in bundle.lines("registers/MAIN.tsv")]
    return next(
        row[0].decode() for row in rows if row[0] not in drawn and (row[3] == b"-") == (excl == "-")
    )


@pytest.fixture(params=["S1", "edge_S2", "confidential"])
def published(
    request: pytest.FixtureRequest, bundle_of: Callable[[str], Bundle], tmp_path: Path
) -> tuple[Bundle, Path]:
    bundle = bundle_of(request.param)
    public = bundle.folder
    if request.param == "confidential":
        public = bundle.publish(tmp_path / "public")
    return bundle, public


def test_proof_says_what_happened_to_the_object(published: tuple[Bundle, Path]):
    bundle, public = published
    cases = [
        (someone(bundle, "D2"), "抽中，第"),
        (someone(bundle, "R"), "备选第"),
        (someone(bundle, "F", "FIRE"), "随之检查"),
        (someone_left(bundle, "-"), "没有抽中"),
        (someone_left(bundle, "Y12"), "排除"),
    ]
    for ident, words in cases:
        code, text = check(bundle, bundle.proof(ident), public)
        assert code == 0, text
        assert words in text
        assert ident in text


def test_proof_names_the_team_the_ticket_and_the_threshold(published: tuple[Bundle, Path]):
    bundle, public = published
    ident = bundle.lines("assignment.tsv")[0].split(b"\t")[0].decode()
    team = [line.split(b"\t")[2].decode() for line in bundle.lines("assignment.tsv")
            if line.split(b"\t")[0].decode() == ident]  # fmt: skip
    ticket = next(line.split(b"\t")[4].decode() for line in bundle.lines("result.tsv")
                  if line.split(b"\t")[3].decode() == ident)  # fmt: skip
    _, text = check(bundle, bundle.proof(ident), public)
    assert all(iid in text for iid in team)
    assert ticket in text


def without(proof: dict[str, Any], tree: str, role: str = "own") -> dict[str, Any]:
    """The proof without one kind of line."""
    lines = [x for x in proof["lines"] if not (x["tree"] == tree and x["role"] == role)]
    assert len(lines) < len(proof["lines"])
    return {**proof, "lines": lines}


def test_proof_that_leaves_lines_out_is_refused(published: tuple[Bundle, Path]):
    bundle, public = published
    proof = bundle.proof(someone(bundle, "D1"))
    for tree, role in [("result", "own"), ("result", "threshold"), ("register/MAIN", "own")]:
        assert check(bundle, without(proof, tree, role), public)[0] == 1
    if "tickets" in bundle.load("transcript.json"):
        assert check(bundle, without(proof, "tickets"), public)[0] == 1
    reserve = bundle.proof(someone(bundle, "R"))
    assert check(bundle, without(reserve, "result", "threshold"), public)[0] == 1


@pytest.mark.slow
def test_proof_damaged_anywhere_is_refused(published: tuple[Bundle, Path]):
    bundle, public = published
    proof = bundle.proof(someone(bundle, "D1"))
    for number, line in enumerate(proof["lines"]):
        damages = [
            {"line": line["line"][:-1] + chr(ord(line["line"][-1]) ^ 1)},
            {"line": "x"},
            {"index": line["index"] ^ 1},
            {"index": line["size"]},
            {"size": line["size"] + 1},
            {"size": 0},
            {"path": line["path"][:-1]},
            {"path": [*line["path"], "0" * 64]},
            {"path": [*line["path"][:-1], "0" * 64]},
            {"tree": "register/TOWN"},
            {"tree": "tickets" if line["tree"] != "tickets" else "result"},
            {"role": "witness"},
            {"extra": 1},
        ]
        for damage in damages:
            lines = [*proof["lines"]]
            lines[number] = {**line, **damage}
            code, text = check(bundle, {**proof, "lines": lines}, public)
            assert code == 1, (line, damage, text)


@pytest.mark.parametrize(
    ("key", "value"),
    [("id", "OTHER"), ("plan_hash", "0" * 64), ("draw_id", "1-2-3"), ("suite", "S9"), ("lines", {}),
     ("draw_id", "130184-2026-7777"), ("spec", "SSJ-DRAW/2"), ("extra", 1)],
)  # fmt: skip
def test_proof_of_another_draw_or_form_is_refused(
    bundle_of: Callable[[str], Bundle], key: str, value: object
):
    bundle = bundle_of("S1")
    proof = bundle.proof(someone(bundle, "D1"))
    assert check(bundle, {**proof, key: value}, bundle.folder)[0] == 1


def test_lines_of_another_object_are_refused(published: tuple[Bundle, Path]):
    bundle, public = published
    proof, other = bundle.proof(someone(bundle, "D1")), bundle.proof(someone(bundle, "D2"))
    for line in other["lines"]:
        if line["role"] == "own":
            mixed = {**proof, "lines": [*proof["lines"], line]}
            assert check(bundle, mixed, public)[0] == 1


@pytest.mark.parametrize("data", [b"", b"[", b"null", b"\xff", b"[" * 100_000, b'{"id":5.0}'])
def test_file_that_is_no_proof_is_refused(bundle_of: Callable[[str], Bundle], data: bytes):
    bundle = bundle_of("S1")
    assert check(bundle, data, bundle.folder)[0] == 1


def test_public_folder_that_is_damaged_or_empty_is_refused(
    bundle_of: Callable[[str], Bundle], tmp_path: Path
):
    bundle = bundle_of("confidential")
    public = bundle.publish(tmp_path / "public")
    proof = bundle.proof(someone(bundle, "D1"))
    for data in (b"", b"{}", b"\xff", b"[" * 100_000):
        (public / "public.json").write_bytes(data)
        assert check(bundle, proof, public)[0] == 1
    (public / "public.json").unlink()
    assert check(bundle, proof, public)[0] == 1
    (public / "public.json").symlink_to(bundle.path("plan.json"))
    assert check(bundle, proof, public)[0] == 1


def test_open_folder_whose_reveals_were_changed_is_refused(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    proof = bundle.proof(someone(bundle, "D1"))
    reveals = bundle.load("transcript.json")["reveals"]
    bundle.change_transcript(reveals=[{**reveals[0], "r": "0" * 64}, reveals[1]])
    assert check(bundle, proof, bundle.folder)[0] == 1
