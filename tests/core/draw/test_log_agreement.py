"""Whether a log segment tells the same story as the files of its bundle."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from mingcha.core.draw.log import EntryType, Record, append
from mingcha.core.draw.log_agreement import Told, check_log
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle


def told(files: Bundle) -> Told:
    inputs = files.inputs()
    return Told(inputs.plan, inputs.entropy, files.conduct(), inputs.registers)


def fault_of(files: Bundle, records: list[Record]) -> str:
    files.write_log(records)
    with pytest.raises(InvalidFile) as refusal:
        check_log(files["log.jsonl"], told(files))
    assert refusal.value.file == "log.jsonl"
    return refusal.value.fault


def relogged(
    files: Bundle,
    records: list[Record],
    change: Callable[[EntryType, Any], Any] = lambda _, body: body,
    start: list[Record] | None = None,
) -> list[Record]:
    """Log the same story anew, its bodies changed, perhaps after another start."""
    story = ((r.entry.type, change(r.entry.type, r.body)) for r in records)
    return files.log_on(start or [], story)


def kinds(records: list[Record]) -> list[str]:
    return [record.entry.type.value for record in records]


def test_the_log_of_a_village_agrees_with_its_files(village: Bundle) -> None:
    check_log(village["log.jsonl"], told(village))
    assert kinds(village.records()) == [
        *("REGISTER", "REGISTER", "COMMIT", "COMMIT", "PLAN", "REVEAL", "REVEAL"),
        *("ENTROPY", "RESULT", "ASSIGN"),
    ]


def test_the_bodies_that_the_files_imply(village: Bundle) -> None:
    plan, transcript = village.plan, village.json("transcript.json")
    reveals = village.json("entropy.json")["reveals"]
    assert told(village).bodies() == {
        EntryType.REGISTER: [
            {"frame": code, "register": frame["register"]}
            for code, frame in zip(("MAIN", "FIRE"), plan.document["frames"], strict=True)
        ],
        EntryType.COMMIT: plan.document["entropy"]["commits"],
        EntryType.PLAN: [{"plan_hash": plan.hash}],
        EntryType.REVEAL: [reveal | {"plan_hash": plan.hash} for reveal in reveals],
        EntryType.ENTROPY: [village.json("entropy.json")],
        EntryType.RESULT: [transcript["result"]],
        EntryType.ASSIGN: [{"root": transcript["assignment"]["root"], "placed": 10}],
    }


def test_a_missing_reveal_was_never_logged(undrawn_village: Bundle) -> None:
    undrawn_village.edit("entropy.json", lambda entropy: entropy["reveals"][0].update(r="-"))
    undrawn_village.draw().write_log()
    assert kinds(undrawn_village.records()).count("REVEAL") == 1
    assert undrawn_village.faults() == {}


def test_entries_after_the_draw_belong_to_the_same_log(village: Bundle) -> None:
    later = (EntryType.DISCLOSE, EntryType.OUTCOME, EntryType.CLOSE)
    village.write_log(village.log_on(village.records(), ((kind, {}) for kind in later)))
    assert village.faults() == {}


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (0, 1, 3, 2), (1, 0, 3, 2)])
def test_registers_and_commitments_may_come_in_any_order(
    undrawn_village: Bundle, order: tuple[int, ...]
) -> None:
    before = undrawn_village.preliminaries()
    shuffled = relogged(undrawn_village, [before[index] for index in order])
    head = shuffled[-1].entry.head(undrawn_village.plan.suite)
    undrawn_village.edit("plan.json", lambda plan: plan.update(prev_head=head)).draw()
    after = undrawn_village.records()[4:]
    undrawn_village.write_log(relogged(undrawn_village, after, start=shuffled))
    assert undrawn_village.faults() == {}


def test_reveals_may_come_in_any_order_of_time(village: Bundle) -> None:
    records = village.records()
    reveals = [record.body for record in records if record.entry.type is EntryType.REVEAL]

    def swap(kind: EntryType, body: Any) -> Any:
        return reveals.pop() if kind is EntryType.REVEAL else body

    village.write_log(relogged(village, records, swap))
    assert village.faults() == {}


def test_a_plan_entry_elsewhere_than_the_plan_says(village: Bundle) -> None:
    village.edit("plan.json", lambda plan: plan.update(seq=5))
    assert fault_of(village, village.records()) == "PLAN 记录的位置与计划中的 seq、prev_head 不符"


def test_a_plan_entry_after_another_head_than_the_plan_says(village: Bundle) -> None:
    village.edit("plan.json", lambda plan: plan.update(prev_head="ab" * 32))
    assert fault_of(village, village.records()) == "PLAN 记录的位置与计划中的 seq、prev_head 不符"


def test_an_entry_of_another_draw(village: Bundle) -> None:
    foreign = append(
        village.plan.suite,
        village.records(),
        EntryType.DISCLOSE,
        time="2026-12-01T09:00:00+08:00",
        draw_id="130184-2026-0002",
        body={},
    )
    assert fault_of(village, foreign) == "第 10 号记录属于 130184-2026-0002"


def test_a_broken_chain(village: Bundle) -> None:
    records = village.records()
    records[6] = Record(records[6].entry, {})
    assert fault_of(village, records) == "第 6 号记录的内容与其摘要不符"


def test_a_forbidden_course(village: Bundle) -> None:
    records = village.records()
    twice = village.log_on(records[:9], [(EntryType.RESULT, records[8].body)])
    assert fault_of(village, twice).startswith("一次抽取的记录次序不合规定")


def test_an_empty_log_tells_nothing_of_the_draw(village: Bundle) -> None:
    village["log.jsonl"] = b""
    assert village.faults() == {"log": "log.jsonl：REGISTER 记录与文件内容不符"}


@pytest.mark.parametrize("kind", ["REVEAL", "ENTROPY", "RESULT", "ASSIGN"])
def test_a_log_that_stops_too_early(village: Bundle, kind: str) -> None:
    records = village.records()
    length = kinds(records).index(kind)
    assert fault_of(village, records[:length]) == f"{kind} 记录与文件内容不符"


@pytest.mark.parametrize("kind", ["REGISTER", "COMMIT", "PLAN", "REVEAL", "ENTROPY", "RESULT"])
@pytest.mark.parametrize("change", [lambda body: {**body, "note": 1}, lambda _: None])
def test_a_logged_body_that_differs_from_the_files(
    village: Bundle, kind: str, change: Callable[[Any], Any]
) -> None:
    def altered(each: EntryType, body: Any) -> Any:
        return change(body) if each.value == kind else body

    records = relogged(village, village.records(), altered)
    head = records[3].entry.head(village.plan.suite)
    if kind in {"REGISTER", "COMMIT"}:
        village.edit("plan.json", lambda plan: plan.update(prev_head=head))
        records = relogged(village, village.records()[4:], start=records[:4])
    assert fault_of(village, records) == f"{kind} 记录与文件内容不符"


def test_true_is_not_one(undrawn_village: Bundle) -> None:
    """A result of one line: ``true`` would equal its size in Python, but not in JSON."""
    undrawn_village.edit(
        "plan.json",
        lambda plan: plan["frames"][0].update(
            reserve_bp=0,
            strata=[
                {"code": "G1", "mode": "count", "n": 1},
                {"code": "G2", "mode": "count", "n": 0},
            ],
        ),
    )
    undrawn_village.edit("plan.json", lambda plan: plan["assignment"].update(slots=[], fallback=[]))
    undrawn_village["registers/FIRE.tsv"] = b""
    undrawn_village.freeze().place_in_log().draw()
    assert undrawn_village.json("transcript.json")["result"]["size"] == 1

    def altered(kind: EntryType, body: Any) -> Any:
        return {**body, "size": True} if kind is EntryType.RESULT else body

    records = relogged(undrawn_village, undrawn_village.records(), altered)
    assert fault_of(undrawn_village, records) == "RESULT 记录与文件内容不符"
