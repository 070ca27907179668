"""Events by their formula, and what never gets into a chain."""

from __future__ import annotations

from hashlib import sha256

import pytest

from mingcha.core.chain.appending import next_event
from mingcha.core.chain.event import ChainedEvent, event_hash
from mingcha.core.errors import InvalidFile

FIELDS = {"time": "2026-11-20T09:00:00+08:00", "type": "plan.published", "actor": "王五"}


def test_the_hash_by_its_formula() -> None:
    event = ChainedEvent(7, "ab" * 32, "T", "plan.published", "王五", {"b": 1, "a": ["甲"]})
    text = (
        'MINGCHA-AUDIT/1\n{"actor":"王五","body":{"a":["甲"],"b":1},'
        f'"prev":"{"ab" * 32}","seq":7,"time":"T","type":"plan.published"}}'
    )
    assert event_hash(event) == sha256(text.encode()).hexdigest()


def test_the_first_event_has_nothing_before_it() -> None:
    event, digest = next_event(None, None, **FIELDS, body={})
    assert (event.seq, event.prev) == (0, "0" * 64)
    assert digest == event_hash(event)


def test_the_next_event_names_the_last() -> None:
    event, _ = next_event(41, "cd" * 32, **FIELDS, body={"version": 2})
    assert event == ChainedEvent(42, "cd" * 32, *FIELDS.values(), {"version": 2})


def test_what_is_returned_is_what_was_hashed() -> None:
    """A file name from a Mac comes decomposed; a tuple would be read back as a list."""
    event, digest = next_event(None, None, **FIELDS, body={"file": "Cafe\u0301", "of": ("a", 1)})
    assert event.body == {"file": "Caf\u00e9", "of": ["a", 1]}
    assert digest == event_hash(event)


@pytest.mark.parametrize("body", [{"x": 1.5}, {"x": -1}, {"名": 1}, {"x": "\ud800"}, {"x": 2**53}])
def test_what_could_not_be_read_back_is_refused(body: object) -> None:
    with pytest.raises((InvalidFile, UnicodeEncodeError)):
        next_event(None, None, **FIELDS, body=body)


@pytest.mark.parametrize("last", [(None, "cd" * 32), (3, None)])
def test_number_and_hash_go_together(last: tuple[int | None, str | None]) -> None:
    with pytest.raises(ValueError, match="go together"):
        next_event(*last, **FIELDS, body={})
