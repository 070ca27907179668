"""The page's script on proof.json, against public.json and against plan and transcript."""

from __future__ import annotations

from typing import Any

import pytest
from bundle_files import Bundle, ids_by_status, jcs, run_node


def outcome_of(bundle: Bundle, proof: object, *names: str, public: bool) -> dict[str, Any]:
    folder = bundle.folder.parent / "proof"
    folder.mkdir(exist_ok=True)
    (folder / "proof.json").write_text(jcs(proof), "utf-8")
    if public:
        (folder / "public.json").write_text(jcs(bundle.public()), "utf-8")
    for name in names:
        (folder / name).write_bytes((bundle.folder / name).read_bytes())
    outcome: dict[str, Any] = run_node("proof", folder=folder)
    return outcome


@pytest.mark.parametrize("kind", ["D", "R", "F", "-", "excluded"])
def test_proof_holds_against_public_file_and_against_transcript(sealed: Bundle, kind: str) -> None:
    proof = sealed.proof(ids_by_status(sealed)[kind])
    for names, public in (((), True), (("plan.json", "transcript.json"), False)):
        outcome = outcome_of(sealed, proof, *names, public=public)
        assert outcome["status"] == "pass", outcome
        main = next(f for f in outcome["proven"]["facts"] if f["frame"] == "MAIN")
        assert main["status"][:1] == {"-": "", "excluded": "", "F": "D"}.get(kind, kind)
        team = {
            line["line"].split("\t")[2] for line in proof["lines"] if line["tree"] == "assignment"
        }
        assert {member["iid"] for member in outcome["proven"]["team"]} == team


def test_proof_of_an_open_draw_takes_the_ticket_from_the_key(s1: Bundle) -> None:
    for kind, object_id in ids_by_status(s1).items():
        proof = s1.proof(object_id)
        outcome = outcome_of(s1, proof, "plan.json", "transcript.json", public=False)
        assert outcome["status"] == "pass", (kind, outcome)


def drop(tree: str, role: str = "own") -> Any:
    return lambda lines: [x for x in lines if (x["tree"], x["role"]) != (tree, role)]


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("D", drop("result")),
        ("D", drop("result", "threshold")),
        ("D", drop("tickets")),
        ("D", drop("register/MAIN")),
        ("-", drop("tickets")),
        ("D", lambda lines: [*lines, lines[0]]),
        ("D", lambda lines: [lines[0] | {"index": lines[0]["index"] ^ 1}, *lines[1:]]),
        ("D", lambda lines: [lines[0] | {"size": lines[0]["size"] + 1}, *lines[1:]]),
        ("D", lambda lines: [lines[0] | {"path": lines[0]["path"][:-1]}, *lines[1:]]),
        ("D", lambda lines: [lines[0] | {"line": lines[0]["line"] + "0"}, *lines[1:]]),
    ],
)
def test_proof_that_leaves_out_or_alters_a_line_fails(
    sealed: Bundle, kind: str, change: Any
) -> None:
    proof = sealed.proof(ids_by_status(sealed)[kind])
    proof["lines"] = change(proof["lines"])
    assert outcome_of(sealed, proof, public=True)["status"] == "fail"


def test_proof_with_a_lower_threshold_line_fails_against_the_transcript(sealed: Bundle) -> None:
    proof = sealed.proof(ids_by_status(sealed)["-"])
    at = next(i for i, x in enumerate(proof["lines"]) if x["role"] == "threshold")
    stratum = proof["lines"][at]["line"].split("\t")[1].encode()
    lower = next(x for x in sealed.lines("result.tsv") if x.split(b"\t")[1] == stratum)
    proof["lines"][at] = sealed._entry("result", "result.tsv", lower, "threshold")
    outcome = outcome_of(sealed, proof, "plan.json", "transcript.json", public=False)
    assert "中签线" in outcome["message"]


def test_proof_of_another_draw_fails(sealed: Bundle) -> None:
    proof = sealed.proof(ids_by_status(sealed)["D"]) | {"draw_id": "130184-2026-0009"}
    assert outcome_of(sealed, proof, public=True)["difference"]["where"] == "draw_id"
