"""Plans, inputs, random values and logs that break the protocol are refused under the right check."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import SECRET, Bundle

Change = Callable[[dict[str, Any]], object]


def set_at(*path: Any) -> Change:
    """Set the value at a path; the last item is the value."""
    *keys, last, value = path

    def change(plan: dict[str, Any]) -> None:
        for key in keys:
            plan = plan[key]
        plan[last] = value

    return change


def say_at(text: str, *keys: Any) -> Change:
    """Set the value that a text says in JSON."""
    return set_at(*keys, json.loads(text))


def drop(*keys: Any) -> Change:
    def change(plan: dict[str, Any]) -> None:
        for key in keys[:-1]:
            plan = plan[key]
        del plan[keys[-1]]

    return change


MAIN, MATCH = ("frames", 0), ("assignment",)
WISH = {"unit": "scjg", "expertise": [], "match": "any"}
PLANS = {
    "another protocol": set_at("spec", "SSJ-DRAW/2"),
    "unknown suite": set_at("suite", "S3"),
    "draw id without serial": set_at("draw_id", "130184-2026"),
    "draw id that is a path": set_at("draw_id", "130184-2026-0001/.."),
    "no task": drop("task"),
    "unknown key": say_at("true", "hurry"),
    "unknown key inside": set_at(*MAIN, "hurry", 1),
    "text for a number": set_at("seq", "1"),
    "true for a number": say_at("true", "seq"),
    "number beyond 2**53": set_at("seq", 2**53),
    "upper-case hash": set_at("prev_head", "AB" * 32),
    "no frames": set_at("frames", []),
    "frames that are no list": set_at("frames", {}),
    "frame code that is a path": set_at(*MAIN, "code", "../../MAIN"),
    "frame twice": lambda plan: plan["frames"].append(copy.deepcopy(plan["frames"][0])),
    "following nobody": set_at("frames", 1, "follow", "TAX"),
    "following itself": set_at("frames", 1, "follow", "FIRE"),
    "following before drawing": lambda plan: plan["frames"].reverse(),
    "no strata": set_at(*MAIN, "strata", []),
    "stratum twice": lambda plan: plan["frames"][0]["strata"].append(plan["frames"][0]["strata"][0]),
    "ratio above all": set_at(*MAIN, "strata", 0, "bp", 10001),
    "ratio and count": set_at(*MAIN, "strata", 0, "n", 3),
    "minimum above maximum": lambda plan: plan["frames"][0]["strata"][0].update(min=3, max=2),
    "census false": say_at("false", *MAIN, "strata", 0, "census"),
    "census one": set_at(*MAIN, "strata", 0, "census", 1),
    "total beside ratios": set_at(*MAIN, "total", 9),
    "no batches": set_at(*MAIN, "batches", 0),
    "unknown base": set_at(*MAIN, "base", "all"),
    "no parties": set_at("entropy", "commits", []),
    "party twice": lambda plan: plan["entropy"]["commits"].append(plan["entropy"]["commits"][0]),
    "unknown public source": set_at("entropy", "public", ["dice|1"]),
    "public source without issue": set_at("entropy", "public", ["kl8"]),
    "missing allowed without public source": set_at("entropy", "public", []),
    "void with a public source": set_at("entropy", "missing_rule", "void"),
    "public draw before the reveals": set_at("public_after", "2026-11-20T19:00:00+08:00"),
    "public draw before them in another zone": set_at("public_after", "2026-11-20T20:30:00+09:00"),
    "time without offset": set_at("reveal_by", "2026-11-20T20:00:00"),
    "time that is none": set_at("reveal_by", "2026-11-20T25:00:00+08:00"),
    "day that is none": set_at(*MATCH, "valid_on", "2026-02-30"),
    "too many choices": set_at(*MATCH, "choices", 5),
    "no tries": set_at(*MATCH, "tmax", 0),
    "another algorithm": set_at(*MATCH, "algo", "RPA-2"),
    "slot of no frame": set_at(*MATCH, "slots", 0, "frame", "TAX"),
    "slot with an unknown match": set_at(*MATCH, "slots", 0, "match", "near"),
    "fallback of another length": set_at(*MATCH, "fallback", [[None]]),
    "fallback with a frame": set_at(*MATCH, "fallback", [[{**WISH, "frame": "MAIN"}, *[None] * 3]]),
    "unknown disclosure": set_at("disclosure", {"mode": "never", "disclose_by": ""}),
    "deferred without a day": set_at(
        "disclosure", {"mode": "deferred", "disclose_by": "", "sealed": "witness", "row_commit": "0" * 64}
    ),
    "sealed party that takes no part": set_at(
        "disclosure",
        {"mode": "confidential", "disclose_by": "", "sealed": "mayor", "row_commit": "0" * 64},
    ),
    "text that is not NFC": set_at("task", "e\u0301"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANS)
def test_plan_is_refused(bundle_of: Callable[[str], Bundle], fault: str):
    bundle = bundle_of("S1")
    plan = bundle.load("plan.json")
    PLANS[fault](plan)
    bundle.write("plan.json", plan)
    found = bundle.verify()
    assert found["plan"][0] == "fail"
    assert {found[check][0] for check in ("registers", "entropy", "result")} == {"blocked"}


@pytest.mark.parametrize(
    ("count", "stratum", "outcome"),
    [
        (1, {"mode": "count", "n": 1}, "fail"),
        (1, {"mode": "ratio", "bp": 1}, "fail"),
        (1, {"mode": "count", "n": 1, "census": True}, "pass"),
        (1, {"mode": "count", "n": 0}, "pass"),
        (2, {"mode": "count", "n": 1}, "pass"),
    ],
)
def test_lone_object_drawn_for_certain_must_be_a_census(
    bundle_of: Callable[[str], Bundle], count: int, stratum: dict[str, Any], outcome: str
):
    bundle = bundle_of("S1")
    lone = [f"ZZZ{i}\tLONE\t130184\t-".encode() for i in range(count)] + [
        b"ZZZZ\tLONE\t130184\tY12"
    ]
    bundle.write_lines("registers/MAIN.tsv", [*bundle.lines("registers/MAIN.tsv"), *lone])
    frames = bundle.load("plan.json")["frames"]
    frames[0]["strata"].append({"code": "LONE", **stratum})
    bundle.freeze(frames=frames)
    bundle.draw()
    found = bundle.verify()
    assert found["plan"][0] == outcome
    assert ("LONE" in found["plan"][1]) == (outcome == "fail")


REGISTERS = {
    "duplicate id": b"A1\tA\t130184\t-\nA1\tB\t130184\t-\n",
    "row in no stratum": b"A1\tE\t130184\t-\n",
    "not sorted": b"B1\tA\t130184\t-\nA1\tA\t130184\t-\n",
    "lower-case id": b"a1\tA\t130184\t-\n",
    "long id": b"A" * 23 + b"\tA\t130184\t-\n",
    "short region": b"A1\tA\t1301\t-\n",
    "missing column": b"A1\tA\t130184\n",
    "surplus column": b"A1\tA\t130184\t-\tx\n",
    "carriage return": b"A1\tA\t130184\t-\r\n",
    "no final line feed": b"A1\tA\t130184\t-",
    "empty line": b"A1\tA\t130184\t-\n\n",
    "NUL": b"A1\tA\t130184\t-\0\n",
    "Chinese": "A1\t甲\t130184\t-\n".encode(),
}
INSPECTORS = {
    "same iid": b"I1\t13\t2027-01-01\t\t1\tu\t" + b"0" * 32 + b"\nI1\t13\t2027-01-01\t\t1\tu\t" + b"1" * 32 + b"\n",
    "same person": b"I1\t13\t2027-01-01\t\t1\tu\t" + b"0" * 32 + b"\nI2\t13\t2027-01-01\t\t1\tu\t" + b"0" * 32 + b"\n",
    "unsorted expertise": b"I1\t13\t2027-01-01\tb,a\t1\tu\t" + b"0" * 32 + b"\n",
    "empty expertise code": b"I1\t13\t2027-01-01\ta,\t1\tu\t" + b"0" * 32 + b"\n",
    "no such day": b"I1\t13\t2027-02-29\t\t1\tu\t" + b"0" * 32 + b"\n",
    "capacity with a zero before": b"I1\t13\t2027-01-01\t\t01\tu\t" + b"0" * 32 + b"\n",
    "negative capacity": b"I1\t13\t2027-01-01\t\t-1\tu\t" + b"0" * 32 + b"\n",
    "region of three digits": b"I1\t130\t2027-01-01\t\t1\tu\t" + b"0" * 32 + b"\n",
}  # fmt: skip


@pytest.mark.parametrize("fault", REGISTERS)
def test_register_is_refused_even_if_frozen(bundle_of: Callable[[str], Bundle], fault: str):
    bundle = bundle_of("S1")
    bundle.write("registers/MAIN.tsv", REGISTERS[fault])
    bundle.freeze()
    assert "registers/MAIN.tsv" in bundle.faults()["registers"]


@pytest.mark.parametrize("fault", INSPECTORS)
def test_inspectors_are_refused_even_if_frozen(bundle_of: Callable[[str], Bundle], fault: str):
    bundle = bundle_of("S1")
    bundle.write("inspectors.tsv", INSPECTORS[fault])
    bundle.freeze()
    assert "inspectors" in bundle.faults()


@pytest.mark.parametrize("name", ["registers/MAIN.tsv", "inspectors.tsv", "coi.tsv"])
def test_input_changed_after_sealing_is_refused(bundle_of: Callable[[str], Bundle], name: str):
    bundle = bundle_of("S1")
    bundle.write_lines(name, bundle.lines(name)[:-1])
    check = name.partition("/")[0].removesuffix(".tsv")
    assert name in bundle.faults()[check]


VALUES = {
    "19 numbers": "kl8|2026123|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73",
    "not ascending": "kl8|2026123|05,02,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
    "twice the same": "kl8|2026123|02,02,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
    "above 80": "kl8|2026123|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,81",
    "another issue": "kl8|2026124|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
    "space after": "kl8|2026123|02,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79 ",
    "wide digits": "kl8|2026123|０2,05,09,11,17,20,23,28,31,36,40,44,47,52,55,61,66,70,73,79",
}


@pytest.mark.parametrize("fault", VALUES)
def test_public_value_is_refused(bundle_of: Callable[[str], Bundle], fault: str):
    bundle = bundle_of("S1")
    bundle.write("entropy.json", {**bundle.load("entropy.json"), "public": [VALUES[fault]]})
    assert "entropy" in bundle.faults()


@pytest.mark.parametrize(
    ("source", "good", "bad"),
    [
        ("fc3d|2026001", "0,0,9", "0,0,10"),
        ("pl5|26001", "0,9,9,3,1", "0,9,9,3"),
        ("ssq|2026001", "01,02,03,04,05,33+16", "01,02,03,04,05,34+16"),
        ("ssq|2026001", "01,02,03,04,05,06+06", "01,02,03,04,06,05+06"),
        ("drand|" + "0a" * 32 + ":77", "ab" * 48, "AB" * 48),
    ],
)
def test_every_public_source_has_its_form(
    bundle_of: Callable[[str], Bundle], source: str, good: str, bad: str
):
    bundle = bundle_of("S1")
    bundle.freeze(entropy={**bundle.load("plan.json")["entropy"], "public": [source]})
    for value, outcome in ((good, "pass"), (bad, "fail"), ("", "fail")):
        entropy = {**bundle.load("entropy.json"), "public": [f"{source}|{value}"]}
        bundle.write("entropy.json", entropy)
        assert bundle.verify()["entropy"][0] == outcome


def reveal(bundle: Bundle, **values: str) -> None:
    entropy = bundle.load("entropy.json")
    for item in entropy["reveals"]:
        item["r"] = values.get(item["party"], item["r"])
    bundle.write("entropy.json", entropy)


def test_reveal_that_breaks_its_commitment_is_refused(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    reveal(bundle, witness="0" * 64)
    assert "witness" in bundle.faults()["entropy"]


def test_missing_reveal_is_allowed_with_a_public_source_but_not_all_of_them(
    bundle_of: Callable[[str], Bundle],
):
    bundle = bundle_of("S1")
    reveal(bundle, organiser="-")
    bundle.draw()
    assert bundle.faults() == {}
    reveal(bundle, organiser="-", witness="-")
    assert "entropy" in bundle.faults()


def test_witnessed_draw_needs_every_reveal(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    entropy = {**bundle.load("plan.json")["entropy"], "public": [], "missing_rule": "void"}
    bundle.freeze(entropy=entropy)
    bundle.write("entropy.json", {**bundle.load("entropy.json"), "public": []})
    bundle.draw()
    assert bundle.faults() == {}
    reveal(bundle, witness="-")
    assert "witness" in bundle.faults()["entropy"]


@pytest.mark.parametrize("reveals", [[], [0], "reversed", "doubled"])
def test_reveals_are_those_of_the_plan_in_its_order(
    bundle_of: Callable[[str], Bundle], reveals: Any
):
    bundle = bundle_of("S1")
    entropy = bundle.load("entropy.json")
    given = entropy["reveals"]
    entropy["reveals"] = {"reversed": given[::-1], "doubled": given * 2}.get(str(reveals), reveals)
    bundle.write("entropy.json", entropy)
    assert "entropy" in bundle.faults()


def test_open_draw_has_no_sealed_reveal(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    reveal(bundle, organiser="sealed")
    assert "organiser" in bundle.faults()["entropy"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("row_secret", "00" * 32),
        ("draw_id", "130184-2026-9999"),
        ("reveal", {"party": "witness", "r": "0" * 64}),
        ("reveal", {"party": "organiser", "r": "0" * 64}),
        ("meanings", {"MAIN/A": 1}),
        ("extra", ""),
    ],
)
def test_sealed_file_that_says_something_else_is_refused(
    bundle_of: Callable[[str], Bundle], key: str, value: object
):
    bundle = bundle_of("confidential")
    sealed = {**bundle.load("sealed.json"), key: value}
    bundle.write("sealed.json", bundle.digested("SEALED", sealed))
    assert "sealed" in bundle.faults()


def test_row_salt_of_another_secret_is_named(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("confidential")
    lines = bundle.lines("registers/FIRE.tsv")
    lines[5] = lines[5][:-32] + b"0" * 32
    bundle.write_lines("registers/FIRE.tsv", lines)
    bundle.freeze()
    bundle.draw()
    fault = bundle.faults()["sealed"]
    assert lines[5].split(b"\t")[0].decode() in fault
    assert SECRET not in fault


LogChange = Callable[[list[tuple[str, Any]]], object]


def swap(first: str, second: str) -> LogChange:
    def change(bodies: list[tuple[str, Any]]) -> None:
        kinds = [kind for kind, _ in bodies]
        i, j = kinds.index(first), kinds.index(second)
        bodies[i], bodies[j] = bodies[j], bodies[i]

    return change


def put(kind: str, **changes: Any) -> LogChange:
    def change(bodies: list[tuple[str, Any]]) -> None:
        at = [name for name, _ in bodies].index(kind)
        bodies[at] = (kind, {**bodies[at][1], **changes})

    return change


LOGS: dict[str, LogChange] = {
    "second result": lambda bodies: bodies.append(bodies[-2]),
    "second plan": lambda bodies: bodies.append(("PLAN", bodies[4][1])),
    "void after the reveals": lambda bodies: bodies.append(("VOID", {})),
    "no assignment": lambda bodies: bodies.pop(),
    "reveal before the plan": swap("PLAN", "REVEAL"),
    "outcome before disclosure": lambda bodies: bodies.append(("OUTCOME", {})),
    "missing commitment": lambda bodies: bodies.pop(2),
    "missing reveal": lambda bodies: bodies.pop(5),
    "another register": put(
        "REGISTER", register={"root": "0" * 64, "size": 1, "file_hash": "0" * 64}
    ),
    "another commitment": put("COMMIT", c="0" * 64),
    "another plan": put("PLAN", plan_hash="0" * 64),
    "another reveal": put("REVEAL", r="0" * 64),
    "reveal for another plan": put("REVEAL", plan_hash="0" * 64),
    "another entropy": put("ENTROPY", public=[]),
    "another result": put("RESULT", root="0" * 64),
    "another assignment": put("ASSIGN", placed=1),
    "unknown type": lambda bodies: bodies.append(("PARTY", {})),
}


@pytest.mark.parametrize("fault", LOGS)
def test_log_is_refused(bundle_of: Callable[[str], Bundle], fault: str):
    bundle = bundle_of("S1")
    bundle.keep_log()
    bodies = bundle.log_bodies()
    LOGS[fault](bodies)
    bundle.write_log(bodies)
    assert set(bundle.faults()) == {"log"}


@pytest.mark.parametrize(
    "changes",
    [
        {"ENTROPY": {"seq": 9}},
        {"ENTROPY": {"prev": "0" * 64}},
        {"ENTROPY": {"time": "2026-11-19T09:00:00+08:00"}},
        {"ENTROPY": {"draw_id": "130184-2026-0002"}},
        {"ENTROPY": {"body_hash": "0" * 64}},
        {"ENTROPY": {"time": "today"}},
        {"REGISTER": {"seq": 7}},
        {"RESULT": {"signed_by": "x"}},
    ],
)
def test_log_whose_chain_is_broken_is_refused(
    bundle_of: Callable[[str], Bundle], changes: dict[str, Any]
):
    bundle = bundle_of("S1")
    bundle.keep_log()
    bundle.write_log(bundle.log_bodies(), **changes)
    assert set(bundle.faults()) == {"log"}


def test_log_may_go_on_after_the_assignment(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    bundle.keep_log()
    later = [("REPLACE", {"n": 1}), ("DISCLOSE", {}), ("OUTCOME", {"id": "X"}), ("CLOSE", {})]
    bundle.write_log([*bundle.log_bodies(), *later])
    assert bundle.faults() == {}


def test_log_head_of_another_log_is_refused(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    bundle.keep_log()
    bundle.change_transcript(log_head="0" * 64)
    assert set(bundle.faults()) == {"log"}


def test_plan_at_another_place_of_the_log_is_refused(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    bundle.keep_log()
    bundle.freeze(seq=99)
    bundle.draw()
    bundle.write_log(bundle.log_bodies())
    assert set(bundle.faults()) == {"log"}


def test_log_of_a_sealed_draw_may_hide_the_sealed_reveal(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("confidential")
    bundle.keep_log()
    bodies = bundle.log_bodies()
    hidden = [
        (
            kind,
            {**body, "r": "sealed"} if body.get("party") == "organiser" and "r" in body else body,
        )
        for kind, body in bodies
    ]
    bundle.write_log(hidden)
    assert bundle.faults() == {}
