"""A row of an event, a draw or a publication changed by hand in the database is found."""

from __future__ import annotations

import hashlib

import pytest
from attacking import by_hand, found
from checked_case import make_record
from county import County
from issued_case import photo
from publications import published

from mingcha.audit.record import record
from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.log import FIRST_PREV, Entry, EntryType
from mingcha.core.draw.merkle import merkle_root
from mingcha.core.draw.suites import SUITES
from mingcha.foundation import clock
from mingcha.foundation.kept_files import keep_files
from mingcha.foundation.models import Job
from mingcha.inspections.events import PhotoAdded
from mingcha.inspections.models import Evidence
from mingcha.registers.models import Guide, InspectionObject
from mingcha.reports.actions.soundness import begin_check
from mingcha.reports.jobs import check_soundness
from mingcha.reports.selectors.soundness import unsound
from mingcha.tasks.models import BundleFile, Draw, DrawnObject, LogEntry, Task

SUITE = SUITES["S1"]
DRAW = "SSJ-130136-2026-0001"


@pytest.fixture
def drawn(county: County) -> Draw:
    """A draw of two objects, its files, its rows, and its part of the log."""
    objects = [
        InspectionObject.objects.create(
            code=f"91130136MA0000{n}",
            key=f"91130136MA0000{n}",
            name=f"第{n}户",
            kind="enterprise",
            region=county.region,
        )
        for n in range(3)
    ]
    lines = [f"MAIN\tALL\t{n + 1}\t{row.key}\t{n:064x}\tDRAWN" for n, row in enumerate(objects[:2])]
    assigned = ["x\t1"]
    roots = [merkle_root(SUITE.new, (t.encode() for t in each)).hex() for each in (lines, assigned)]
    task = Task.objects.create(
        number="13013620260001",
        title="年报抽查",
        year=2026,
        region=county.region,
        lead_department=county.market,
        source="ad_hoc",
        reason="专项",
        mode="county_own",
        joint_scope="internal",
        draw_kind="non_directed",
        period_from="2026-03-01",
        period_to="2026-04-01",
        disclosing="immediate",
        drafted_by="lead",
    )
    draw = Draw.objects.create(
        task=task,
        draw_id=DRAW,
        state="drawn",
        plan_hash="a" * 64,
        reveal_by=clock.now(),
        frozen_by="lead",
        drawn_at=clock.now(),
        result_root=roots[0],
        assignment_root=roots[1],
    )
    bodies = (
        (EntryType.PLAN, {"plan_hash": "a" * 64}),
        (EntryType.RESULT, {"root": roots[0], "size": 2}),
        (EntryType.ASSIGN, {"root": roots[1], "placed": 1}),
    )
    head = FIRST_PREV
    for seq, (kind, body) in enumerate(bodies):
        entry = Entry(seq, head, kind, "2026-03-05T09:00:00+08:00", DRAW, SUITE.hex(jcs(body)))
        head = entry.head(SUITE)
        LogEntry.objects.create(
            seq=seq,
            prev=entry.prev,
            type=kind,
            time=entry.time,
            draw_id=DRAW,
            body=body,
            body_hash=entry.body_hash,
            head=head,
        )
    Draw.objects.update(log_head=head)
    for path, text in (("result.tsv", lines), ("assignment.tsv", assigned)):
        content = "".join(f"{line}\n" for line in text).encode()
        digest = hashlib.sha256(content).hexdigest()
        file = BundleFile(draw=draw, path=path, size=len(content), sha256=digest)
        keep_files([(file, content)])
    for n, row in enumerate(objects[:2]):
        DrawnObject.objects.create(
            draw=draw,
            frame="MAIN",
            stratum="ALL",
            rank=n + 1,
            object=row,
            key=row.key,
            ticket=f"{n:064x}",
            status="DRAWN",
        )
    return draw


@pytest.fixture
def public(county: County) -> None:
    published(county, "result", "R1", content={"result": "未发现问题"})
    published(county, "draw", DRAW, files={"plan.json": b"{}", "result.tsv": b"x\n"})


def test_what_nobody_touched_is_sound(drawn: Draw, public: None):
    assert list(unsound()) == []


def test_an_event_is_found(public: None):
    by_hand("UPDATE audit_auditevent SET actor = 'nobody' WHERE seq = 0")
    assert list(unsound()) == ["审计链：第 0 号记录内容与其摘要不符：内容被改动过"]


_OTHER = hashlib.sha256(b"other\n").hexdigest()
_PART = (
    "UPDATE {0}part AS part SET content = convert_to({1}, 'UTF8') FROM {0}file AS file"
    " WHERE file.id = part.file_id AND file.path = '{2}'"
)
_FILE = "UPDATE {0}file SET size = 6, sha256 = '" + _OTHER + "' WHERE path = '{2}'"


def part_of(path: str, text: str, *, table: str = "tasks_bundle", with_digest: bool = False) -> str:
    """The statement by which an owner exchanges a file, with its digest or without."""
    sql = f"WITH part AS ({_PART}) {_FILE}" if with_digest else _PART
    return sql.format(table, text, path)


_LAST = "(SELECT max(id) FROM registers_inspectionobject)"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        (
            "UPDATE tasks_logentry SET time = '2026-03-06T09:00:00+08:00' WHERE seq = 1",
            "与其链头不符",
        ),
        ("UPDATE tasks_logentry SET body = '{}' WHERE seq = 1", "的内容与其摘要不符"),
        ("UPDATE tasks_logentry SET prev = repeat('0', 64) WHERE seq = 1", "没有接上前一条"),
        ("DELETE FROM tasks_logentry WHERE seq = 1", "缺失"),
        ("DELETE FROM tasks_logentry WHERE seq = 2", "末尾被删去"),
        ("DELETE FROM tasks_draw", "在日志中有、在库中没有"),
        ("UPDATE tasks_draw SET plan_hash = repeat('b', 64)", "方案指纹与日志记录不符"),
        ("UPDATE tasks_draw SET result_root = repeat('b', 64)", "结果指纹与日志记录不符"),
        ("UPDATE tasks_draw SET assignment_root = repeat('b', 64)", "人员匹配指纹与日志记录不符"),
        (
            part_of("result.tsv", "'other'"),
            "与其 SHA-256 不符",
        ),
        (
            part_of("result.tsv", "E'other\\n'", with_digest=True),
            "与日志记录的结果指纹不符",
        ),
        ("DELETE FROM tasks_bundlefile WHERE path = 'assignment.tsv'", "人员匹配被改动过"),
        ("UPDATE tasks_drawnobject SET ticket = repeat('c', 64) WHERE rank = 2", "第 2 户"),
        (
            f"UPDATE tasks_drawnobject SET object_id = {_LAST} WHERE rank = 1",
            "改指了另一个检查对象",
        ),
        ("DELETE FROM tasks_drawnobject WHERE rank = 2", "抽中名单只有 1 户"),
    ],
)
def test_a_draw_is_found(drawn: Draw, sql: str, words: str):
    by_hand(sql.replace("%", "%%"))
    found = list(unsound())
    assert len(found) == 1
    assert words in found[0]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE publication_publication SET content = '{}' WHERE key = 'R1'", "内容与其摘要不符"),
        ("UPDATE publication_publication SET digest = repeat('d', 64) WHERE key = 'R1'", "不符"),
        ("DELETE FROM publication_publication WHERE key = 'R1'", "在库中没有：被删去"),
        (
            part_of("plan.json", "'x'", table="publication_published"),
            "plan.json 与其 SHA-256 不符",
        ),
        (
            part_of("plan.json", "E'other\\n'", table="publication_published", with_digest=True),
            "被替换或增加",
        ),
        ("DELETE FROM publication_publishedfile WHERE path = 'plan.json'", "plan.json 不见了"),
    ],
)
def test_a_publication_is_found(public: None, sql: str, words: str):
    by_hand(sql)
    found = list(unsound())
    assert len(found) == 1
    assert words in found[0]


def test_a_publication_rewritten_with_its_digest_is_found_by_the_chain(public: None):
    content = {"result": "发现问题", "files": []}
    digest = hashlib.sha256(jcs(content)).hexdigest()
    sql = "UPDATE publication_publication SET content = %s, digest = %s WHERE key = 'R1'"
    by_hand(sql, jcs(content).decode(), digest)
    assert "与审计记录的摘要不符" in next(unsound())


@pytest.mark.django_db(transaction=True, databases=["default", "progress"])
def test_the_auditors_check_says_what_it_found(county: County, public: None):
    begin_check(by=county.auditor)
    check_soundness.func(job_key="soundness")
    assert Job.objects.get(key="soundness").state == "done"
    by_hand("DELETE FROM publication_publication WHERE key = 'R1'")
    check_soundness.func(job_key="soundness")
    job = Job.objects.get(key="soundness")
    assert (job.state, "被删去" in job.message) == ("failed", True)


def test_a_photo_exchanged_or_taken_out_is_found(county: County):
    content, other = photo(), photo("olive")
    made = Evidence.objects.create(
        record=make_record(county),
        file_name="门面.jpg",
        media_type="image/jpeg",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        added_by="inspector",
    )
    event = PhotoAdded(subject="13013620260001", object="9113", sha256=made.sha256)
    record(event, by=county.inspector)
    assert list(unsound()) == []
    digest = hashlib.sha256(other).hexdigest()
    sql = "UPDATE inspections_evidence SET content = %s, sha256 = %s"
    by_hand(sql, other, digest)
    found("没有记入审计链")
    by_hand("DELETE FROM inspections_evidence")
    found("在审计记录中有、在库中没有")


def test_an_attached_file_altered_is_found(county: County):
    guide = Guide.objects.create(
        file_name="指引.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7",
        size=8,
        sha256=hashlib.sha256(b"%PDF-1.7").hexdigest(),
        added_by="lead",
    )
    assert list(unsound()) == []
    Guide.objects.filter(pk=guide.pk).update(content=b"%PDF-1.8")
    found("工作指引“指引.pdf”与其 SHA-256 不符")
