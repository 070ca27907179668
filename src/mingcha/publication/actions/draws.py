"""Publishing what protocol section 9 lets out of a draw, when it lets it out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.foundation import clock
from mingcha.foundation.actions import action
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.parameters import parameter
from mingcha.publication.actions.keeping import keep
from mingcha.publication.models import Publication
from mingcha.publication.policies import require_own_department
from mingcha.publication.snapshots.draw import (
    drawn_draw,
    ended_draw,
    is_due_to_open,
    sealed_draw,
)
from mingcha.publication.snapshots.drawn_list import drawn_list
from mingcha.tasks.models import Draw
from mingcha.tasks.models.task import Disclosing

_FOLDER = "mingcha-public-"


@action
def publish_sealed_draw(*, by: User, draw: Draw) -> Publication:
    """Publish plan hash and commitments, as part of sealing."""
    require_own_department(by, Permission.DRAW_OPERATE, draw.own_task.lead_department)
    with TemporaryDirectory(prefix=_FOLDER) as folder:
        return keep(by=by, snapshot=sealed_draw(draw, Path(folder)), reason="方案重新封存")


@action
def publish_ended_draw(*, by: User, draw: Draw) -> Publication | None:
    """Publish why a sealed draw has no result, and which party withheld its value (section 4).

    A draw that ended before it was sealed was never public, and stays so.
    """
    if draw.sealed_at is None:
        return None
    if by.department_id != draw.own_task.lead_department_id:
        raise NotFound
    with TemporaryDirectory(prefix=_FOLDER) as folder:
        return keep(by=by, snapshot=ended_draw(draw, Path(folder)), reason=draw.ended_reason)


@action
def publish_drawn_draw(*, by: User, draw: Draw, just_verified: bool = False) -> Publication:
    """Publish the public folder, as part of drawing; the drawn list too where it may be disclosed.

    Drawing has ``just_verified`` the files in the same transaction: a province's take ten seconds.
    """
    require_own_department(by, Permission.DRAW_OPERATE, draw.own_task.lead_department)
    if draw.state != "drawn":
        raise DomainError("not_drawn", "抽取以后才能公开抽取材料")
    return _publish(by, draw, just_verified=just_verified)


@action
def publish_replaced_draw(*, by: User, draw: Draw) -> Publication:
    """Publish who left and who came, as part of replacing: the log, and the list where it is public.

    Whoever may decide on a replacement does so in their own department's part.
    """
    return _publish(by, draw, "抽取以后的替换和直接委派")


@action
def open_deferred_draw(*, by: User, draw: Draw) -> Publication | None:
    """Publish the whole bundle of a deferred draw once its time has come, None before.

    The plan has fixed the time; nobody's permission is asked.
    """
    if draw.state != "drawn" or not is_due_to_open(draw, clock.now()):
        return None
    return _publish(by, draw)


def _publish(by: User, draw: Draw, reason: str = "", *, just_verified: bool = False) -> Publication:
    with_list = draws_list_is_public(draw)
    with TemporaryDirectory(prefix=_FOLDER) as folder:
        snapshot = drawn_draw(
            draw,
            clock.now(),
            Path(folder),
            with_drawn_ids=with_list,
            just_verified=just_verified,
        )
        stage = snapshot.content["stage"]
        published = keep(by=by, snapshot=snapshot, reason=reason or _REASONS[stage])
    if with_list or stage == "opened":
        keep(by=by, snapshot=drawn_list(draw), reason="名单调整")
    return published


def draws_list_is_public(draw: Draw) -> bool:
    """Tell whether the drawn list is public right after the draw."""
    task = draw.own_task
    if task.disclosing == Disclosing.CONFIDENTIAL:
        department = task.lead_department
        key = "publication.confidential_list"
        return bool(parameter(key, region=task.region, department=department, on=clock.today()))
    return task.disclosing == Disclosing.IMMEDIATE


_REASONS = {"drawn": "抽取完成", "opened": "抽取完成，全部材料公开"}
