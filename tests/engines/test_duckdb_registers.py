"""DuckDB gives the rows and bytes that the reference engine gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingcha.bundles.folder import Folder
from mingcha.core.draw import bundle, keys
from mingcha.core.draw.conduct import Inputs, conduct
from mingcha.core.draw.memory import MemoryRegisters
from mingcha.core.draw.outputs import output_pieces
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import sorted_tsv, tsv_bytes
from mingcha.core.errors import InvalidFile, Refusal
from mingcha.engines.database import connect, view_of_tsv
from mingcha.engines.duckdb_registers import DuckDbRegisters, open_registers
from mingcha.engines.ticket_bounds import DEVIATIONS

Frames = Mapping[str, Sequence[RegisterRow]]

OBJECT_KEY = keys.key(SUITES["S1"], "5eed" * 16, keys.OBJECTS)
TOO_FEW_PASS = "4523540f1504cd17100c4835e85b7eef"
"""Some K_OBJ under which fewer than expected of ``many_rows(2000)`` have low tickets."""
STRATA = ("A", "B", "a", "NULL", "-")

ids = st.text("019AZ", min_size=1, max_size=4) | st.text("0189AXZ", min_size=18, max_size=22)
columns = st.tuples(
    st.sampled_from(STRATA),
    st.sampled_from(["130184", "130185", "013018", "130184101", "130184101203"]),
    st.sampled_from(["-", "-", "closed"]),
)
registers = st.dictionaries(ids, columns, max_size=40).map(
    lambda rows: [RegisterRow(object_id, *rest) for object_id, rest in rows.items()]
)
limits = st.dictionaries(st.sampled_from([*STRATA, "none such"]), st.integers(0, 15))


def opened(folder: Path, frames: Frames, **options: Any) -> DuckDbRegisters:
    connection = connect()
    for code, rows in frames.items():
        file = folder / f"{code}.tsv"
        file.write_bytes(sorted_tsv(row.line for row in rows))
        is_sealed = any(row.tag for row in rows)
        connection.execute(view_of_tsv(code, file, sealed=is_sealed))
    return DuckDbRegisters(connection, list(frames), **options)


def many_rows(size: int) -> list[RegisterRow]:
    return [RegisterRow(f"91130184{number:010}", "A", "130184", "-") for number in range(size)]


@pytest.mark.parametrize("name", ["S1", "tight", "fallback", "edge", "confidential"])
def test_the_vectors_come_out_byte_by_byte(vectors: Path, name: str) -> None:
    folder = Folder(vectors / name)
    plan = bundle.load_plan(folder)
    inputs = Inputs(
        plan=plan,
        entropy=bundle.load_entropy(folder, plan),
        registers=open_registers(folder.path, plan),
        inspectors=bundle.load_inspectors(folder, plan),
        conflicts=bundle.load_conflicts(folder, plan),
    )
    files = {
        path: b"".join(map(tsv_bytes, pieces))
        for path, pieces in output_pieces(inputs, conduct(inputs)).items()
    }
    assert files == {path: (folder.path / path).read_bytes() for path in files}


@pytest.mark.parametrize("name", ["S2", "edge_S2"])
def test_sm3_is_left_to_the_core(vectors: Path, name: str) -> None:
    folder = Folder(vectors / name)
    with pytest.raises(Refusal, match=r"SM3.*core"):
        open_registers(folder.path, bundle.load_plan(folder))


@pytest.mark.slow
@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    main=registers,
    fire=registers,
    tax=registers,
    limits=limits,
    others=st.sets(ids, max_size=5),
    deviations=st.sampled_from([0, DEVIATIONS]),
)
def test_every_question_has_the_answer_of_the_reference_engine(
    tmp_path: Path,
    main: list[RegisterRow],
    fire: list[RegisterRow],
    tax: list[RegisterRow],
    limits: dict[str, int],
    others: set[str],
    deviations: int,
) -> None:
    frames = {"MAIN": main, "FIRE": fire, "TAX_2": tax}
    reference = MemoryRegisters(sha256, frames)
    engine = opened(tmp_path, frames, deviations=deviations)
    wanted = {row.id for row in main[::2]} | others
    for code, rows in frames.items():
        assert engine.sizes(code) == reference.sizes(code)
        lowest = reference.lowest(code, OBJECT_KEY, limits)
        assert engine.lowest(code, OBJECT_KEY, limits) == lowest
        assert engine.rows(code, wanted) == reference.rows(code, wanted)
        assert sorted(engine.all_rows(code)) == sorted(rows)
        assert sorted(engine.excluded(code)) == sorted(reference.excluded(code))
    assert engine.standings() == reference.standings()
    assert engine.regions_differ() == reference.regions_differ()


def test_the_fifth_column_of_a_sealed_register_is_kept(tmp_path: Path) -> None:
    rows = [RegisterRow(str(number), "G1", "130184", "-", f"{number:032x}") for number in range(3)]
    engine = opened(tmp_path, {"MAIN": rows})
    assert sorted(engine.all_rows("MAIN")) == rows
    assert engine.rows("MAIN", ["1"]) == {"1": rows[1]}


def test_where_objects_of_one_frame_stand_is_told_by_its_regions(tmp_path: Path) -> None:
    rows = [*many_rows(3), RegisterRow("X", "A", "130185", "closed")]
    engine = opened(tmp_path, {"MAIN": rows})
    assert engine.standings() == MemoryRegisters(sha256, {"MAIN": rows}).standings()


def test_no_ids_and_no_limits_give_nothing(tmp_path: Path) -> None:
    engine = opened(tmp_path, {"MAIN": many_rows(3)})
    assert engine.rows("MAIN", []) == {}
    assert engine.lowest("MAIN", OBJECT_KEY, {}) == {}
    assert engine.lowest("MAIN", OBJECT_KEY, {"A": 0, "B": 1}) == {"B": []}
    assert engine.regions_differ() == []


@pytest.mark.parametrize("limit", [1, 10, 100, 1000])
def test_where_too_few_pass_the_bound_it_is_doubled(tmp_path: Path, limit: int) -> None:
    rows = many_rows(2000)
    queries: list[None] = []
    engine = opened(
        tmp_path, {"MAIN": rows}, check_source=lambda: queries.append(None), deviations=0
    )
    engine.sizes("MAIN")
    queries.clear()
    found = engine.lowest("MAIN", TOO_FEW_PASS, {"A": limit})
    assert found == MemoryRegisters(sha256, {"MAIN": rows}).lowest(
        "MAIN", TOO_FEW_PASS, {"A": limit}
    )
    assert len(queries) == 2


def test_a_register_changed_after_opening_is_noticed(freeze: Callable[..., Any]) -> None:
    frozen = freeze(b"1\tA\t130184\t-\n")
    engine = open_registers(frozen.folder.path, frozen.plan)
    frozen.register.write_bytes(b"2\tA\t130184\t-\n")
    with pytest.raises(InvalidFile, match="读取期间被改动"):
        engine.sizes(frozen.plan.frames[0].code)
    frozen.register.unlink()
    with pytest.raises(InvalidFile, match="文件不存在"):
        engine.rows(frozen.plan.frames[0].code, ["1"])


def test_a_fault_of_the_database_is_told_with_a_way_out() -> None:
    with pytest.raises(Refusal, match="可改用 core 引擎"):
        DuckDbRegisters(connect(), ["MAIN"]).sizes("MAIN")
