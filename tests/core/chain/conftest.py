from __future__ import annotations

from typing import Any

import pytest

from mingcha.core.chain.appending import next_event
from mingcha.core.chain.event import ChainedEvent

TIME = "2026-11-20T09:00:00+08:00"
Chain = list[tuple[ChainedEvent, str]]


def chain_of(*bodies: Any) -> Chain:
    chain: Chain = []
    for body in bodies:
        last = (chain[-1][0].seq, chain[-1][1]) if chain else (None, None)
        chain.append(next_event(*last, time=TIME, type="task.approved", actor="张三", body=body))
    return chain


@pytest.fixture
def make_chain():
    return chain_of
