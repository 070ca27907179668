"""The platform's log of draws (protocol section 11): one chain over all draws, without gaps.

An entry is appended in the transaction of the step it tells of. A database lock, held until that
transaction ends, keeps everybody else out, so that numbers have no gaps and heads no forks.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from mingcha.bundles.ceremony import LogPlace
from mingcha.core.draw.canonical import Json, jcs
from mingcha.core.draw.log import FIRST_PREV, Entry, EntryType, Record
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.tasks.models import Draw, LogEntry

_LOCK = 0x6C6F6772  # "logr"


def next_place() -> LogPlace:
    """Return where the next entry goes, and keep that place until the transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("the log is written in the transaction of the step it tells of")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LogEntry.objects.order_by("-seq").only("seq", "head").first()
    return LogPlace(last.seq + 1, last.head) if last else LogPlace(0, FIRST_PREV)


def append(draw: Draw, kind: EntryType, body: Json) -> LogEntry:
    """Append an entry about the draw."""
    place, suite = next_place(), SUITES[draw.suite]
    entry = Entry(
        seq=place.seq,
        prev=place.prev_head,
        type=kind,
        time=timezone.localtime(clock.now()).isoformat(timespec="seconds"),
        draw_id=draw.draw_id,
        body_hash=suite.hex(jcs(body)),
    )
    return LogEntry.objects.create(
        seq=entry.seq,
        prev=entry.prev,
        type=entry.type.value,
        time=entry.time,
        draw_id=entry.draw_id,
        body=body,
        body_hash=entry.body_hash,
        head=entry.head(suite),
    )


def register_frames(draw: Draw, plan: Json) -> None:
    """Log the digest of every frame's register, once; ``plan`` is the plan's document."""
    if LogEntry.objects.filter(draw_id=draw.draw_id, type=EntryType.REGISTER).exists():
        return
    for frame in plan["frames"]:
        append(draw, EntryType.REGISTER, {"frame": frame["code"], "register": frame["register"]})


def head_after(draw: Draw) -> str:
    """Return the head after the draw's last entry, empty where it has none."""
    last = LogEntry.objects.filter(draw_id=draw.draw_id).order_by("-seq").first()
    return last.head if last else ""


def entries(draw: Draw, *kinds: EntryType) -> QuerySet[LogEntry]:
    """Return the draw's entries in order, all of them or those of some types."""
    found = LogEntry.objects.filter(draw_id=draw.draw_id).order_by("seq")
    return found.filter(type__in=kinds) if kinds else found


def segment(draw: Draw) -> bytes:
    """Return ``log.jsonl``: the draw's entries with their bodies (protocol section 12)."""
    return b"".join(record_of(entry).line() + b"\n" for entry in entries(draw))


def record_of(row: LogEntry) -> Record:
    """Return a row as the protocol's record."""
    entry = Entry(row.seq, row.prev, EntryType(row.type), row.time, row.draw_id, row.body_hash)
    return Record(entry, row.body)
