"""What a decision to send somebody needs, and its place on the log (直接委派; section 8, step 6)."""

from __future__ import annotations

from mingcha.accounts.models import User
from mingcha.core.draw.departures import DirectAssignment
from mingcha.core.draw.log import EntryType
from mingcha.foundation.errors import DomainError
from mingcha.tasks import log
from mingcha.tasks.behind import pseudonyms
from mingcha.tasks.bundle_store import inspectors_by_iid
from mingcha.tasks.models import Draw, Task, TeamMember

_LONGEST_BASIS = 200


def account(username: str) -> str:
    """Return the code by which the log names an account: stable, and nobody's name."""
    pk = User.objects.filter(username=username).values_list("pk", flat=True).first()
    return f"U{pk}" if pk else "U0"


def require_ground(basis: str, reason: str) -> None:
    """Refuse a decision without a legal basis, which is published, or without a reason."""
    if not basis.strip():
        raise DomainError(
            "basis", "请写明直接委派的法律依据（法律、法规、规章的名称和条款）", "basis"
        )
    if len(basis.strip()) > _LONGEST_BASIS:
        raise DomainError("basis", f"法律依据不能超过 {_LONGEST_BASIS} 字", "basis")
    if not reason.strip():
        raise DomainError("reason", "请写明直接委派的理由", "reason")


def hold_draw(task: Task) -> Draw | None:
    """Lock a task's draw before its rows, in the order of whoever replaces by lot; None without one."""
    return Draw.objects.select_for_update().filter(task=task, state="drawn").first()


def is_direct(draw: Draw, key: str, slot: int) -> bool:
    """Tell whether a place was given by decision: the lot has nothing to do with it any more."""
    given = log.entries(draw, EntryType.REPLACE).filter(body__has_key="basis")
    return given.filter(body__id=key, body__j=slot).exists()


def log_direct(draw: Draw, member: TeamMember, basis: str, by: User) -> None:
    """Put a head's decision on the log, so that it is published as what it is.

    Where formed teams were frozen, a single officer stands on no list, and has no pseudonym.
    """
    people = inspectors_by_iid(draw)
    iids = pseudonyms({iid: who for iid, who in people.items() if who.team is None})
    body = DirectAssignment(
        id=member.object_task.object.key,
        j=member.slot,
        iid=iids.get(member.inspector_id, ""),
        basis=basis.strip(),
        approved_by=account(by.username),
    )
    log.append(draw, EntryType.REPLACE, body.as_json())
