from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.intake.cells import CellError
from mingcha.core.intake.table import Row
from mingcha.spreadsheets.wire import pack_row, unpack_row

cells = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(),
    st.floats(allow_nan=False),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["#N/A", "#REF!"]).map(CellError),
)


@given(st.integers(1), st.lists(cells).map(tuple))
def test_a_row_arrives_as_it_was_sent(number: int, values: tuple) -> None:
    line = pack_row(Row(number, values))
    assert "\n" not in line
    arrived = unpack_row(line.encode())
    assert arrived == (number, values)
    assert [type(cell) for cell in arrived.cells] == [type(cell) for cell in values]
