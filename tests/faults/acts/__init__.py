"""Acts that write much at once or run by themselves, by the names under which they are struck."""

from __future__ import annotations

from faults.acts import by_the_clock, careless, inbox, publication, registers, tags, tasks
from faults.acts.act import KEY, Act

ACTS: dict[str, Act] = {
    **registers.ACTS,
    **tags.ACTS,
    **tasks.ACTS,
    **publication.ACTS,
    **by_the_clock.ACTS,
    **inbox.ACTS,
}

EVERY_ACT = ACTS | careless.ACTS

__all__ = ["ACTS", "EVERY_ACT", "KEY", "Act"]
