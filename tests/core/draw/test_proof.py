"""One object's proof, checked as its owner would: by paths, roots and the threshold alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.merkle import root_from_path
from mingcha.core.draw.proof import make_proof, published_roots
from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from conftest import Bundle


def trees_of(files: Bundle) -> dict[str, list[str]]:
    paths = {f"register/{f.code}": f"registers/{f.code}.tsv" for f in files.plan.frames}
    paths |= {tree: f"{tree}.tsv" for tree in ("tickets", "result", "assignment")}
    return {tree: files.lines(path) for tree, path in paths.items() if path in files}


def proof_of(files: Bundle, object_id: str) -> dict[str, Any]:
    roots = published_roots(files.plan, files.json("transcript.json"))
    return make_proof(files.plan, object_id, trees_of(files), roots)


def check_paths(files: Bundle, proof: dict[str, Any]) -> None:
    transcript = files.json("transcript.json")
    roots = {f"register/{f.code}": (f.register.root, f.register.size) for f in files.plan.frames}
    for tree in ("result", "tickets"):
        if tree in transcript:
            roots[tree] = (transcript[tree]["root"], transcript[tree]["size"])
    roots["assignment"] = (transcript["assignment"]["root"], transcript["assignment"]["placed"])
    for proven in proof["lines"]:
        root, size = roots[proven["tree"]]
        path = [bytes.fromhex(node) for node in proven["path"]]
        line = proven["line"].encode()
        found = root_from_path(files.plan.suite.new, line, proven["index"], proven["size"], path)
        assert found is not None
        assert (found.hex(), proven["size"]) == (root, size)


def lines_by_role(proof: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(proven["tree"], proven["role"], proven["line"]) for proven in proof["lines"]]


def own_lines(files: Bundle, tree: str, path: str, column: int, object_id: str) -> list[Any]:
    lines = files.lines(path) if path in files else []
    return [
        (tree, "own", line)
        for line in lines
        if line.split("\t")[column : column + 1] == [object_id]
    ]


def expected_lines(files: Bundle, object_id: str) -> list[tuple[str, str, str]]:
    """Return what docs/reference/bundle.md says a proof holds."""
    found = []
    for frame in files.plan.frames:
        path = f"registers/{frame.code}.tsv"
        found += own_lines(files, f"register/{frame.code}", path, 0, object_id)
    registered = {(tree.partition("/")[2], *line.split("\t")) for tree, _, line in found}
    found += own_lines(files, "tickets", "tickets.tsv", 1, object_id)
    found += own_lines(files, "result", "result.tsv", 3, object_id)
    found += own_lines(files, "assignment", "assignment.tsv", 0, object_id)
    drawing = {frame.code for frame in files.plan.drawing_frames}
    for frame in files.plan.frames:
        for code, _, stratum, _, excl, *_ in registered:
            drawn = [
                line
                for line in files.lines("result.tsv")
                if line.split("\t")[:2] == [code, stratum] and line.split("\t")[5][0] == "D"
            ]
            if code == frame.code and code in drawing and excl == "-" and drawn:
                found.append(("result", "threshold", drawn[-1]))
    return found


@pytest.mark.parametrize("name", ["village", "sealed_village", "deferred_village"])
def test_every_object_of_a_village_gets_exactly_its_lines(
    name: str, request: pytest.FixtureRequest
) -> None:
    files: Bundle = request.getfixturevalue(name)
    ids = {
        line.split("\t")[0]
        for code in ("MAIN", "FIRE")
        for line in files.lines(f"registers/{code}.tsv")
    }
    assert len(ids) == 11
    for object_id in ids:
        proof = proof_of(files, object_id)
        assert {key: value for key, value in proof.items() if key != "lines"} == {
            "spec": "SSJ-DRAW/1",
            "suite": "S1",
            "draw_id": "130184-2026-0001",
            "plan_hash": files.plan.hash,
            "id": object_id,
        }
        for proven in proof["lines"]:
            assert set(proven) == {"tree", "role", "line", "index", "size", "path"}
        assert lines_by_role(proof) == expected_lines(files, object_id)
        check_paths(files, proof)


def test_objects_of_the_vectors(drawn_vector: Bundle) -> None:
    result = drawn_vector.lines("result.tsv")
    register = drawn_vector.lines(f"registers/{drawn_vector.plan.frames[0].code}.tsv")
    ids = [line.split("\t")[3] for line in result[:: len(result) // 5]]
    ids += [line.split("\t")[0] for line in register[:: len(register) // 5]]
    for object_id in ids:
        proof = proof_of(drawn_vector, object_id)
        assert lines_by_role(proof) == expected_lines(drawn_vector, object_id)
        check_paths(drawn_vector, proof)


def test_the_threshold_decides_as_the_result_does(confidential_case: Bundle) -> None:
    drawn = {
        line.split("\t")[3]
        for line in confidential_case.lines("result.tsv")
        if line.split("\t")[5][0] == "D"
    }
    register = confidential_case.lines("registers/MAIN.tsv")
    outcomes = set()
    for object_id in [line.split("\t")[0] for line in register[::40]] + sorted(drawn)[:5]:
        lines = lines_by_role(proof_of(confidential_case, object_id))
        threshold = [line.split("\t") for _, role, line in lines if role == "threshold"]
        ticket = [
            line.split("\t")
            for tree, _, line in lines
            if tree == "tickets" and line.startswith("MAIN\t")
        ]
        is_below = bool(threshold) and (ticket[0][2], object_id) <= (
            threshold[0][4],
            threshold[0][3],
        )
        assert is_below == (object_id in drawn)
        outcomes.add(is_below)
    assert outcomes == {True, False}


def test_an_object_in_no_register_has_no_proof(village: Bundle) -> None:
    with pytest.raises(Refusal) as refusal:
        proof_of(village, "9113018400000099ZZ")
    assert refusal.value.message == "各名录中都没有代码 9113018400000099ZZ"


def test_an_id_that_is_part_of_another_line_is_not_mistaken_for_it(village: Bundle) -> None:
    village.edit_lines(
        "registers/MAIN.tsv", lambda lines: [*lines, "1\tG1\t130184\t-", "G1\tG1\t130184\t-"]
    )
    village.freeze().draw()
    for object_id in ("1", "G1"):
        proof = proof_of(village, object_id)
        assert lines_by_role(proof) == expected_lines(village, object_id)
        assert len([line for line in proof["lines"] if line["tree"] == "register/MAIN"]) == 1


@pytest.mark.parametrize("tree", ["register/MAIN", "tickets", "result", "assignment"])
def test_lines_that_do_not_lead_to_the_published_root_prove_nothing(
    sealed_village: Bundle, tree: str
) -> None:
    object_id = sealed_village.lines("assignment.tsv")[0].split("\t")[0]
    trees = trees_of(sealed_village)
    trees[tree] = [*trees[tree], trees[tree][-1] + "0"]
    roots = published_roots(sealed_village.plan, sealed_village.json("transcript.json"))
    with pytest.raises(Refusal, match=f"{tree} 的各行与已公布的根不一致"):
        make_proof(sealed_village.plan, object_id, trees, roots)
