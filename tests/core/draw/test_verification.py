"""Verifying whole bundles: the right check fails, names the file, and blocks what builds on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw import bundle, verification
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.late_changes import LateChange
from mingcha.core.draw.log import parse_log
from mingcha.core.draw.self_digest import with_digest
from mingcha.core.draw.verification import Check, Verdict, verify
from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from conftest import Bundle

OPEN = "files plan registers inspectors coi entropy result assignment transcript".split()
SEALED = "files plan registers inspectors coi entropy result tickets assignment transcript".split()
INPUT_CHECKS = {
    "registers/MAIN.tsv": "registers",
    "registers/FIRE.tsv": "registers",
    "inspectors.tsv": "inspectors",
    "coi.tsv": "coi",
    "entropy.json": "entropy",
}
OUTPUT_CHECKS = {
    "result.tsv": "result",
    "tickets.tsv": "tickets",
    "assignment.tsv": "assignment",
    "transcript.json": "transcript",
    "sealed.json": "sealed",
    "log.jsonl": "log",
}
RECORDED = {"plan.json", "result.tsv", "tickets.tsv", "assignment.tsv", *INPUT_CHECKS}
ALTERED = "与抽取记录登记的文件哈希不符，文件被改动过"


@pytest.fixture(params=["village", "sealed_village"])
def drawn(request: pytest.FixtureRequest) -> Bundle:
    return request.getfixturevalue(request.param)


def checks_that_compute(files: Bundle) -> set[str]:
    return {check for path, check in OUTPUT_CHECKS.items() if path in files}


def flipped(data: bytes, position: int) -> bytes:
    altered = bytearray(data)
    altered[position] ^= 1 << position % 8
    return bytes(altered)


def check_flip(files: Bundle, path: str, position: int) -> None:
    """Flip one bit; the checks of this file must fail and name it."""
    whole = files[path]
    files[path] = flipped(whole, position)
    faults = files.faults()
    files[path] = whole
    if path in RECORDED:
        assert faults.pop("files") == f"{path}：{ALTERED}", position
    if path in OUTPUT_CHECKS:
        assert set(faults) == {OUTPUT_CHECKS[path]}, position
        assert faults[OUTPUT_CHECKS[path]].startswith(f"{path}："), position
    elif INPUT_CHECKS.get(path) in faults:
        assert set(faults) == {INPUT_CHECKS[path], *checks_that_compute(files)}, position
        assert faults[INPUT_CHECKS[path]].startswith(f"{path}："), position
    else:
        # A plan or entropy that is as sound as the right one, but gives another draw.
        assert path in {"plan.json", "entropy.json"}, position
        assert "transcript" in faults, position


# what passes


def test_every_vector_passes_every_check(drawn_vector: Bundle) -> None:
    expected = SEALED if drawn_vector.plan.disclosure.is_sealed else OPEN
    verdicts = verify(drawn_vector)
    assert verdicts == [Verdict(Check(name)) for name in expected]
    assert all(verdict.passed for verdict in verdicts)


def test_the_checks_come_in_their_documented_order(
    village: Bundle, sealed_village: Bundle, deferred_village: Bundle
) -> None:
    assert [verdict.check for verdict in verify(village)] == [*OPEN, "log"]
    assert [verdict.check for verdict in verify(sealed_village)] == [*SEALED, "sealed", "log"]
    assert [verdict.check for verdict in verify(deferred_village)] == [*SEALED, "sealed"]
    assert [*Check] == [*SEALED, "sealed", "log"]
    for files in (village, sealed_village, deferred_village):
        assert files.faults() == {}


def test_the_log_and_the_sealed_file_need_not_be_there(sealed_village: Bundle) -> None:
    del sealed_village["log.jsonl"], sealed_village["sealed.json"]
    assert [verdict.check for verdict in verify(sealed_village)] == SEALED
    assert sealed_village.faults() == {}


def test_a_reveal_that_lies_in_the_sealed_file_is_computed_with(sealed_village: Bundle) -> None:
    sealed_village.edit("entropy.json", lambda e: e["reveals"][0].update(r="sealed"))
    computed = {"entropy", "result", "tickets", "assignment", "sealed"}
    assert not computed & set(sealed_village.faults())
    del sealed_village["sealed.json"]
    faults = sealed_village.faults()
    assert faults["entropy"] == "entropy.json：organiser 的揭示已封存，须有 sealed.json 才能重算"
    blocked = {"result", "tickets", "assignment", "transcript", "log"}
    assert {check for check in faults if faults[check] == "not made"} == blocked


def test_late_changes_are_told_and_pass(undrawn_village: Bundle) -> None:
    change = LateChange("MAIN", "9113018400000001XA", ("G2", "-"), ("G1", "-"))
    assert undrawn_village.draw([change]).faults() == {}


def test_the_engine_is_chosen_by_the_caller(village: Bundle) -> None:
    asked = []

    def load(files: Any, plan: Any) -> Any:
        asked.append((files, plan.draw_id))
        return bundle.load_registers(files, plan)

    assert all(verdict.passed for verdict in verify(village, load))
    assert asked == [(village, "130184-2026-0001")]


def test_white_space_in_the_plan_changes_its_file_only(village: Bundle) -> None:
    village["plan.json"] += b"\n"
    faults = village.faults()
    assert list(faults) == ["files", "transcript"]
    assert faults["files"] == f"plan.json：{ALTERED}"
    assert faults["transcript"].startswith("transcript.json：files.plan.json 与重算结果不符")


# what is missing


def test_a_missing_input_blocks_what_is_computed_from_it(drawn: Bundle) -> None:
    for path, check in INPUT_CHECKS.items():
        files = drawn.copy()
        del files[path]
        blocked = dict.fromkeys(checks_that_compute(files), "not made")
        missing = f"{path}：文件不存在"
        assert files.faults() == {"files": missing, check: missing, **blocked}


def test_a_check_that_was_not_made_says_so_and_did_not_pass(village: Bundle) -> None:
    del village["coi.tsv"]
    verdicts = {verdict.check: verdict for verdict in verify(village)}
    assert verdicts[Check.RESULT] == Verdict(Check.RESULT, fault="", made=False)
    assert not verdicts[Check.RESULT].passed
    assert not verdicts[Check.COI].passed
    assert verdicts[Check.COI].made
    assert verdicts[Check.ENTROPY].passed


def test_a_missing_output_is_missed_by_its_check_alone(drawn: Bundle) -> None:
    for path in {"result.tsv", "tickets.tsv", "assignment.tsv", "transcript.json"} & set(drawn):
        files = drawn.copy()
        del files[path]
        missing = f"{path}：文件不存在"
        assert files.faults() == {"files": missing, OUTPUT_CHECKS[path]: missing}


def test_without_a_plan_nothing_else_can_be_checked(drawn: Bundle) -> None:
    del drawn["plan.json"]
    missing = "plan.json：文件不存在"
    rest = {*OPEN, "log"} - {"files", "plan"}
    assert drawn.faults() == {
        "files": missing,
        "plan": missing,
        **dict.fromkeys(rest, "not made"),
    }


def test_the_first_missing_file_is_named(drawn: Bundle) -> None:
    for path in ("transcript.json", "assignment.tsv", "result.tsv", "coi.tsv"):
        del drawn[path]
        assert drawn.faults()["files"] == f"{path}：文件不存在"


def test_an_unreadable_plan_still_lets_the_outputs_be_missed(village: Bundle) -> None:
    village["plan.json"] = b"{}"
    faults = village.faults()
    assert faults["plan"] == "plan.json：spec 缺少"
    assert faults["files"] == f"plan.json：{ALTERED}"
    del village["transcript.json"]
    assert village.faults()["files"] == "transcript.json：文件不存在"


def test_an_empty_folder(make_bundle: type[Bundle]) -> None:
    faults = make_bundle().faults()
    assert list(faults) == OPEN
    assert {check for check, fault in faults.items() if fault == "not made"} == {
        *OPEN[2:],
    }


# what was altered


def test_several_bytes_of_every_file_of_a_village(drawn: Bundle) -> None:
    for path, data in list(drawn.items()):
        for position in {*range(0, len(data), max(1, len(data) // 7)), len(data) - 1}:
            check_flip(drawn, path, position)


@pytest.mark.parametrize("name", ["usual_case", "confidential_case"])
def test_a_few_bytes_of_every_file_of_a_vector(name: str, request: pytest.FixtureRequest) -> None:
    files = request.getfixturevalue(name)
    for path, data in list(files.items()):
        for position in (0, len(data) // 2, len(data) - 1):
            check_flip(files, path, position)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "path"),
    [
        *(("village", path) for path in ("plan.json", *INPUT_CHECKS, *OUTPUT_CHECKS)),
        *(("sealed_village", f"registers/{frame}.tsv") for frame in ("MAIN", "FIRE")),
        *(("sealed_village", path) for path in ("sealed.json", "tickets.tsv", "result.tsv")),
    ],
)
def test_every_byte_of_every_file_of_a_village(
    name: str, path: str, request: pytest.FixtureRequest
) -> None:
    files: Bundle = request.getfixturevalue(name)
    last_time = time_of_last_entry(files)
    for position in range(len(files.get(path, b""))):
        if path != "log.jsonl" or position not in last_time:
            check_flip(files, path, position)


def time_of_last_entry(files: Bundle) -> range:
    start = files["log.jsonl"].rindex(b'"time":"') + len('"time":"')
    return range(start, start + len("2026-11-20T09:09:00+08:00"))


def test_the_time_of_the_last_entry_is_covered_by_the_published_head_alone(
    village: Bundle,
) -> None:
    """A bundle does not say what the head after its last entry is; notices and portal do."""
    head = parse_log(village["log.jsonl"])[-1].entry.head(village.plan.suite)
    village["log.jsonl"] = flipped(village["log.jsonl"], time_of_last_entry(village)[0])
    assert village.faults() == {}
    assert parse_log(village["log.jsonl"])[-1].entry.head(village.plan.suite) != head


def test_a_byte_more_or_less_in_every_file(drawn: Bundle) -> None:
    for path, data in list(drawn.items()):
        for altered in (data[:-1], data + data[-1:], b"", data[1:]):
            drawn[path] = altered
            faults = drawn.faults()
            assert any(fault.startswith(f"{path}：") for fault in faults.values())
        drawn[path] = data
    assert drawn.faults() == {}


def test_a_second_last_line_feed_is_found_in_every_table(drawn: Bundle) -> None:
    for path in [path for path in drawn if path.endswith(".tsv")]:
        drawn[path] += b"\n"
    faults = drawn.faults()
    assert {"registers", "inspectors", "coi"} <= set(faults)


def test_an_output_far_too_long_is_named_by_the_line_after_its_end(village: Bundle) -> None:
    village["result.tsv"] += b"x" * 10_000
    faults = village.faults()
    assert faults.keys() == {"files", "result"}
    assert faults["files"] == f"result.tsv：{ALTERED}"
    assert faults["result"].startswith("result.tsv：第 9 行与重算结果不符")


def test_without_an_output_the_others_are_compared(sealed_village: Bundle) -> None:
    del sealed_village["tickets.tsv"]
    assert sealed_village.faults() == {
        "files": "tickets.tsv：文件不存在",
        "tickets": "tickets.tsv：文件不存在",
    }


def test_faults_are_independent_of_each_other(drawn: Bundle) -> None:
    for path in OUTPUT_CHECKS:
        if path in drawn:
            drawn[path] = flipped(drawn[path], 10)
    assert set(drawn.faults()) == checks_that_compute(drawn)


def test_registers_that_refuse_while_tickets_are_computed_leave_the_rest_open(
    drawn: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("名录在核对时变了")

    monkeypatch.setattr(verification, "output_pieces", refuse)
    assert drawn.faults() == dict.fromkeys(checks_that_compute(drawn), "not made")


def test_a_plan_of_an_unsound_draw_fails_though_it_can_be_read(undrawn_village: Bundle) -> None:
    sound = undrawn_village.draw().write_log()
    lines = [
        line for line in sound.lines("registers/MAIN.tsv") if "\tG2\t" not in line
    ] + sound.lines("registers/MAIN.tsv")[-1:]
    sound.edit_lines("registers/MAIN.tsv", lambda _: lines).freeze()
    faults = sound.faults()
    assert faults.pop("files") == f"plan.json、registers/MAIN.tsv：{ALTERED}"
    assert faults.pop("plan").startswith("抽样框 MAIN 的层 G2 只有一户可抽")
    assert faults == dict.fromkeys(["result", "assignment", "transcript", "log"], "not made")


CIRCUMSTANCES = {"late_changes", "engines", "code_version", "log_head"}
FREE = CIRCUMSTANCES | {"meanings"}  # what nobody can recompute


@pytest.mark.parametrize("path", ["transcript.json", "sealed.json", "entropy.json", "log.jsonl"])
@pytest.mark.parametrize("value", [None, True, 0, 1, "", "-", "sealed", [], {}, [[]], {"r": 0}])
def test_a_forger_cannot_put_another_value_anywhere(
    sealed_village: Bundle, path: str, value: Any
) -> None:
    """Replace each value in turn, digests made anew; nothing but a refusal may come of it."""
    first, *rest = sealed_village[path].split(b"\n")
    document = json.loads(first)
    document.pop("digest", None)
    for place in places(document):
        forged = replaced(document, place, value)
        if forged == document and jcs(forged) == jcs(document):
            continue
        sealed_village[path] = b"\n".join([written(sealed_village, path, forged), *rest])
        faults = sealed_village.faults()
        if place[0] not in FREE:
            assert any(fault.startswith(f"{path}：") for fault in faults.values()), place


def written(files: Bundle, path: str, document: Any) -> bytes:
    tag = {"transcript.json": "TRANSCRIPT", "sealed.json": "SEALED"}.get(path)
    return with_digest(files.plan.suite, tag, document) if tag else jcs(document)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    inner = [found for step in steps for found in places(node[step], (*path, step))]
    return [*([path] if path else []), *inner]


def replaced(node: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    step, *rest = path
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[step] = replaced(node[step], tuple(rest), value)
    return copy
