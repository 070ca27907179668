"""Comparing a transcript with what the inputs give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from mingcha.core.draw.self_digest import with_digest
from mingcha.core.draw.suites import SUITES, Suite
from mingcha.core.draw.transcript_check import check_recorded_hashes, check_transcript
from mingcha.core.errors import InvalidFile

S1 = SUITES["S1"]
EXPECTED: dict[str, Any] = {
    "seed": "ab",
    "assignment": {"smallest_pool": None, "placed": 1, "unplaced": []},
    "frames": [{"code": "MAIN", "k": 1}, {"code": "FIRE", "k": 0}],
}
CHANGE: dict[str, Any] = {
    "frame": "MAIN",
    "id": "9113",
    "was": {"stratum": "D", "excl": "-"},
    "now": None,
}
CIRCUMSTANCES: dict[str, Any] = {
    "late_changes": [CHANGE, CHANGE | {"was": None, "now": {"stratum": "A", "excl": "closed"}}],
    "engines": ["core", "duckdb"],
    "log_head": "ab" * 32,
    "code_version": "mingcha 0.1.0",
}


def check(content: dict[str, Any]) -> None:
    check_transcript(S1, with_digest(S1, "TRANSCRIPT", content), EXPECTED)


def fault_of(content: dict[str, Any]) -> str:
    with pytest.raises(InvalidFile) as refusal:
        check(content)
    assert refusal.value.file == "transcript.json"
    return refusal.value.fault


def whole(**changes: Any) -> dict[str, Any]:
    return EXPECTED | CIRCUMSTANCES | changes


def test_a_transcript_that_says_what_was_computed() -> None:
    check(whole())
    check(whole(late_changes=None))
    check(whole(late_changes=[], engines=[]))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda t: t.update(seed="ac"), 'seed 与重算结果不符：应为 "ab"，文件为 "ac"'),
        (lambda t: t.update(seed=None), 'seed 与重算结果不符：应为 "ab"，文件为 null'),
        (lambda t: t.pop("seed"), "seed 缺少"),
        (lambda t: t.update(note=None), "note 是不认识的键"),
        (
            lambda t: t["assignment"].update(placed=True),
            "assignment.placed 与重算结果不符：应为 1，文件为 true",
        ),
        (
            lambda t: t["assignment"].update(placed="1"),
            'assignment.placed 与重算结果不符：应为 1，文件为 "1"',
        ),
        (
            lambda t: t["assignment"].pop("placed"),
            "assignment.placed 与重算结果不符：应为 1，文件为 （没有）",
        ),
        (
            lambda t: t["assignment"].pop("smallest_pool"),
            "assignment.smallest_pool 与重算结果不符：应为 null，文件为 （没有）",
        ),
        (
            lambda t: t["assignment"].update(note=None),
            "assignment.note 与重算结果不符：应为 （没有），文件为 null",
        ),
        (
            lambda t: t["assignment"].update(smallest_pool=0),
            "assignment.smallest_pool 与重算结果不符：应为 null，文件为 0",
        ),
        (
            lambda t: t["assignment"].update(unplaced=["a:0"]),
            'assignment.unplaced 与重算结果不符：应为 []，文件为 ["a:0"]',
        ),
        (
            lambda t: t["assignment"].update(unplaced={}),
            "assignment.unplaced 与重算结果不符：应为 []，文件为 {}",
        ),
        (
            lambda t: t["frames"][1].update(k=1),
            "frames[1].k 与重算结果不符：应为 0，文件为 1",
        ),
        (
            lambda t: t["frames"][1].update(k=False),
            "frames[1].k 与重算结果不符：应为 0，文件为 false",
        ),
        (lambda t: t["frames"].pop(), "frames 与重算结果不符：应为 [{"),
        (
            lambda t: t["frames"].reverse(),
            'frames[0].code 与重算结果不符：应为 "MAIN"，文件为 "FIRE"',
        ),
        (lambda t: t.update(frames=None), "frames 与重算结果不符：应为 [{"),
    ],
)
def test_the_first_difference_is_named(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    content = whole(
        assignment=dict(EXPECTED["assignment"]), frames=[dict(f) for f in EXPECTED["frames"]]
    )
    change(content)
    assert fault_of(content).startswith(fault)


def test_a_very_long_value_is_cut_in_the_message() -> None:
    assert len(fault_of(whole(seed="x" * 10_000))) < 200


@pytest.mark.parametrize("key", CIRCUMSTANCES)
def test_the_circumstances_are_told(key: str) -> None:
    content = {k: v for k, v in whole().items() if k != key}
    assert fault_of(content) == f"{key} 缺少"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        *(({"late_changes": value}, "late_changes ") for value in ({}, "", 0, False)),
        ({"late_changes": [None]}, "late_changes[0] "),
        ({"late_changes": [CHANGE, CHANGE | {"frame": "main"}]}, "late_changes[1].frame "),
        ({"late_changes": [CHANGE | {"id": "a"}]}, "late_changes[0].id "),
        ({"late_changes": [CHANGE | {"was": []}]}, "late_changes[0].was "),
        ({"late_changes": [CHANGE | {"now": {"stratum": "A"}}]}, "late_changes[0].now.excl "),
        ({"late_changes": [CHANGE | {"was": {"excl": "-"}}]}, "late_changes[0].was.stratum "),
        (
            {"late_changes": [CHANGE | {"now": {"stratum": "甲", "excl": "-"}}]},
            "late_changes[0].now.stratum ",
        ),
        (
            {"late_changes": [CHANGE | {"now": {"stratum": "A", "excl": ""}}]},
            "late_changes[0].now.excl ",
        ),
        (
            {"late_changes": [CHANGE | {"now": {"stratum": "A", "excl": "-", "x": 0}}]},
            "late_changes[0].now.x ",
        ),
        ({"late_changes": [CHANGE | {"x": 0}]}, "late_changes[0].x "),
        ({"late_changes": [{"frame": "MAIN", "id": "1", "was": None}]}, "late_changes[0].now "),
        *(({"engines": value}, "engines") for value in (None, "core", [1], {})),
        *(({"log_head": value}, "log_head ") for value in (None, "", "0" * 63, 0)),
        *(({"code_version": value}, "code_version ") for value in (None, 1, [])),
    ],
)
def test_malformed_circumstances_are_refused_at_their_place(
    changes: dict[str, Any], place: str
) -> None:
    assert fault_of(whole(**changes)).startswith(place)


def test_the_digest_is_that_of_a_transcript() -> None:
    with pytest.raises(InvalidFile, match=r"^transcript\.json：自身摘要不符"):
        check_transcript(S1, with_digest(S1, "SEALED", whole()), EXPECTED)


# the hashes that the transcript records


def recorded(suite: Suite, **changes: Any) -> bytes:
    files = {path: suite.hex(data) for path, data in FILES.items()}
    return with_digest(suite, "TRANSCRIPT", {"files": files} | changes)


def pieces(files: Mapping[str, bytes]) -> list[tuple[str, list[bytes]]]:
    return [(path, [content[:1], content[1:]]) for path, content in files.items()]


FILES = {"plan.json": b"{}", "coi.tsv": b"", "result.tsv": b"a\n"}


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_files_as_recorded_pass(suite: Suite) -> None:
    check_recorded_hashes(recorded(suite), pieces(FILES))
    check_recorded_hashes(recorded(suite), [("coi.tsv", [])])


@pytest.mark.parametrize("suite", SUITES.values(), ids=SUITES)
def test_files_other_than_recorded_are_named(suite: Suite) -> None:
    files = FILES | {"plan.json": b"{ }", "result.tsv": b"b\n", "tickets.tsv": b""}
    with pytest.raises(InvalidFile) as refusal:
        check_recorded_hashes(recorded(suite), pieces(files))
    assert refusal.value.file == "plan.json、result.tsv、tickets.tsv"
    assert refusal.value.fault == "与抽取记录登记的文件哈希不符，文件被改动过"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        recorded(S1) + b"\n",
        with_digest(S1, "SEALED", {"files": {}}),
        with_digest(S1, "TRANSCRIPT", {}),
        with_digest(S1, "TRANSCRIPT", {"files": ["plan.json"]}),
    ],
)
def test_a_transcript_that_records_nothing_is_not_this_check_s_matter(data: bytes) -> None:
    check_recorded_hashes(data, pieces(FILES))
