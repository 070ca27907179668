"""``plan.json`` under its closed schema: whatever is not as it must be is refused by its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.assignment.slots import Match, SlotRule
from mingcha.core.draw.plan import (
    Base,
    Disclosure,
    DrawingFrame,
    FollowingFrame,
    MissingRule,
    Mode,
    Slot,
    Stratum,
)
from mingcha.core.draw.plan_schema import parse_plan, read_plan
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle

Json = Any
Steps = tuple[str | int, ...]
GONE = object()


@pytest.fixture(scope="module")
def sound(vectors: Path) -> Json:
    """Return the plan of ``edge`` as a deferred draw with fallback: every kind of part is in it."""
    plan = json.loads((vectors / "edge" / "plan.json").read_bytes())
    plan["assignment"]["fallback"] = [[None, {"unit": "*", "expertise": [], "match": "any"}]]
    plan["assignment"]["slots"] = plan["assignment"]["slots"][:2]
    plan["disclosure"] = {
        "mode": "deferred",
        "disclose_by": "2026-12-24T09:00:00+08:00",
        "sealed": "notary",
        "row_commit": "0" * 64,
    }
    read_plan(plan)
    return plan


def altered(plan: Json, path: Steps, value: Any) -> Json:
    """Return a copy with another value at ``path``, or without it."""
    plan = deepcopy(plan)
    node = plan
    for step in path[:-1]:
        node = node[step]
    if value is GONE:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return plan


def fault_of(plan: Json) -> str:
    with pytest.raises(InvalidFile) as refusal:
        read_plan(plan)
    assert refusal.value.file == "plan.json"
    return refusal.value.fault


def place_of(path: Steps) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def required_keys(node: Json, path: Steps = ()) -> list[Steps]:
    optional = {"min", "max", "total", "fallback"}
    if isinstance(node, list):
        return [found for i, item in enumerate(node) for found in required_keys(item, (*path, i))]
    if isinstance(node, dict):
        own = [(*path, key) for key in node if key not in optional]
        return own + [f for key in node for f in required_keys(node[key], (*path, key))]
    return []


def test_every_key_but_the_optional_ones_is_required(sound: Json) -> None:
    paths = required_keys(sound)
    assert len(paths) > 100
    for path in paths:
        fault = fault_of(altered(sound, path, GONE))
        # Without ``follow`` a frame is a drawing frame, and lacks what those have.
        expected = "base" if path[-1] == "follow" else path[-1]
        assert fault == f"{place_of((*path[:-1], expected))} 缺少"


def test_no_object_has_a_key_that_nobody_knows(sound: Json) -> None:
    objects = {path[:-1] for path in required_keys(sound)}
    assert len(objects) > 25
    for path in objects:
        fault = fault_of(altered(sound, (*path, "note"), "x"))
        assert fault == f"{place_of((*path, 'note'))} 是不认识的键"


NO_TEXT = (None, 1, True, [], {}, "")
NO_COUNT = (None, -1, 2**53, "1", True, [], {})
NO_LIST = (None, 1, "", {})
NO_HASH = (*NO_TEXT, "0" * 63, "0" * 65, "F" * 64)
NO_TIME = (*NO_TEXT, "2026-11-20", "2026-11-20T20:00:00", "2026-02-30T20:00:00+08:00")
NO_CODE = (*NO_TEXT, "a b", "a/b", "层", "z" * 33)
NO_FRAME = (*NO_TEXT, "main", "../MAIN", "MAIN/", "1A", "A" * 17)

MALFORMED: list[tuple[Steps, tuple[Any, ...]]] = [
    (("spec",), (*NO_TEXT, "SSJ-DRAW/2", "ssj-draw/1")),
    (("suite",), (*NO_TEXT, "S3", "s1")),
    (("draw_id",), (*NO_TEXT, "130184", "130184-2026", "130184-26-0001", "x-2026-0001")),
    (("task",), (*NO_TEXT, " ", "\n\t")),
    (("seq",), NO_COUNT),
    (("prev_head",), NO_HASH),
    (("frames",), (*NO_LIST, [])),
    (("frames", 0), (None, 1, "", [])),
    (("frames", 0, "code"), NO_FRAME),
    (("frames", 0, "register"), (None, 1, "", [])),
    (("frames", 0, "register", "root"), NO_HASH),
    (("frames", 0, "register", "size"), NO_COUNT),
    (("frames", 0, "register", "file_hash"), NO_HASH),
    (("frames", 0, "base"), (*NO_TEXT, "all", "Eligible")),
    (("frames", 0, "reserve_bp"), (*NO_COUNT, 10_001)),
    (("frames", 0, "batches"), (*NO_COUNT, 0)),
    (("frames", 0, "strata"), NO_LIST),
    (("frames", 0, "strata", 1), (None, 1, "", [])),
    (("frames", 0, "strata", 1, "code"), NO_CODE),
    (("frames", 0, "strata", 1, "mode"), (*NO_TEXT, "all", "weight")),
    (("frames", 0, "strata", 1, "bp"), (*NO_COUNT, 10_001)),
    (("frames", 0, "strata", 0, "min"), NO_COUNT),
    (("frames", 0, "strata", 2, "max"), NO_COUNT),
    (("frames", 0, "strata", 4, "n"), NO_COUNT),
    (("frames", 0, "strata", 0, "census"), (None, False, 1, "", "true", [])),
    (("frames", 1, "total"), NO_COUNT),
    (("frames", 1, "strata", 0, "code"), NO_CODE),
    (("frames", 1, "strata", 0, "w"), NO_COUNT),
    (("frames", 1, "strata", 0, "census"), (None, False, 1, "")),
    (("frames", 2, "follow"), NO_FRAME),
    (("inspectors",), (None, 1, "", [])),
    (("inspectors", "root"), NO_HASH),
    (("inspectors", "size"), NO_COUNT),
    (("inspectors", "file_hash"), NO_HASH),
    (("coi",), (None, 1, "", [])),
    (("coi", "file_hash"), NO_HASH),
    (("entropy",), (None, 1, "", [])),
    (("entropy", "commits"), (*NO_LIST, [])),
    (("entropy", "commits", 0, "party"), (*NO_TEXT, "Mayor", "2nd", "a.b")),
    (("entropy", "commits", 0, "c"), NO_HASH),
    (("entropy", "public"), NO_LIST),
    (("entropy", "missing_rule"), (*NO_TEXT, "skip", "VOID")),
    (("reveal_by",), NO_TIME),
    (("public_after",), NO_TIME),
    (("assignment",), (None, 1, "", [])),
    (("assignment", "algo"), (*NO_TEXT, "RPA-2", "rpa-1")),
    (("assignment", "choices"), (*NO_COUNT, 0, 5)),
    (("assignment", "tmax"), (*NO_COUNT, 0, 65)),
    (("assignment", "valid_on"), (*NO_TEXT, "2026-02-29", "2026-1-1", "20261231")),
    (("assignment", "slots"), NO_LIST),
    (("assignment", "slots", 0, "frame"), NO_FRAME),
    (("assignment", "slots", 0, "unit"), (*NO_CODE, "**")),
    (("assignment", "slots", 0, "expertise"), NO_LIST),
    (("assignment", "slots", 0, "match"), (*NO_TEXT, "near", "Any")),
    (("assignment", "fallback"), NO_LIST),
    (("disclosure",), (None, 1, "", [])),
    (("disclosure", "mode"), (*NO_TEXT, "secret", "Deferred")),
    (("disclosure", "disclose_by"), NO_TIME),
    (("disclosure", "sealed"), (*NO_TEXT, "Mayor")),
    (("disclosure", "row_commit"), NO_HASH),
]


@pytest.mark.parametrize(("path", "values"), MALFORMED, ids=[place_of(p) for p, _ in MALFORMED])
def test_a_malformed_part_is_refused_at_its_place(
    sound: Json, path: Steps, values: tuple[Any, ...]
) -> None:
    for value in values:
        assert fault_of(altered(sound, path, value)).startswith(f"{place_of(path)} ")


AT_THE_EDGE: list[tuple[Steps, tuple[Any, ...]]] = [
    (("draw_id",), ("13-2026-1",)),
    (("seq",), (0, 2**53 - 1)),
    (("frames", 0, "reserve_bp"), (0, 10_000)),
    (("frames", 0, "batches"), (1, 2**53 - 1)),
    (("frames", 0, "base"), ("eligible", "frame")),
    (("frames", 0, "strata", 1, "bp"), (0, 10_000)),
    (("frames", 0, "strata", 1, "census"), (True,)),
    (("frames", 0, "strata", 0, "max"), (1, 2**53 - 1)),
    (("frames", 0, "strata", 4, "n"), (0,)),
    (("frames", 1, "total"), (0,)),
    (("frames", 1, "strata", 0, "w"), (0,)),
    (("frames", 1, "strata", 0, "census"), (True,)),
    (("frames", 1, "strata"), ([],)),
    (("assignment", "choices"), (1, 4)),
    (("assignment", "tmax"), (1, 64)),
    (("assignment", "slots", 0, "unit"), ("*", "z" * 32)),
    (("assignment", "slots", 0, "expertise"), ([], ["z" * 32, "a"])),
    (("assignment", "slots", 0, "match"), ("any", "same", "within")),
    (("assignment", "fallback"), ([], GONE)),
    (("disclosure", "disclose_by"), ("2026-12-24T09:00Z",)),
]


@pytest.mark.parametrize(("path", "values"), AT_THE_EDGE, ids=[place_of(p) for p, _ in AT_THE_EDGE])
def test_what_lies_at_the_edge_is_taken(sound: Json, path: Steps, values: tuple[Any, ...]) -> None:
    for value in values:
        plan = altered(sound, path, value)
        assert read_plan(plan).document == plan


def test_a_plan_is_read_part_by_part(sound: Json) -> None:
    plan = read_plan(sound)
    assert (plan.suite.name, plan.draw_id, plan.seq) == ("S1", "130184-2026-0002", 7)
    assert (plan.task, plan.prev_head) == ('边界 "edge" \\ é', "ab" * 32)
    assert plan.reveal_by == "2026-11-20T20:00:00+08:00"
    assert plan.public_after == "2026-11-20T21:00:00+08:00"

    main, tax, fire, empty = plan.frames
    assert isinstance(main, DrawingFrame)
    assert (main.code, main.base, main.reserve_bp, main.batches) == ("MAIN", Base.FRAME, 3333, 3)
    assert main.register.as_json() == sound["frames"][0]["register"]
    assert main.total is None
    assert main.strata == (
        Stratum("E", bp=1, minimum=1),
        Stratum("A", bp=900),
        Stratum("B", bp=2000, maximum=9),
        Stratum("C", bp=100, minimum=4),
        Stratum("D", count=500),
    )
    assert isinstance(tax, DrawingFrame)
    assert (tax.total, tax.reserve_bp, tax.batches) == (25, 10_000, 4)
    assert tax.strata[:2] == (Stratum("L", weight=3), Stratum("M", weight=3))
    assert isinstance(fire, FollowingFrame)
    assert isinstance(empty, FollowingFrame)
    assert [(frame.code, frame.follow) for frame in (fire, empty)] == [
        ("FIRE", "MAIN"),
        ("EMPTY", "TAX"),
    ]
    assert fire.register.as_json() == sound["frames"][2]["register"]

    assert plan.inspectors.as_json() == sound["inspectors"]
    assert plan.coi.as_json() == sound["coi"]
    assert [(c.party, c.c) for c in plan.entropy.commits] == [
        (c["party"], c["c"]) for c in sound["entropy"]["commits"]
    ]
    assert plan.entropy.public == ("pl5|26301", "kl8|2026200")
    assert plan.entropy.missing_rule is MissingRule.GO_ON

    rules = plan.assignment
    assert (rules.choices, rules.tmax, rules.valid_on) == (2, 6, "2026-12-31")
    assert rules.slots == (
        Slot("MAIN", SlotRule("scjg", ("boiler", "food"), Match.ANY)),
        Slot("MAIN", SlotRule("scjg", (), Match.WITHIN)),
    )
    assert rules.fallback == ((None, SlotRule("*", (), Match.ANY)),)
    assert plan.disclosure == Disclosure(
        Mode.DEFERRED, "2026-12-24T09:00:00+08:00", sealed="notary", row_commit="0" * 64
    )


def test_without_fallback_there_are_no_further_rounds(undrawn_village: Bundle) -> None:
    undrawn_village.edit("plan.json", lambda plan: plan["assignment"].pop("fallback"))
    assert undrawn_village.plan.assignment.fallback == ()


def test_an_open_disclosure_has_neither_time_nor_seal(undrawn_village: Bundle) -> None:
    assert undrawn_village.plan.disclosure == Disclosure(Mode.IMMEDIATE, "", "", "")


def test_census_is_read_in_both_kinds_of_strata(sound: Json) -> None:
    plan = altered(sound, ("frames", 0, "strata", 4, "census"), value=True)
    plan = altered(plan, ("frames", 1, "strata", 1, "census"), value=True)
    main, tax = read_plan(plan).drawing_frames
    assert [stratum.census for stratum in main.strata] == [False, False, False, False, True]
    assert [stratum.census for stratum in tax.strata] == [False, True, False, False, False]


def test_census_that_is_denied_is_left_out_instead(sound: Json) -> None:
    plan = altered(sound, ("frames", 0, "strata", 0, "census"), value=False)
    with pytest.raises(InvalidFile) as refusal:
        read_plan(plan)
    place = "frames[0].strata[0].census"
    assert refusal.value.fault == f"{place} 只能是 true，不是全数检查的不写这一项"


def test_a_plan_is_strict_json() -> None:
    with pytest.raises(InvalidFile, match="重复出现") as refusal:
        parse_plan(b'{"spec": "SSJ-DRAW/1", "spec": "SSJ-DRAW/1"}')
    assert refusal.value.file == "plan.json"
    with pytest.raises(InvalidFile, match=r"5\.0"):
        parse_plan(b'{"seq": 5.0}')
    with pytest.raises(InvalidFile, match="应是一个 JSON 对象"):
        parse_plan(b"[]")


@pytest.mark.parametrize(
    ("key", "value"), [("n", 5), ("w", 5), ("total", 5), ("bp", 5), ("mode", "ratio"), ("min", 1)]
)
def test_a_stratum_has_one_way_to_be_sized(sound: Json, key: str, value: Any) -> None:
    for frame in sound["frames"][:2]:
        i = sound["frames"].index(frame)
        for j, stratum in enumerate(frame["strata"]):
            optional = key == "min" and i == 0
            if key not in stratum and not optional:
                path = ("frames", i, "strata", j, key)
                assert fault_of(altered(sound, path, value)) == f"{place_of(path)} 是不认识的键"


def test_min_does_not_exceed_max(sound: Json) -> None:
    plan = altered(sound, ("frames", 0, "strata", 0, "max"), 0)
    assert fault_of(plan) == "frames[0].strata[0].min 大于 max"


@pytest.mark.parametrize("key", ["base", "reserve_bp", "batches", "strata", "total"])
def test_a_following_frame_has_nothing_of_a_drawing_one(sound: Json, key: str) -> None:
    value = sound["frames"][1][key]
    assert fault_of(altered(sound, ("frames", 2, key), value)) == f"frames[2].{key} 是不认识的键"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda frames: frames[1].update(code="MAIN"), "抽样框 MAIN 出现两次"),
        (lambda frames: frames[3].update(code="FIRE"), "抽样框 FIRE 出现两次"),
        (
            lambda frames: frames[2].update(follow="NONE"),
            "抽样框 FIRE 跟随的 NONE 不是排在它前面的抽取框",
        ),
        (
            lambda frames: frames[3].update(follow="FIRE"),
            "抽样框 EMPTY 跟随的 FIRE 不是排在它前面的抽取框",
        ),
        (
            lambda frames: frames[2].update(follow="FIRE"),
            "抽样框 FIRE 跟随的 FIRE 不是排在它前面的抽取框",
        ),
        (
            lambda frames: frames.reverse(),
            "抽样框 EMPTY 跟随的 TAX 不是排在它前面的抽取框",
        ),
        (lambda frames: frames[0]["strata"][1].update(code="E"), "抽样框 MAIN 有重复的层"),
        (lambda frames: frames[1]["strata"][4].update(code="L"), "抽样框 TAX 有重复的层"),
    ],
)
def test_frames_agree_with_each_other(
    sound: Json, change: Callable[[Json], object], fault: str
) -> None:
    plan = deepcopy(sound)
    change(plan["frames"])
    assert fault_of(plan) == fault


def test_two_frames_may_have_strata_of_the_same_code(sound: Json) -> None:
    plan = altered(sound, ("frames", 1, "strata", 0, "code"), "A")
    assert read_plan(plan).drawing_frames[1].strata[0].code == "A"


@pytest.mark.parametrize("source", ["kl9|1", "kl8", "kl8|1|01", ""])
def test_a_public_source_is_one_of_the_known(sound: Json, source: str) -> None:
    fault = fault_of(altered(sound, ("entropy", "public"), ["pl5|26301", source]))
    assert fault == f"entropy.public 中的公共随机源 {source!r} 不合格式"
    fault = fault_of(altered(sound, ("entropy", "public"), ["pl5|26301", 1]))
    assert fault == "entropy.public[1] 的值 '1' 不合格式"


def test_a_plan_draws_from_some_frame_and_some_party_commits(sound: Json) -> None:
    assert fault_of(altered(sound, ("frames",), [])) == "frames 至少要有一个抽样框"
    fault = fault_of(altered(sound, ("entropy", "commits"), []))
    assert fault == "entropy.commits 至少要有一方承诺"


@pytest.mark.parametrize(
    ("public", "missing_rule"), [([], "-"), (["kl8|2026200"], "void"), (["pl5|1", "kl8|1"], "void")]
)
def test_public_entropy_and_the_rule_for_missing_reveals_go_together(
    sound: Json, public: list[str], missing_rule: str
) -> None:
    plan = altered(sound, ("entropy", "public"), public)
    plan = altered(plan, ("entropy", "missing_rule"), missing_rule)
    assert fault_of(plan) == (
        "entropy.missing_rule 与公共随机源不符：有公共随机源时为 -，没有时为 void"
    )


def test_a_witnessed_draw_has_no_public_entropy(sound: Json) -> None:
    plan = altered(sound, ("entropy", "public"), [])
    plan = altered(plan, ("entropy", "missing_rule"), "void")
    assert read_plan(plan).entropy.missing_rule is MissingRule.VOID


def test_a_party_commits_once_and_a_source_is_named_once(sound: Json) -> None:
    plan = altered(sound, ("entropy", "commits", 2, "party"), "organiser")
    assert fault_of(plan) == "entropy.commits 有重复的一项"
    plan = altered(sound, ("entropy", "public", 1), "pl5|26301")
    assert fault_of(plan) == "entropy.public 有重复的一项"


@pytest.mark.parametrize(
    "public_after",
    ["2026-11-20T20:00:00+08:00", "2026-11-20T19:59:59+08:00", "2026-11-20T20:30:00+09:00"],
)
def test_public_values_come_after_the_reveals(sound: Json, public_after: str) -> None:
    plan = altered(sound, ("public_after",), public_after)
    assert fault_of(plan).startswith("public_after 应晚于 reveal_by")


def test_times_are_compared_across_offsets(sound: Json) -> None:
    plan = altered(sound, ("public_after",), "2026-11-20T12:00:01Z")
    assert read_plan(plan).public_after == "2026-11-20T12:00:01Z"


def test_without_public_entropy_the_time_for_it_means_nothing(sound: Json) -> None:
    plan = altered(sound, ("entropy", "public"), [])
    plan = altered(plan, ("entropy", "missing_rule"), "void")
    plan = altered(plan, ("public_after",), plan["reveal_by"])
    assert read_plan(plan).public_after == plan["reveal_by"]


def test_a_slot_belongs_to_a_frame_of_the_plan(sound: Json) -> None:
    plan = altered(sound, ("assignment", "slots", 1, "frame"), "WATER")
    assert fault_of(plan) == "席位所属的抽样框 WATER 不存在"


@pytest.mark.parametrize("expertise", [["a b"], ["food", ""], [1]])
def test_expertise_is_a_list_of_codes(sound: Json, expertise: Any) -> None:
    plan = altered(sound, ("assignment", "slots", 1, "expertise"), expertise)
    index = len(expertise) - 1
    assert fault_of(plan).startswith(f"assignment.slots[1].expertise[{index}] ")


@pytest.mark.parametrize("fallback", [[[None]], [[None, None], [None]], [[None, None, None]], [[]]])
def test_each_fallback_round_is_as_long_as_the_slots(sound: Json, fallback: Json) -> None:
    plan = altered(sound, ("assignment", "fallback"), fallback)
    assert fault_of(plan) == "assignment.fallback 每一轮都要和 slots 一样长"


@pytest.mark.parametrize(
    ("entries", "place"),
    [
        (1, "assignment.fallback 每一轮都应是一个列表"),
        ({}, "assignment.fallback 每一轮都应是一个列表"),
        ([None, 1], "assignment.fallback[0][1] "),
        ([{}, None], "assignment.fallback[0][0].unit "),
        (
            [None, {"unit": "*", "expertise": [], "match": "near"}],
            "assignment.fallback[0][1].match",
        ),
        (
            [None, {"unit": "*", "expertise": [], "match": "any", "frame": "MAIN"}],
            "assignment.fallback[0][1].frame ",
        ),
    ],
)
def test_a_malformed_fallback_is_refused_at_its_place(
    sound: Json, entries: Json, place: str
) -> None:
    assert fault_of(altered(sound, ("assignment", "fallback"), [entries])).startswith(place)


def test_a_later_fallback_round_is_named_by_its_number(sound: Json) -> None:
    plan = altered(sound, ("assignment", "fallback"), [[None, None], [None, 1]])
    assert fault_of(plan).startswith("assignment.fallback[1][1] ")


@pytest.mark.parametrize("mode", ["immediate", "confidential"])
def test_only_deferred_draws_name_a_time_of_disclosure(sound: Json, mode: str) -> None:
    for disclose_by in ("2026-12-24T09:00:00+08:00", "soon"):
        disclosure = {"mode": mode, "disclose_by": disclose_by}
        if mode == "confidential":
            disclosure |= {"sealed": "notary", "row_commit": "0" * 64}
        fault = fault_of(altered(sound, ("disclosure",), disclosure))
        assert fault.startswith("disclosure.disclose_by 应是延期公开的时刻")
        plan = altered(sound, ("disclosure",), disclosure | {"disclose_by": ""})
        assert read_plan(plan).disclosure.mode == mode


@pytest.mark.parametrize("key", ["sealed", "row_commit"])
def test_an_open_draw_seals_nothing(sound: Json, key: str) -> None:
    disclosure = {"mode": "immediate", "disclose_by": "", key: sound["disclosure"][key]}
    assert fault_of(altered(sound, ("disclosure",), disclosure)) == f"disclosure.{key} 是不认识的键"


def test_the_sealed_party_is_one_that_committed(sound: Json) -> None:
    plan = altered(sound, ("disclosure", "sealed"), "mayor")
    assert fault_of(plan) == "封存揭示的一方 mayor 没有承诺"


def test_every_vector_has_a_sound_plan(vector_bundle: Bundle) -> None:
    assert vector_bundle.plan.document == vector_bundle.json("plan.json")


def every_place(node: Json, path: Steps = ()) -> list[Steps]:
    if isinstance(node, dict | list):
        steps = node if isinstance(node, dict) else range(len(node))
        inner = [p for step in steps for p in every_place(node[step], (*path, step))]
        return [*([path] if path else []), *inner]
    return [path]


@pytest.mark.parametrize("value", [None, True, 0, 2**53 - 1, "", "x", "-", [], {}, [[]], [{}]])
def test_whatever_stands_anywhere_is_refused_or_makes_another_plan(sound: Json, value: Any) -> None:
    whole = read_plan(sound).hash
    for path in every_place(sound):
        plan = altered(sound, path, value)
        try:
            found = read_plan(plan)
        except InvalidFile:
            continue
        assert plan == sound or found.hash != whole, place_of(path)
