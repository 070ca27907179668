from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mingcha.core.assignment.groups import Groups

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)))


@given(PAIRS)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_items_share_a_leader_exactly_if_a_chain_of_joins_connects_them(pairs):
    groups: Groups[int] = Groups()
    expected = {item: {item} for item in range(13)}
    for a, b in pairs:
        groups.join(a, b)
        together = expected[a] | expected[b]
        expected |= dict.fromkeys(together, together)
    for a in range(13):
        assert {b for b in range(13) if groups.leader(b) == groups.leader(a)} == expected[a]
        assert groups.leader(a) in expected[a]
