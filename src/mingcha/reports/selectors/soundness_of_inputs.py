"""Whether what a draw was made from, and what is done with it, is still what its plan sealed."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mingcha.bundles.formed_teams import BETWEEN
from mingcha.core.draw.canonical import parse_json
from mingcha.core.draw.entropy import ENTROPY_FILE
from mingcha.core.draw.log import EntryType, check_course
from mingcha.core.draw.plan import PLAN_FILE, Plan, register_path
from mingcha.core.draw.plan_schema import parse_plan
from mingcha.core.draw.staff_lines import (
    CONFLICTS_FILE,
    INSPECTORS_FILE,
    parse_inspectors,
    person_hash,
)
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import Refusal
from mingcha.registers.models import Inspector
from mingcha.tasks.behind import Behind
from mingcha.tasks.bundle_store import IIDS_FILE, PRIVATE, content_if_any
from mingcha.tasks.log import record_of
from mingcha.tasks.models import Draw, LogEntry, ObjectTask

_PEOPLE_FILE = f"{PRIVATE}people.csv"
_SALT_FILE = f"{PRIVATE}person_salt.txt"


def input_faults(draw: Draw) -> Iterator[str]:
    """Compare plan, frozen files and values with the plan's hash, its digests, and the log."""
    if draw.sealed_at is None:
        return
    content = _content(draw, PLAN_FILE)
    try:
        plan = parse_plan(content)
    except Refusal as refusal:
        yield f"的方案读不出：{refusal.message}"
        return
    if plan.hash != draw.plan_hash:
        yield "的方案与方案指纹不符：封存以后被改动过"
    suite = SUITES[draw.suite]
    for path, digest in _digests(plan).items():
        if suite.hex(_content(draw, path)) != digest:
            yield f"的文件 {path} 与封存的方案不符：封存以后被改动过"
    logged = _bodies(draw, EntryType.ENTROPY)
    if logged and parse_json(_content(draw, ENTROPY_FILE), ENTROPY_FILE) != logged[-1]:
        yield "的随机数与日志记录不符：揭示以后被改动过"
    yield from _register_faults(draw, plan)
    yield from _people_faults(draw)


def course_faults(draw: Draw) -> Iterator[str]:
    """Refuse entries in an order that section 11 does not allow, and a draw that is not as logged."""
    entries = [record_of(row) for row in LogEntry.objects.filter(draw_id=draw.draw_id)]
    try:
        if draw.sealed_at:
            check_course(entries)
    except Refusal as refusal:
        yield f"的日志不合规定：{refusal.message}"


def serial_faults() -> Iterator[str]:
    """Find a gap in the serials of a region and year, and a task that was drawn twice."""
    serials: dict[str, list[int]] = defaultdict(list)
    drawn: dict[int | None, str] = {}
    resulted = set(LogEntry.objects.filter(type=EntryType.RESULT).values_list("draw_id", flat=True))
    rows = Draw.objects.order_by("draw_id").values_list("draw_id", "task", "ended_of")
    for draw_id, task, ended_of in rows:
        series, _, serial = draw_id.rpartition("-")
        serials[series].append(int(serial))
        if draw_id in resulted:
            first = drawn.setdefault(task or ended_of, draw_id)
            if first != draw_id:
                yield f"同一任务抽取了两次：{first} 和 {draw_id}"
    for series, used in serials.items():
        if used != list(range(1, len(used) + 1)):
            yield f"{series} 的抽取编号不连续：有抽取被删去"


def task_faults(draw: Draw) -> Iterator[str]:
    """Find an object under inspection that was not drawn, such as one of the reserve out of turn."""
    if draw.drawn_at is None or draw.task is None:
        return
    chosen = draw.drawn.exclude(status="R").values_list("frame", "object")
    rows = ObjectTask.objects.filter(task=draw.task)
    extra = set(rows.values_list("sub_task__frame", "object")) - set(chosen)
    if extra:
        frame, object_id = min(extra)
        key = rows.filter(object=object_id).values_list("object__key", flat=True).first()
        yield f"名录 {frame} 的检查对象 {key} 不在抽中之列（备用或未抽中）：任务被人为增加"


def _digests(plan: Plan) -> Mapping[str, str]:
    registers = {register_path(frame.code): frame.register.file_hash for frame in plan.frames}
    staff = {INSPECTORS_FILE: plan.inspectors.file_hash, CONFLICTS_FILE: plan.coi.file_hash}
    return registers | staff


def _register_faults(draw: Draw, plan: Plan) -> Iterator[str]:
    logged = {body["frame"]: body["register"] for body in _bodies(draw, EntryType.REGISTER)}
    for frame in plan.frames:
        frozen = frame.register.as_json()
        if logged.get(frame.code, frozen) != frozen:  # an entry that is gone breaks the log's chain
            yield f"的名录 {frame.code} 与承诺之前记入日志的指纹不符：名录被调换过"


def _people_faults(draw: Draw) -> Iterator[str]:
    """Open the pseudonyms by the salt, and follow them to the people of the register."""
    salt = _content(draw, _SALT_FILE).decode().strip()
    rows = csv.reader(io.StringIO(_content(draw, _PEOPLE_FILE).decode()))
    people = {iid: staff_no for iid, staff_no, *_ in rows}
    suite = SUITES[draw.suite]
    for inspector in parse_inspectors(_content(draw, INSPECTORS_FILE)):
        staff_no = people.get(inspector.iid, "")
        if person_hash(suite, staff_no, salt) != inspector.person:
            yield f"的检查人员编号 {inspector.iid} 背后的人与封存的摘要不符：人员被调换过"
            return
    numbers = _staff_numbers()
    for iid, kept in json.loads(_content(draw, IIDS_FILE) or "{}").items():
        behind = Behind.read(kept)
        frozen = people.get(iid, "")
        named = frozen.split(BETWEEN) if behind.team else [frozen]
        if not _are(named, [numbers.get(key, set()) for key in behind.members]):
            yield f"的检查人员编号 {iid} 指向了另一个人：人员被调换过"
            return


def _are(named: Sequence[str], numbers: Sequence[set[str]]) -> bool:
    """Tell whether just these people are named; a department's code may stand before a number."""
    found = [
        {n for n, name in enumerate(named) if any(f"-{name}".endswith(f"-{no}") for no in had)}
        for had in numbers
    ]
    return len(named) == len(numbers) == len(set().union(*found)) and all(found)


def _staff_numbers() -> Mapping[int, set[str]]:
    """Return the staff numbers that everybody has had, as people change department."""
    found: dict[int, set[str]] = defaultdict(set)
    past = Inspector.pgh_event_model.objects.values_list("pgh_obj", "staff_no")  # type: ignore[attr-defined]
    for key, number in [*Inspector.objects.values_list("pk", "staff_no"), *past]:
        found[key].add(number)
    return found


def _bodies(draw: Draw, kind: EntryType) -> list[dict[str, object]]:
    entries = LogEntry.objects.filter(draw_id=draw.draw_id, type=kind).order_by("seq")
    return list(entries.values_list("body", flat=True))


def _content(draw: Draw, path: str) -> bytes:
    return content_if_any(draw, path) or b""
