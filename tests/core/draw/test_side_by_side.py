"""Two sorted lists read side by side are what two dictionaries say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.draw.side_by_side import side_by_side

LISTS = st.dictionaries(st.text("ab0", min_size=1, max_size=4), st.integers(0, 2), max_size=12)


@given(LISTS, LISTS)
def test_every_key_comes_once_in_order_with_what_each_list_has(before, after):
    found = list(side_by_side(sorted(before.items()), sorted(after.items())))
    keys = sorted(before.keys() | after.keys())
    assert found == [(key, before.get(key), after.get(key)) for key in keys]


@pytest.mark.parametrize("rows", [[("b", 1), ("a", 1)], [("a", 1), ("a", 1)]])
def test_a_list_out_of_order_is_refused(rows):
    for given_lists in ((rows, []), ([], rows)):
        with pytest.raises(ValueError, match="a comes after"):
            list(side_by_side(*given_lists))
