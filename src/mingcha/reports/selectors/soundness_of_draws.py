"""Whether draws are as they were logged: the log's chain, the bundles, the rows made from them."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from mingcha.audit.models import AuditEvent
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.log import FIRST_PREV, Entry, EntryType
from mingcha.core.draw.merkle import merkle_root
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE
from mingcha.core.draw.suites import SUITES, Suite
from mingcha.core.errors import Refusal
from mingcha.reports.selectors.soundness_of_inputs import (
    course_faults,
    input_faults,
    serial_faults,
    task_faults,
)
from mingcha.tasks.bundle_store import content_if_any, digests_of
from mingcha.tasks.draw_events import ObjectsDrawn
from mingcha.tasks.models import Draw, LogEntry

_AT_A_TIME = 2000
_UNREADABLE = (Refusal, csv.Error, ValueError, KeyError, TypeError)
"""What reading a file raises that is no longer of its form: itself a finding, not a failure."""


def unsound_log() -> Iterator[str]:
    """Walk the log of draws from its first entry: numbers, links, bodies, heads."""
    seq, head = 0, FIRST_PREV
    for row in LogEntry.objects.order_by("seq").iterator(_AT_A_TIME):
        if row.seq != seq:
            yield f"此处应为第 {seq} 号记录，实为第 {row.seq} 号：记录有缺失、增加或移动"
            return
        fault = _entry_fault(row, head)
        if fault:
            yield f"第 {row.seq} 号记录（{row.draw_id}）{fault}"
            return
        seq, head = seq + 1, row.head
    heads = Draw.objects.exclude(log_head="").order_by("draw_id")
    for draw_id, kept in heads.values_list("draw_id", "log_head").iterator(_AT_A_TIME):
        if not LogEntry.objects.filter(draw_id=draw_id, head=kept).exists():
            yield f"抽取 {draw_id} 记下的链头不在日志中：日志末尾被删去或被重写"
            return


def _entry_fault(row: LogEntry, head: str) -> str:
    entry = Entry(row.seq, row.prev, EntryType(row.type), row.time, row.draw_id, row.body_hash)
    if row.prev != head:
        return "没有接上前一条"
    if not any(entry.head(suite) == row.head for suite in SUITES.values()):
        return "与其链头不符：内容被改动过"
    if not any(suite.hex(jcs(row.body)) == row.body_hash for suite in SUITES.values()):
        return "的内容与其摘要不符：内容被改动过"
    return ""


def unsound_draws() -> Iterator[str]:
    """Compare every draw's files with their digests, its roots with the log, its rows with the result."""
    for draw in Draw.objects.order_by("pk").iterator(_AT_A_TIME):
        for fault in _faults(draw):
            yield f"抽取 {draw.draw_id} {fault}"
    known = set(Draw.objects.values_list("draw_id", flat=True))
    logged = LogEntry.objects.order_by("draw_id").values_list("draw_id", flat=True).distinct()
    for draw_id in logged.iterator(_AT_A_TIME):
        if draw_id not in known:
            yield f"抽取 {draw_id} 在日志中有、在库中没有：被删去"
    yield from serial_faults()


def _faults(draw: Draw) -> Iterator[str]:
    """Give what is wrong with a draw, what names its meaning first; a file out of form is a finding."""
    try:
        yield from _draw_faults(draw)
    except _UNREADABLE as broken:
        told = broken.message if isinstance(broken, Refusal) else "不是原来的格式"
        yield from list(_kept_faults(draw)) or [f"的存档文件读不出，被改动过：{told}"]
    else:
        yield from _kept_faults(draw)


def _draw_faults(draw: Draw) -> Iterator[str]:
    for file in draw.files.all():
        if not file.is_sound() and draw.files.filter(pk=file.pk).exists():  # a step replaces files
            yield f"的文件 {file.path} 与其 SHA-256 不符：内容被改动过"
    yield from _plan_faults(draw)
    yield from input_faults(draw)
    yield from course_faults(draw)
    yield from _root_faults(draw)
    yield from _row_faults(draw)
    yield from task_faults(draw)


def _kept_faults(draw: Draw) -> Iterator[str]:
    """Compare the files with the digests that the audit chain has of them since the draw."""
    event = AuditEvent.objects.filter(type=ObjectsDrawn.type, subject=draw.draw_id).last()
    kept = set(digests_of(draw))
    for each in event.body.get("digests", []) if event else []:
        if each not in kept:
            yield f"的文件 {each.split()[0]} 与审计链记下的 SHA-256 不符：被改动或删去过"


def _plan_faults(draw: Draw) -> Iterator[str]:
    logged = _logged(draw, EntryType.PLAN)
    if logged and logged["plan_hash"] != draw.plan_hash:
        yield "的方案指纹与日志记录不符"


def _root_faults(draw: Draw) -> Iterator[str]:
    for kind, path, kept, title in (
        (EntryType.RESULT, RESULT_FILE, draw.result_root, "结果"),
        (EntryType.ASSIGN, ASSIGNMENT_FILE, draw.assignment_root, "人员匹配"),
    ):
        logged = _logged(draw, kind)
        if not logged:
            continue
        if logged["root"] != kept:
            yield f"的{title}指纹与日志记录不符"
        root = _root(SUITES[draw.suite], _lines(draw, path))
        if root != logged["root"]:
            yield f"的文件 {path} 与日志记录的{title}指纹不符：{title}被改动过"


def _row_faults(draw: Draw) -> Iterator[str]:
    rows = draw.drawn.order_by("pk").values_list(
        "frame", "stratum", "rank", "key", "ticket", "status", "object__key"
    )
    expected = iter(_lines(draw, RESULT_FILE))
    number = 0
    for number, (*fields, key) in enumerate(rows.iterator(_AT_A_TIME), start=1):
        line = next(expected, b"").decode("ascii", "replace").split("\t")[: len(fields)]
        if line != [str(field) for field in fields]:
            yield f"抽中名单第 {number} 户（{fields[3]}）与结果文件不符：被改动、增加或移动过"
            return
        if key != fields[3]:
            yield f"抽中名单第 {number} 户（{fields[3]}）改指了另一个检查对象（{key}）"
            return
    if next(expected, None) is not None and (number or draw.drawn_at):
        yield f"抽中名单只有 {number} 户，结果文件不止：有记录被删去"


def _logged(draw: Draw, kind: EntryType) -> dict[str, Json]:
    entry = LogEntry.objects.filter(draw_id=draw.draw_id, type=kind.value).last()
    return entry.body if entry else {}


def _lines(draw: Draw, path: str) -> list[bytes]:
    return (content_if_any(draw, path) or b"").splitlines()


def _root(suite: Suite, lines: list[bytes]) -> str:
    return merkle_root(suite.new, lines).hex()
