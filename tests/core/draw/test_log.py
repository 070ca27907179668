"""The append-only log: its chain, the course of a draw, and attacks on the whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import (
    FIRST_PREV,
    Entry,
    EntryType,
    Record,
    append,
    check_chain,
    check_course,
    check_whole_log,
    parse_log,
    unfinished,
)
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile, Refusal

S1 = SUITES["S1"]
DRAW = "130184-2026-0001"
WHOLE_COURSE = (
    "REGISTER REGISTER OBJECTION COMMIT COMMIT PLAN REVEAL REVEAL ENTROPY RESULT ASSIGN "
    "REPLACE REPLACE DISCLOSE OUTCOME OUTCOME CLOSE"
)


def log_of(*kinds: tuple[str, str], start: Iterable[Record] = ()) -> list[Record]:
    """Append entries, each given as (draw_id, type)."""
    records = list(start)
    for draw_id, kind in kinds:
        body = {"n": len(records)}
        time = "2026-11-20T20:00:00+08:00"
        records = append(S1, records, EntryType(kind), time=time, draw_id=draw_id, body=body)
    return records


def course(kinds: str, draw_id: str = DRAW, start: Iterable[Record] = ()) -> list[Record]:
    return log_of(*((draw_id, kind) for kind in kinds.split()), start=start)


def rechained(records: Iterable[Record]) -> list[Record]:
    """Forge the chain anew, as the keeper of a log could, keeping sequence numbers."""
    prev, forged = FIRST_PREV, []
    for record in records:
        forged.append(Record(replace(record.entry, prev=prev), record.body))
        prev = forged[-1].entry.head(S1)
    return forged


def file_of(records: Iterable[Record]) -> bytes:
    return b"".join(record.line() + b"\n" for record in records)


def fault_of(action: Callable[[], object]) -> str:
    with pytest.raises(InvalidFile) as refusal:
        action()
    assert refusal.value.file == "log.jsonl"
    return refusal.value.fault


# entries, heads, lines


def test_the_head_by_its_formula() -> None:
    entry = Entry(7, "ab" * 32, EntryType.PLAN, "2026-11-20T20:00:00+08:00", DRAW, "cd" * 32)
    canonical = (
        f'{{"body_hash":"{"cd" * 32}","draw_id":"{DRAW}","prev":"{"ab" * 32}","seq":7,'
        '"time":"2026-11-20T20:00:00+08:00","type":"PLAN"}'
    )
    text = f"SSJ-DRAW/1|LOG\n{'ab' * 32}\n{canonical}"
    assert entry.head(S1) == sha256(text.encode()).hexdigest()
    line = Record(entry, {"b": 1, "a": []}).line()
    assert line == f'{{"body":{{"a":[],"b":1}},"entry":{canonical}}}'.encode()


def test_a_log_grows_by_hashing_what_was_there() -> None:
    first, second = course("REGISTER COMMIT")
    assert (first.entry.seq, first.entry.prev) == (0, "0" * 64)
    assert (second.entry.seq, second.entry.prev) == (1, first.entry.head(S1))
    assert (first.entry.type, second.entry.type) == (EntryType.REGISTER, EntryType.COMMIT)
    assert first.entry.draw_id == DRAW
    assert first.entry.time == "2026-11-20T20:00:00+08:00"
    assert first.body == {"n": 0}
    assert first.entry.body_hash == sha256(b'{"n":0}').hexdigest()


def test_appending_leaves_the_log_before_as_it_was() -> None:
    before = course("REGISTER")
    after = course("COMMIT", start=before)
    assert (len(before), len(after)) == (1, 2)
    assert after[:1] == before


def test_a_log_goes_on_from_a_segment() -> None:
    segment = course("REGISTER COMMIT PLAN")[2:]
    longer = course("REVEAL", start=segment)
    assert (longer[1].entry.seq, longer[1].entry.prev) == (3, segment[0].entry.head(S1))


def test_a_log_is_read_as_it_is_written() -> None:
    records = course(WHOLE_COURSE)
    assert parse_log(file_of(records)) == records
    assert parse_log(b"") == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda line: line[:-1], "第 2 条记录：第 1 行第 "),
        (lambda line: b"", "第 2 条记录：第 1 行第 1 列不是合格的 JSON"),
        (lambda line: b" " + line, "第 2 条记录：不是规范写法（JCS）"),
        (lambda line: line.replace(b":", b": ", 1), "第 2 条记录：不是规范写法（JCS）"),
        (lambda _: b"[]", "第 2 条记录：应是一个 JSON 对象"),
        (lambda line: line.replace(b'"body"', b'"Body"'), "第 2 条记录：body 缺少"),
        (lambda line: line[:-1] + b',"x":1}', "第 2 条记录：x 是不认识的键"),
        (lambda line: line.replace(b'"seq"', b'"seq_"'), "第 2 条记录：entry.seq 缺少"),
        (lambda line: line.replace(b'"prev"', b'"x":1,"prev"'), "第 2 条记录：entry.x 是不认识"),
    ],
)
def test_a_damaged_line_is_named_by_its_number(
    change: Callable[[bytes], bytes], fault: str
) -> None:
    first, second, third = (record.line() for record in course("REGISTER COMMIT PLAN"))
    data = b"".join(line + b"\n" for line in (first, change(second), third))
    assert fault_of(lambda: parse_log(data)).startswith(fault)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seq", -1),
        ("seq", "0"),
        ("prev", "0" * 63),
        ("type", "REDRAW"),
        ("type", "plan"),
        ("time", "2026-11-20"),
        ("draw_id", "first"),
        ("body_hash", "x"),
    ],
)
def test_a_malformed_entry_is_refused_at_its_place(key: str, value: Any) -> None:
    document = json.loads(course("PLAN")[0].line())
    document["entry"][key] = value
    fault = fault_of(lambda: parse_log(json.dumps(document, sort_keys=True).encode() + b"\n"))
    if value != -1:
        assert fault.startswith(f"第 1 条记录：entry.{key} ")


def test_a_torn_last_line_is_refused() -> None:
    assert fault_of(lambda: parse_log(file_of(course("REGISTER"))[:-1])) == "最后一行没有换行符"


# the chain


def test_an_unbroken_chain_or_a_segment_of_one_is_sound() -> None:
    records = course(WHOLE_COURSE)
    check_chain(S1, [])
    check_chain(S1, records)
    check_chain(S1, records[3:])
    check_chain(S1, records[2:5] + records[9:])


def test_an_altered_body_is_found() -> None:
    records = course("REGISTER COMMIT PLAN")
    records[1] = Record(records[1].entry, {"n": 99})
    assert fault_of(lambda: check_chain(S1, records)) == "第 1 号记录的内容与其摘要不符"


@pytest.mark.parametrize("index", [0, 1])
def test_an_altered_entry_breaks_the_chain_behind_it(index: int) -> None:
    records = course("REGISTER COMMIT PLAN")
    entry = replace(records[index].entry, time="2026-11-20T20:00:01+08:00")
    records[index] = Record(entry, records[index].body)
    assert fault_of(lambda: check_chain(S1, records)) == f"第 {index + 1} 号记录没有接上前一条"


def test_entries_swapped_or_repeated_are_found() -> None:
    records = course("REGISTER COMMIT PLAN")
    swapped = [records[1], records[0], records[2]]
    assert fault_of(lambda: check_chain(S1, swapped)) == "第 0 号记录的序号没有递增"
    repeated = [records[0], records[1], records[1]]
    assert fault_of(lambda: check_chain(S1, repeated)) == "第 1 号记录的序号没有递增"


def test_nothing_comes_before_the_first_entry() -> None:
    first = course("REGISTER")[0]
    forged = Record(replace(first.entry, prev="ab" * 32), first.body)
    assert fault_of(lambda: check_chain(S1, [forged])) == "第 0 号记录之前不应还有记录"


# the course of one draw


@pytest.mark.parametrize(
    "kinds",
    [
        "",
        "REGISTER COMMIT PLAN VOID",
        "REGISTER OBJECTION VOID",
        "VOID",
        "PLAN REVEAL INCIDENT",
        "PLAN INCIDENT",
        "PLAN REVEAL REVEAL ENTROPY RESULT ASSIGN DISCLOSE CLOSE",
        "PLAN REVEAL ENTROPY RESULT ASSIGN DISCLOSE OUTCOME CLOSE",
        *(" ".join(WHOLE_COURSE.split()[:length]) for length in range(1, 18)),
    ],
)
def test_a_draw_may_take_this_course_so_far(kinds: str) -> None:
    check_course(course(kinds))


@pytest.mark.parametrize(
    "kinds",
    [
        "OBJECTION REGISTER",
        "COMMIT REGISTER",
        "COMMIT OBJECTION",
        "PLAN PLAN",
        "PLAN COMMIT",
        "PLAN REGISTER",
        "REVEAL",
        "REVEAL PLAN",
        "ENTROPY",
        "PLAN RESULT",
        "PLAN REVEAL VOID",
        "PLAN REVEAL ENTROPY VOID",
        "PLAN REVEAL ENTROPY INCIDENT",
        "PLAN REVEAL ENTROPY REVEAL",
        "PLAN REVEAL ENTROPY ENTROPY",
        "PLAN REVEAL ENTROPY ASSIGN",
        "PLAN REVEAL ENTROPY RESULT RESULT",
        "PLAN REVEAL ENTROPY RESULT REPLACE",
        "PLAN REVEAL ENTROPY RESULT ASSIGN ASSIGN",
        "PLAN REVEAL ENTROPY RESULT ASSIGN RESULT",
        "PLAN REVEAL ENTROPY RESULT ASSIGN OUTCOME",
        "PLAN REVEAL ENTROPY RESULT ASSIGN CLOSE",
        "PLAN REVEAL ENTROPY RESULT ASSIGN DISCLOSE DISCLOSE",
        "PLAN REVEAL ENTROPY RESULT ASSIGN DISCLOSE CLOSE CLOSE",
        "PLAN REVEAL ENTROPY RESULT ASSIGN DISCLOSE CLOSE OUTCOME",
        "PLAN VOID REVEAL",
        "PLAN VOID VOID",
        "VOID PLAN",
        "INCIDENT",
        "PLAN INCIDENT REVEAL",
        "PLAN REVEAL INCIDENT ENTROPY",
    ],
)
def test_a_draw_may_not_take_this_course(kinds: str) -> None:
    fault = fault_of(lambda: check_course(course(kinds)))
    assert fault == f"一次抽取的记录次序不合规定：{'、'.join(kinds.split())}"


def test_a_very_long_course_is_cut_in_the_message() -> None:
    assert len(fault_of(lambda: check_course(course("PLAN " * 200)))) < 250


# the whole log


def second(kinds: str) -> list[tuple[str, str]]:
    return [("130184-2026-0002", kind) for kind in kinds.split()]


def first(kinds: str) -> list[tuple[str, str]]:
    return [(DRAW, kind) for kind in kinds.split()]


DRAWN = "REGISTER COMMIT PLAN REVEAL ENTROPY RESULT ASSIGN"


def test_draws_may_be_logged_side_by_side() -> None:
    mixed = [x for pair in zip(first(DRAWN), second(DRAWN), strict=True) for x in pair]
    elsewhere = [("1405-2026-1", "PLAN"), ("130184-2027-000001", "VOID")]
    tasks = {DRAW: "T1", "130184-2026-0002": "T2"}
    check_whole_log(S1, log_of(*mixed, *elsewhere), tasks)
    check_whole_log(S1, [], {})


def test_a_draw_run_twice_for_one_task_is_found() -> None:
    records = log_of(*first(DRAWN), *second(DRAWN))
    tasks = {DRAW: "年度计划第一项", "130184-2026-0002": "年度计划第一项"}
    with pytest.raises(Refusal) as refusal:
        check_whole_log(S1, records, tasks)
    assert refusal.value.message == f"任务 年度计划第一项 抽取了两次：{DRAW} 和 130184-2026-0002"


def test_a_draw_run_twice_is_found_behind_one_that_was_voided() -> None:
    third = [("130184-2026-0003", kind) for kind in DRAWN.split()]
    records = log_of(*first("COMMIT VOID"), *second(DRAWN), *third)
    tasks = dict.fromkeys([DRAW, "130184-2026-0002", "130184-2026-0003"], "T1")
    with pytest.raises(Refusal, match="130184-2026-0002 和 130184-2026-0003"):
        check_whole_log(S1, records, tasks)


def test_a_second_plan_for_one_task_is_sound_where_the_first_gave_no_result() -> None:
    tasks = dict.fromkeys([DRAW, "130184-2026-0002"], "T1")
    check_whole_log(S1, log_of(*first("COMMIT PLAN VOID"), *second(DRAWN)), tasks)
    check_whole_log(S1, log_of(*first("PLAN REVEAL INCIDENT"), *second(DRAWN)), tasks)


def test_draws_whose_task_is_unknown_have_a_task_of_their_own() -> None:
    check_whole_log(S1, log_of(*first(DRAWN), *second(DRAWN)), {})


@pytest.mark.parametrize(
    ("draw_ids", "numbers"),
    [
        (["130184-2026-0002"], "2"),
        ([DRAW, "130184-2026-0003"], "1、3"),
        ([DRAW, "130184-2026-1"], "1、1"),
        (["130184-2026-0000", DRAW], "0、1"),
        (["130184-2026-0003", DRAW], "1、3"),
    ],
)
def test_a_gap_in_the_serials_is_found(draw_ids: list[str], numbers: str) -> None:
    records = log_of(*((draw_id, "VOID") for draw_id in draw_ids))
    with pytest.raises(Refusal) as refusal:
        check_whole_log(S1, records, {})
    assert refusal.value.message == f"130184-2026 的抽取编号不连续：{numbers}"


def test_serials_count_apart_by_region_and_year() -> None:
    draw_ids = [DRAW, "130184-2027-1", "130185-2026-1", "130184-2026-0002"]
    check_whole_log(S1, log_of(*((draw_id, "VOID") for draw_id in draw_ids)), {})


def test_a_log_with_an_entry_cut_out_is_no_whole_log() -> None:
    records = log_of(*first(DRAWN))
    for index in range(len(records) - 1):
        cut = rechained(records[:index] + records[index + 1 :])
        fault = fault_of(lambda cut=cut: check_whole_log(S1, cut, {}))
        assert fault == "序号不是从 0 起连续编号"


def test_a_whole_log_begins_at_the_beginning_and_is_chained() -> None:
    records = log_of(*first(DRAWN))
    forged = [Record(replace(records[0].entry, prev="ab" * 32), records[0].body), *records[1:]]
    assert fault_of(lambda: check_whole_log(S1, forged, {})) == "第 0 号记录之前不应还有记录"
    records[3] = Record(replace(records[3].entry, body_hash=S1.hex(jcs({}))), {})
    assert fault_of(lambda: check_whole_log(S1, records, {})) == "第 4 号记录没有接上前一条"


def test_every_draw_of_a_whole_log_takes_its_course() -> None:
    records = log_of(*first(DRAWN), *second("PLAN PLAN"))
    assert "次序不合规定" in fault_of(lambda: check_whole_log(S1, records, {}))


def test_plans_that_are_not_closed_are_listed() -> None:
    third = [("130184-2026-0003", kind) for kind in ("REGISTER", "PLAN")]
    closed = first(f"{DRAWN} DISCLOSE CLOSE")
    assert unfinished(log_of(*closed, *second(DRAWN), *third)) == [
        "130184-2026-0002",
        "130184-2026-0003",
    ]
    assert unfinished(log_of(*first("PLAN VOID"), *second("PLAN REVEAL INCIDENT"))) == []
    assert unfinished(log_of(*first("REGISTER COMMIT"))) == []
