"""The ceremony page (公开抽取): digests, parties, and the one thing to do now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation import clock
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.foundation.models import Job, JobState
from mingcha.tasks.actions import ceremony, ending
from mingcha.tasks.actions.public_values import awaited_sources, give_public_value, may_give
from mingcha.tasks.actions.starting import job_key, start_draw
from mingcha.tasks.models import Draw, LogEntry, PublicValue
from mingcha.tasks.models.task import Disclosing
from mingcha.tasks.selectors.comparison import comparing_parts, visible_parts
from mingcha.tasks.selectors.draws import get_draw, visible_draws
from mingcha.web.answers import accepted, tried
from mingcha.web.ceremony.forms import CommitForm, OpenForm, PublicValueForm, RevealForm
from mingcha.web.ceremony.stations import fingerprint, is_open, log_shown, stations
from mingcha.web.ceremony.steps import is_operator, is_stuck, next_step
from mingcha.web.people import person
from mingcha.web.progress import job_shown

_PER_PAGE = 25
_VOIDABLE = frozenset({"frozen", "committing", "sealed"})
_ENTERED = "已登记，请另一人对照开奖公告再填一次，相同才生效"
_CONFIRMED = "两人登记一致，公共随机数已生效"
_RUNNING = (JobState.WAITING, JobState.RUNNING)


@permitted(P.TASK_VIEW)
@require_GET
def draw_list(request: HttpRequest) -> HttpResponse:
    """List the draws that the person sees, each with what they should do."""
    user = person(request)
    page = Paginator(visible_draws(user), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(draw, DRAW.states[draw.state], next_step(user, draw)) for draw in page]
    return render(request, "web/ceremony/list.html", {"rows": rows, "page": page})


@permitted(P.TASK_VIEW)
@require_GET
def draw_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where the draw stands."""
    return _page(request, get_draw(person(request), pk))


@permitted(P.DRAW_OPERATE)
@require_POST
def open_commitments(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the witness and begin."""
    user = person(request)
    draw = get_draw(user, pk)
    form = OpenForm(request.POST, user=user, draw=draw)
    act = partial(ceremony.open_commitments, by=user, draw=draw)
    if accepted(form, lambda: act(witness=form.cleaned_data["witness"])):
        messages.success(request, "已请见证方，现在各方提交承诺")
        return redirect("draw", pk=pk)
    return _page(request, draw, form)


@permitted(P.DRAW_OPERATE, P.DRAW_WITNESS)
@require_POST
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the person's own commitment."""
    user = person(request)
    draw, form = get_draw(user, pk), CommitForm(request.POST)
    act = partial(ceremony.commit, by=user, draw=draw)
    if accepted(form, lambda: act(c=form.cleaned_data["commitment"])):
        messages.success(request, "承诺已提交。随机数请保管好，揭示之前不要给任何人看")
        return redirect("draw", pk=pk)
    return _page(request, draw, form)


@permitted(P.DRAW_OPERATE, P.DRAW_WITNESS)
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the person's own value."""
    user = person(request)
    draw, form = get_draw(user, pk), RevealForm(request.POST)
    act = partial(ceremony.reveal, by=user, draw=draw)
    if accepted(form, lambda: act(r=form.cleaned_data["value"])):
        messages.success(request, "已揭示，与承诺相符")
        return redirect("draw", pk=pk)
    return _page(request, draw, form)


@permitted(P.DRAW_OPERATE, P.DRAW_WITNESS, P.POOL_LOCK, P.TASK_APPROVE)
@require_POST
def public_value(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a public value, as the first or as the second of two people."""
    user = person(request)
    draw, form = get_draw(user, pk), PublicValueForm(request.POST)
    act = partial(give_public_value, by=user, draw=draw)
    given = accepted(form, lambda: act(text=form.cleaned_data["line"]))
    if given:
        messages.success(request, _ENTERED if given.confirmed_at is None else _CONFIRMED)
        return redirect("draw", pk=pk)
    return _page(request, draw, public_form=form)


@permitted(P.DRAW_OPERATE, P.TASK_VOID)
@require_POST
def draw_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Begin with the parties named at the freeze, seal, fix the seed, begin the draw, or end it."""
    user = person(request)
    draw = get_draw(user, pk)
    reason = request.POST.get("reason", "")
    steps: dict[str, tuple[Callable[[], object], str]] = {
        "begin": (partial(ceremony.open_commitments, by=user, draw=draw), "现在各方提交承诺"),
        "seal": (lambda: _seal(request, draw), "方案已封存，指纹已公布，请各方记下后揭示"),
        "fix-seed": (partial(ceremony.fix_seed, by=user, draw=draw), "种子已确定，可以抽取"),
        "start": (
            partial(start_draw, by=user, draw=draw, page=reverse("draw", args=[pk])),
            "已开始抽取",
        ),
    }
    steps |= {
        "void": (partial(ending.void_draw, by=user, draw=draw, reason=reason), "抽取已作废"),
        "incident": (
            partial(ending.report_incident, by=user, draw=draw, reason=reason),
            "事故已登记，本次抽取终止",
        ),
    }
    if verb not in steps:
        raise NotFound
    tried(request, *steps[verb])
    return redirect("draw", pk=pk)


def _seal(request: HttpRequest, draw: Draw) -> None:
    for sentence in ceremony.seal_plan(by=person(request), draw=draw):
        messages.warning(request, sentence)


@permitted(P.TASK_VIEW)
@require_GET
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell a waiting page to show itself anew where something happened (htmx, every 2 s)."""
    draw = get_draw(person(request), pk)
    if request.GET.get("seen") == fingerprint(draw):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponse(headers={"HX-Refresh": "true"})


def _page(
    request: HttpRequest,
    draw: Draw,
    form: forms.Form | None = None,
    public_form: PublicValueForm | None = None,
) -> HttpResponse:
    user = person(request)
    step = next_step(user, draw)
    job = Job.objects.filter(key=job_key(draw)).first()
    is_running = job is not None and job.state in _RUNNING and draw.state == "ready"
    parties = list(
        draw.parties.select_related("user__department", "unit__department", "invitation")
    )
    own = next((party for party in parties if party.user_id == user.pk), None)
    shows_values = own is not None or draw.own_task.disclosing == Disclosing.IMMEDIATE
    context = {
        "draw": draw,
        "task": draw.own_task,
        "state": DRAW.states[draw.state],
        "steps": [{**station, "date": station["note"]} for station in stations(draw)],
        "step": step,
        "form": _form_shown(request, form, _form(step.kind, user, draw)),
        "public_form": public_form or _public_form(user, draw),
        "parties": parties,
        "own": own,
        "shows_values": shows_values,
        "registers": registers_of(draw),
        "log": log_shown(draw),
        "parts": visible_parts(user, draw),
        "comparing": set(comparing_parts(draw.own_task).values_list("pk", flat=True)),
        "job": job_shown(job) if job and is_running and job.started_by == user.username else None,
        "is_running": is_running,
        "failure": job.message if job and job.state == JobState.FAILED else "",
        "seen": fingerprint(draw),
        "is_open": is_open(draw),
        "may_invite": is_operator(user, draw)
        and (draw.state == "committing" or draw.invitations.exists()),
        "may_recompute": own is not None and draw.state == "drawn" and user.may(P.DRAW_WITNESS),
        "may_void": draw.state in _VOIDABLE
        and user.department_id == draw.own_task.lead_department_id
        and user.may(P.TASK_VOID),
        "may_report": is_operator(user, draw) and is_stuck(draw, parties),
        "public_rows": _public_rows(draw),
    }
    return render(request, "web/ceremony/draw.html", context)


def _form_shown(
    request: HttpRequest, sent: forms.Form | None, now: forms.Form | None
) -> forms.Form | None:
    """Return the form that was sent back, if it is still the one of this step.

    From a page that the ceremony has gone past it is not: then what was wrong is told above the page.
    """
    if sent is None or type(sent) is type(now):
        return sent or now
    for told in sent.errors.values():
        messages.error(request, " ".join(str(each) for each in told))
    return now


def _form(kind: str, user: User, draw: Draw) -> forms.Form | None:
    if kind == "open":
        return OpenForm(user=user, draw=draw)
    if kind == "commit":
        return CommitForm()
    return RevealForm() if kind == "reveal" else None


def _public_rows(draw: Draw) -> list[tuple[str, PublicValue | None]]:
    """Return each source of the plan with what was typed for it."""
    typed = {value.source: value for value in draw.public_values.all()}
    return [(source, typed.get(source)) for source in draw.public_sources]


def _public_form(user: User, draw: Draw) -> PublicValueForm | None:
    """Return the form of public values to those who may type them, while one is awaited."""
    if draw.state != "revealing" or draw.public_after is None or clock.now() < draw.public_after:
        return None
    return PublicValueForm() if may_give(user, draw) and awaited_sources(draw) else None


def registers_of(draw: Draw) -> list[dict[str, str]]:
    """Return the frozen registers as the log has them."""
    parts = draw.own_task.sub_tasks.filter(share_of=None).select_related("department")
    names = {part.frame: part.department.short_name for part in parts}
    entries = LogEntry.objects.filter(draw_id=draw.draw_id, type="REGISTER").order_by("seq")
    return [
        {
            "name": names.get(entry.body["frame"], entry.body["frame"]),
            "root": entry.body["register"]["root"],
            "size": entry.body["register"]["size"],
        }
        for entry in entries
    ]
