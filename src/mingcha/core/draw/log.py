"""The append-only log of draws (protocol section 11): entries, heads and what makes it valid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from mingcha.core.draw.canonical import Json, jcs, parse_json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.names import DRAW_ID, HEX32, is_time
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import InvalidFile, Refusal

LOG_FILE = "log.jsonl"
FIRST_PREV = "0" * 64


class EntryType(StrEnum):
    """What happened, in the order in which it may happen to a draw."""

    REGISTER = "REGISTER"
    OBJECTION = "OBJECTION"
    COMMIT = "COMMIT"
    PLAN = "PLAN"
    REVEAL = "REVEAL"
    ENTROPY = "ENTROPY"
    RESULT = "RESULT"
    ASSIGN = "ASSIGN"
    REPLACE = "REPLACE"
    DISCLOSE = "DISCLOSE"
    OUTCOME = "OUTCOME"
    CLOSE = "CLOSE"
    VOID = "VOID"
    INCIDENT = "INCIDENT"


_LETTERS = dict(zip(EntryType, "rocpveSAxdOzVI", strict=True))
_PREPARED = "r*o*c*"
_DRAWN = "(S(Ax*(dO*z?)?)?)?"
_COURSE = re.compile(rf"{_PREPARED}(V|p(V|v*(I|(e{_DRAWN})?)))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One log entry; ``body_hash`` commits to a body that may be published later."""

    seq: int
    prev: str
    type: EntryType
    time: str
    draw_id: str
    body_hash: str

    def head(self, suite: Suite) -> str:
        """Return the log head after this entry."""
        content = {
            "seq": self.seq,
            "prev": self.prev,
            "type": self.type.value,
            "time": self.time,
            "draw_id": self.draw_id,
            "body_hash": self.body_hash,
        }
        return suite.tagged("LOG", self.prev, jcs(content))


@dataclass(frozen=True, slots=True)
class Record:
    """An entry with its body, as a line of ``log.jsonl`` holds them."""

    entry: Entry
    body: Json

    def line(self) -> bytes:
        """Return the record's line, without LF."""
        entry = self.entry
        content = {name: getattr(entry, name) for name in entry.__slots__}
        return jcs({"entry": content | {"type": entry.type.value}, "body": self.body})


def append(
    suite: Suite, log: Sequence[Record], kind: EntryType, *, time: str, draw_id: str, body: Json
) -> list[Record]:
    """Return the log with one record more."""
    prev = log[-1].entry.head(suite) if log else FIRST_PREV
    seq = log[-1].entry.seq + 1 if log else 0
    entry = Entry(seq, prev, kind, time, draw_id, suite.hex(jcs(body)))
    return [*log, Record(entry, body)]


def parse_log(data: bytes) -> list[Record]:
    """Read ``log.jsonl``: one record a line, each in JCS form and ended by LF."""
    if data and not data.endswith(b"\n"):
        raise InvalidFile(LOG_FILE, "最后一行没有换行符")
    records = []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            records.append(_read_record(line))
        except InvalidFile as error:
            raise InvalidFile(LOG_FILE, f"第 {number} 条记录：{error.fault}") from error
    return records


def _read_record(line: bytes) -> Record:
    fields = Fields(parse_json(line, LOG_FILE), LOG_FILE)
    record = Record(fields.object("entry", _read_entry), fields.any("body"))
    fields.close()
    if record.line() != line:
        raise InvalidFile(LOG_FILE, "不是规范写法（JCS）")
    return record


def _read_entry(fields: Fields) -> Entry:
    return Entry(
        seq=fields.integer("seq"),
        prev=fields.text("prev", HEX32),
        type=EntryType(fields.choice("type", list(EntryType))),
        time=fields.text("time", is_time),
        draw_id=fields.text("draw_id", DRAW_ID),
        body_hash=fields.text("body_hash", HEX32),
    )


def check_chain(suite: Suite, records: Sequence[Record]) -> None:
    """Refuse a body that does not match its hash, and a broken chain.

    A bundle holds the entries of one draw, between which others may have been logged: where
    numbers are consecutive, the second entry must name the head after the first.
    """
    for record in records:
        if suite.hex(jcs(record.body)) != record.entry.body_hash:
            raise InvalidFile(LOG_FILE, f"第 {record.entry.seq} 号记录的内容与其摘要不符")
        if record.entry.seq == 0 and record.entry.prev != FIRST_PREV:
            raise InvalidFile(LOG_FILE, "第 0 号记录之前不应还有记录")
    for record, following in pairwise(records):
        if following.entry.seq <= record.entry.seq:
            raise InvalidFile(LOG_FILE, f"第 {following.entry.seq} 号记录的序号没有递增")
        consecutive = following.entry.seq == record.entry.seq + 1
        if consecutive and following.entry.prev != record.entry.head(suite):
            raise InvalidFile(LOG_FILE, f"第 {following.entry.seq} 号记录没有接上前一条")


def check_course(records: Iterable[Record]) -> None:
    """Refuse entries of one draw in an order that section 11 does not allow."""
    course = "".join(_LETTERS[record.entry.type] for record in records)
    if not _COURSE.fullmatch(course):
        kinds = "、".join(record.entry.type for record in records)
        raise InvalidFile(LOG_FILE, f"一次抽取的记录次序不合规定：{kinds[:200]}")


def check_whole_log(suite: Suite, records: Sequence[Record], tasks: Mapping[str, str]) -> None:
    """Refuse a whole log in which a draw was repeated, chosen among plans, or left out.

    ``tasks`` names the task of each draw_id, as its plan calls it.
    """
    if [record.entry.seq for record in records] != list(range(len(records))):
        raise InvalidFile(LOG_FILE, "序号不是从 0 起连续编号")
    check_chain(suite, records)
    draws: dict[str, list[Record]] = {}
    for record in records:
        draws.setdefault(record.entry.draw_id, []).append(record)
    for course in draws.values():
        check_course(course)
    _check_serials(draws)
    _check_one_result_per_task(draws, tasks)


def _check_serials(draws: Iterable[str]) -> None:
    serials: dict[str, list[int]] = {}
    for draw_id in draws:
        series, _, serial = draw_id.rpartition("-")
        serials.setdefault(series, []).append(int(serial))
    for series, used in serials.items():
        if sorted(used) != list(range(1, len(used) + 1)):
            raise Refusal(f"{series} 的抽取编号不连续：{'、'.join(map(str, sorted(used)))}")


def _check_one_result_per_task(
    draws: Mapping[str, Sequence[Record]], tasks: Mapping[str, str]
) -> None:
    drawn: dict[str, str] = {}
    for draw_id, course in draws.items():
        if all(record.entry.type is not EntryType.RESULT for record in course):
            continue
        task = tasks.get(draw_id, draw_id)
        if task in drawn:
            raise Refusal(f"任务 {task} 抽取了两次：{drawn[task]} 和 {draw_id}")
        drawn[task] = draw_id


def unfinished(records: Iterable[Record]) -> list[str]:
    """Return the draw_ids that have a PLAN but neither CLOSE, VOID nor INCIDENT."""
    ends = {EntryType.CLOSE, EntryType.VOID, EntryType.INCIDENT}
    planned: dict[str, bool] = {}
    for record in records:
        if record.entry.type is EntryType.PLAN:
            planned[record.entry.draw_id] = False
        elif record.entry.type in ends:
            planned[record.entry.draw_id] = True
    return [draw_id for draw_id, is_closed in planned.items() if not is_closed]
