"""Whatever is done to a stored chain is found, at the first place where it was done."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.chain.appending import next_event
from mingcha.core.chain.checking import Break, ChainCheck, Fault, check_chain
from mingcha.core.chain.event import ChainedEvent, event_hash

Chain = list[tuple[ChainedEvent, str]]
TEXTS = st.text('甲乙ab\u00e9e\u0301\n"\\', max_size=4)
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2**53 - 1) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abc_", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=3,
)
PARTS = st.tuples(TEXTS, TEXTS, TEXTS, BODIES)


@st.composite
def chains(draw: st.DrawFn, least: int = 0) -> Chain:
    chain: Chain = []
    for time, kind, actor, body in draw(st.lists(PARTS, min_size=least, max_size=4)):
        last = (chain[-1][0].seq, chain[-1][1]) if chain else (None, None)
        chain.append(next_event(*last, time=time, type=kind, actor=actor, body=body))
    return chain


def resealed(event: ChainedEvent) -> tuple[ChainedEvent, str]:
    """Forge the stored hash too, as who can write the table could."""
    return event, event_hash(event)


def anchored(chain: Chain) -> ChainCheck:
    return ChainCheck(anchors={chain[-1][0].seq: chain[-1][1]})


@given(chains())
def test_a_chain_as_written_holds(chain: Chain) -> None:
    assert check_chain(chain) is None


@given(chains(least=1), st.data())
def test_any_change_of_any_field_is_found_there(chain: Chain, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    event, stored = chain[at]
    name = data.draw(st.sampled_from(ChainedEvent.__slots__))
    values = {"seq": st.integers(0, 9), "body": BODIES}.get(name, TEXTS)
    altered = replace(event, **{name: data.draw(values)})
    forged = [*chain[:at], (altered, stored), *chain[at + 1 :]]
    found = check_chain(forged)
    if event_hash(altered) == event_hash(event):
        assert found is None
    else:
        assert found is not None
        assert found.seq == at
        assert found.fault is (Fault.SEQUENCE if name == "seq" else Fault.CONTENT)


@given(chains(least=1), st.data())
def test_a_change_with_its_hash_forged_is_found_by_the_next_or_an_anchor(
    chain: Chain, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(chain) - 1))
    forged = list(chain)
    forged[at] = resealed(replace(chain[at][0], actor=chain[at][0].actor + "甲"))
    found = check_chain(forged, check=anchored(chain))
    assert found is not None
    is_last = at == len(chain) - 1
    assert (found.seq, found.fault) == ((at, Fault.ANCHOR) if is_last else (at + 1, Fault.LINK))


@given(chains(least=2), st.data())
def test_what_is_removed_repeated_or_moved_is_found(chain: Chain, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(chain) - 2))
    for forged in (
        [*chain[:at], *chain[at + 1 :]],
        [*chain[: at + 1], *chain[at:]],
        [*chain[:at], chain[at + 1], chain[at], *chain[at + 2 :]],
    ):
        found = check_chain(forged)
        assert found is not None
        assert found.fault is Fault.SEQUENCE
        assert found.seq in {at, at + 1}


@given(chains(least=1))
def test_a_cut_tail_is_found_by_an_anchor(chain: Chain) -> None:
    found = check_chain(chain[:-1], check=anchored(chain))
    assert found is not None
    assert (found.seq, found.fault) == (len(chain) - 1, Fault.TRUNCATED)


@given(chains(), st.integers(0, 6))
def test_a_check_goes_on_where_another_stopped(chain: Chain, at: int) -> None:
    check = ChainCheck()
    assert check_chain(chain[:at], check=check) is None
    later = ChainCheck(seq=check.seq, head=check.head)
    assert check_chain(chain[at:], check=later) is None
    assert later.head == (chain[-1][1] if chain else "0" * 64)


@pytest.mark.parametrize(
    ("at", "change", "fault", "message"),
    [
        (1, {"seq": 5}, Fault.SEQUENCE, "此处应为第 1 号记录，实为第 5 号：记录有缺失、增加或移动"),
        (1, {"actor": "李四"}, Fault.CONTENT, "第 1 号记录内容与其摘要不符：内容被改动过"),
        (0, {"body": {"n": 1}}, Fault.CONTENT, "第 0 号记录内容与其摘要不符：内容被改动过"),
    ],
)
def test_a_break_is_told_in_chinese(make_chain, at, change, fault, message) -> None:
    chain = make_chain({"n": 0}, {"n": 1}, {"n": 2})
    chain[at] = (replace(chain[at][0], **change), chain[at][1])
    assert check_chain(chain) == Break(at, fault, message)


def test_values_that_look_alike_or_were_never_written(make_chain) -> None:
    [(event, stored)] = make_chain({"n": 1})
    for other in (True, 1.0, "1", "\ud800"):
        found = check_chain([(replace(event, body={"n": other}), stored)])
        assert found is not None


def test_a_long_chain_is_checked_in_constant_memory() -> None:
    def events() -> Iterator[tuple[ChainedEvent, str]]:
        last: tuple[int | None, str | None] = (None, None)
        for _ in range(600):
            event, digest = next_event(*last, time="T", type="t", actor="a", body="x" * 2000)
            last = (event.seq, digest)
            yield event, digest

    tracemalloc.start()
    assert check_chain(events()) is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100_000
