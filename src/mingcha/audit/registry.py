"""All kinds of events by their type: what the auditor's page calls them."""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.audit.events import Event


def event_titles() -> dict[str, str]:
    """Return the title of every type of event that a loaded app records, ordered by type."""
    return dict(sorted((kind.type, kind.title) for kind in _kinds(Event)))


def _kinds(base: type[Event]) -> Iterator[type[Event]]:
    for kind in base.__subclasses__():
        if "type" in vars(kind):
            yield kind
        yield from _kinds(kind)
