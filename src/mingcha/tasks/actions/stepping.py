"""What every step of the ceremony ends with: the draw is saved, and the step told to the audit."""

from __future__ import annotations

from mingcha.audit.record import Actor, record
from mingcha.tasks.draw_events import DrawStepped
from mingcha.tasks.models import Draw


def kept(draw: Draw, verb: str, by: Actor, *, party: str = "", digest: str = "") -> Draw:
    """Save the draw and record the step."""
    draw.save()
    event = DrawStepped(
        subject=draw.draw_id, action=verb, state=draw.state, party=party, digest=digest
    )
    record(event, by=by)
    return draw
