"""抽签记录: the ceremony on paper, for the parties to sign; as a page to print and as a .docx."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.draw import DRAW
from mingcha.documents.word import CONTENT_TYPE, WordDocument
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.tasks.log import head_after
from mingcha.tasks.models import Departure, Draw, DrawParty, Task
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.departures import departures_of
from mingcha.tasks.selectors.draws import get_draw
from mingcha.web.ceremony.qr import qr
from mingcha.web.ceremony.screen import public_address
from mingcha.web.ceremony.stations import drawn_counts, log_shown
from mingcha.web.ceremony.views import registers_of
from mingcha.web.people import person
from mingcha.web.wording import cn_date, digest

Rows = list[tuple[str, ...]]
CHANGED = ("日志", "退出", "原因", "提出、审批", "补位")


@dataclass(frozen=True, slots=True)
class CeremonyRecord:
    """What both forms of the record say, in the order in which they say it."""

    draw: Draw
    facts: Rows
    registers: Rows
    parties: Rows
    digests: Rows
    log: Rows
    changes: Rows
    signers: list[str]
    ended: str


@permitted(P.TASK_VIEW)
@require_GET
def record_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the record for printing."""
    draw = _sealed(request, pk)
    address = request.build_absolute_uri(public_address(draw))
    context = {"record": record_of(draw), "address": address, "qr": qr(address, "公开页面二维码")}
    return render(request, "web/ceremony/record.html", context)


@permitted(P.TASK_VIEW)
@require_GET
def record_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the record as a .docx."""
    draw = _sealed(request, pk)
    address = request.build_absolute_uri(public_address(draw))
    content = written(record_of(draw), address)
    return attachment(content, CONTENT_TYPE, f"抽签记录 {draw.draw_id}.docx")


def record_of(draw: Draw) -> CeremonyRecord:
    """Collect what was done, from the tables and the log alone."""
    task = draw.own_task
    parties = list(
        draw.parties.select_related("user__department", "unit__department", "invitation")
    )
    drawn, reserve = drawn_counts(draw)
    facts: Rows = [
        ("抽查任务", f"{task.number} {task.title}"),
        ("组织单位", task.lead_department.name),
        ("抽查规则", _rules(task)),
        ("抽取编号", draw.draw_id),
        ("随机数来源", draw.get_profile_display()),
        ("公开方式", task.get_disclosing_display()),
        ("人员匹配", task.get_matching_display()),
        ("冻结时间", _time(draw.frozen_at)),
        ("封存时间", _time(draw.sealed_at)),
        ("揭示期限", _time(draw.reveal_by)),
        ("现在的状态", DRAW.states[draw.state]),
    ]
    if draw.census_basis:
        facts.append(("只有一户的层全数检查的依据", draw.census_basis))
    if task.matching_basis:
        facts.append(("直接委派的法律依据", task.matching_basis))
    if draw.drawn_at:
        facts += [
            ("抽取时间", _time(draw.drawn_at)),
            ("抽中", f"{drawn:,} 户，备用 {reserve:,} 户"),
        ]
    facts += [("公共随机数", value.line) for value in draw.public_values.exclude(confirmed_at=None)]
    digests: Rows = [("方案指纹", digest(draw.plan_hash))]
    if draw.result_root:
        digests += [
            ("结果指纹", digest(draw.result_root)),
            ("人员匹配指纹", digest(draw.assignment_root)),
        ]
    digests.append(("日志链头", digest(draw.log_head or head_after(draw))))
    return CeremonyRecord(
        draw=draw,
        facts=facts,
        registers=[
            (r["name"], f"{int(r['size']):,}", digest(r["root"])) for r in registers_of(draw)
        ],
        parties=[_party(party) for party in parties],
        digests=digests,
        log=[
            (
                str(e["seq"]),
                f"{e['time']:%Y-%m-%d %H:%M:%S}",
                str(e["title"]),
                digest(str(e["head"])),
            )
            for e in log_shown(draw)
        ],
        changes=_changes(draw),
        signers=[_signer(party) for party in parties],
        ended=draw.ended_reason,
    )


def _rules(task: Task) -> str:
    """Return the version of the department's rules that the scheme names (R-028)."""
    scheme = getattr(task, "scheme", None)
    return str(scheme.sampling_rules) if scheme and scheme.sampling_rules else "没有施行的规则"


def _changes(draw: Draw) -> Rows:
    """Who left after the draw and what came of it, as far as every witness may know it.

    Officers stand in the log by their codes, and objects by name only where the list is open.
    """
    is_open = draw.own_task.disclosing == Disclosing.IMMEDIATE
    return [
        (
            str(row.entry),
            _leaving(row, is_open=is_open),
            row.get_reason_display(),
            f"{row.asked_by_name}、{row.decided_by_name}",
            row.successor.name if row.successor and is_open else _slots_filled(row),
        )
        for row in departures_of(draw).filter(state="approved").order_by("entry")
    ]


def _leaving(row: Departure, *, is_open: bool) -> str:
    if row.inspector_id is not None:
        return "检查人员"
    return row.object.name if row.object and is_open else "检查对象"


def _slots_filled(row: Departure) -> str:
    if row.successor:
        return "备选补入"
    filled = sum(bool(slot["iid"]) for slot in row.placed)
    empty = len(row.placed) - filled
    if not row.placed:
        return "备选用完"
    return f"补位 {filled} 个席位" + (f"，{empty} 个无人可补" if empty else "")


def written(record: CeremonyRecord, address: str) -> bytes:
    """Return the record as a .docx."""
    page = WordDocument()
    page.title("随机抽取检查对象抽签记录")
    page.table(record.facts, (1, 4))
    if record.ended:
        page.paragraph(f"终止原因：{record.ended}")
    page.heading("名录")
    page.table(record.registers, (3, 1, 6), head=("名录", "户数", "指纹"))
    page.heading("参与各方")
    page.table(record.parties, (3, 3, 6, 2), head=("参与方", "单位", "承诺", "揭示"))
    page.heading("指纹")
    page.table(record.digests, (1, 4))
    page.heading("日志")
    page.table(record.log, (1, 3, 2, 6), head=("序号", "时间", "类型", "链头"))
    if record.changes:
        page.heading("抽取以后的替换")
        page.table(record.changes, (1, 3, 2, 3, 3), head=CHANGED)
    page.paragraph(f"公开页面：{address}")
    page.heading("签字")
    page.paragraph(_SAID)
    rows = [(signer, "", "") for signer in record.signers]
    page.table(rows, (4, 4, 3), head=("参与方", "签字（盖章）", "日期"), high=True)
    return page.to_bytes()


_SAID = "以上内容与现场一致；方案指纹在揭示之前已经记下，揭示之后没有变化。"


def _sealed(request: HttpRequest, pk: int) -> Draw:
    draw = get_draw(person(request), pk)
    if draw.sealed_at is None:
        raise NotFound("方案封存以后才有抽签记录")
    return draw


def _party(party: DrawParty) -> tuple[str, ...]:
    revealed = _time(party.revealed_at) if party.reveal else "没有揭示"
    return (_signer(party), party.unit_name, digest(party.commitment), revealed)


def _signer(party: DrawParty) -> str:
    return f"{party.title} {party.person_name}".strip()


def _time(moment: datetime | None) -> str:
    return cn_date(moment, "time") if moment else "—"
