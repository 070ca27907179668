"""Ending a draw without a result: never because of what it would give (protocol section 11)."""

from __future__ import annotations

from django.db.models import Q

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.steps import reason_given, step
from mingcha.audit.record import record
from mingcha.core.draw.log import EntryType
from mingcha.core.workflow.draw import DRAW
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.announcing import announce
from mingcha.foundation.errors import DomainError
from mingcha.tasks import log
from mingcha.tasks.draw_events import DrawStepped
from mingcha.tasks.draw_policies import require_organiser
from mingcha.tasks.models import Draw


@action
def void_draw(*, by: User, draw: Draw, reason: str) -> Draw:
    """End a draw before anybody has revealed, by the head of the lead department."""
    draw = locked(draw)
    require_organiser(by, draw, Permission.TASK_VOID)
    shown = draw.parties.filter(~Q(reveal="")).exists()
    step(
        DRAW,
        draw,
        "void",
        by=by,
        reason_given=reason_given(reason),
        nothing_revealed="已有参与方揭示，不能作废" if shown else None,
    )
    return _ended(draw, by, EntryType.VOID, "void", {"reason": reason.strip()})


@action
def report_incident(*, by: User, draw: Draw, reason: str) -> Draw:
    """End a draw in which a party did not reveal in time; the log names it.

    Once all have revealed the result follows from what is known, and nothing ends the draw.
    """
    draw = locked(draw)
    require_organiser(by, draw, Permission.DRAW_OPERATE)
    missing = list(draw.parties.filter(reveal="").values_list("code", flat=True))
    if draw.state in {"sealed", "revealing"} and not missing:
        raise DomainError("all_revealed", "各方均已揭示，结果已定，不能终止")
    if clock.now() < draw.reveal_by:
        raise DomainError("not_late", "揭示期限未到，请等待各方揭示")
    step(
        DRAW,
        draw,
        "report_incident",
        by=by,
        reason_given=reason_given(reason),
        draw_cannot_go_on=_goes_on(draw),
    )
    body: dict[str, object] = {"missing": missing, "reason": reason.strip()}
    return _ended(draw, by, EntryType.INCIDENT, "report_incident", body)


def _goes_on(draw: Draw) -> str | None:
    """Tell why nothing ends the draw: with a public source one reveal is enough (section 4)."""
    if draw.is_public_profile and draw.parties.exclude(reveal="").exists():
        return "有公共随机数参与，缺揭示的一方不计，抽取照常进行，不能终止"
    return None


def _ended(draw: Draw, by: User, kind: EntryType, verb: str, body: dict[str, object]) -> Draw:
    draw.ended_reason = str(body["reason"])[:300]
    draw.save()
    log.append(draw, kind, body)
    event = DrawStepped(
        subject=draw.draw_id, action=verb, state=draw.state, reason=draw.ended_reason
    )
    record(event, by=by)
    announce("draw.ended", draw=draw, by=by)
    return draw
