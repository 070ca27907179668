"""Digests computed in pieces equal the core's."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingcha.core.draw.merkle import CHUNK_LEAVES
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import digest_of
from mingcha.engines.digests import Examined, examine, examine_all
from mingcha.engines.register_file import line_fault

S1 = SUITES["S1"]


def long_file(lines: int) -> bytes:
    return b"".join(b"%d\tline\n" % number for number in range(lines))


@settings(
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.lists(st.binary(max_size=5), max_size=40).map(b"\n".join),
    chunk_leaves=st.sampled_from([1, 2, 4, 8, 64]),
)
def test_any_file_cut_anywhere_has_the_digest_that_the_core_gives(
    tmp_path: Path, data: bytes, chunk_leaves: int
) -> None:
    file = tmp_path / "any.tsv"
    file.write_bytes(data)
    assert examine(file, chunk_leaves=chunk_leaves) == Examined(digest_of(S1, data), None)


@pytest.mark.parametrize("lines", [0, CHUNK_LEAVES - 1, CHUNK_LEAVES, 2 * CHUNK_LEAVES + 1])
def test_whole_chunks_and_one_line_more(tmp_path: Path, lines: int) -> None:
    file = tmp_path / "long.tsv"
    file.write_bytes(long_file(lines))
    assert examine(file).digest == digest_of(S1, long_file(lines))


@pytest.mark.slow
def test_several_processes_give_the_same_digest(tmp_path: Path) -> None:
    file = tmp_path / "long.tsv"
    file.write_bytes(long_file(100_000))
    shared = examine(file, processes=2)
    assert shared.digest == digest_of(S1, long_file(100_000))
    assert shared == examine(file, processes=1)


@pytest.mark.slow
def test_a_large_file_is_given_to_all_processors(tmp_path: Path) -> None:
    file = tmp_path / "large.tsv"
    data = (b"x" * 2000 + b"\n") * 20_000
    file.write_bytes(data)
    assert examine(file).digest == digest_of(S1, data)


def test_every_line_is_checked_beside_the_line_before_it(tmp_path: Path) -> None:
    file = tmp_path / "five.tsv"
    file.write_bytes(b"a\nb\nc\nd\ne\n")
    seen: list[tuple[bytes, int]] = []

    def note(data: bytes, first: int) -> None:
        seen.append((data, first))

    examine(file, note, chunk_leaves=2)
    assert seen == [(b"a\nb\n", 1), (b"b\nc\nd\n", 2), (b"d\ne\n", 4)]


def test_the_first_fault_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "faulty.tsv"
    file.write_bytes(b"a\nb\nc\nd\n")

    def fault_after_a(_data: bytes, first: int) -> str | None:
        return f"line {first}" if first > 1 else None

    assert examine(file, fault_after_a, chunk_leaves=2).fault == "line 2"


def test_several_files_side_by_side_have_the_digests_they_have_alone(tmp_path: Path):
    check = partial(line_fault, "register", sealed=False)
    files = []
    for number, lines in enumerate((0, 1, 7, 40, 3)):
        path = tmp_path / f"{number}.tsv"
        path.write_bytes(long_file(lines))
        files.append(path)
    alone = [examine(path, check, chunk_leaves=4) for path in files]
    assert [bool(each.fault) for each in alone] == [False, True, True, True, True]
    for processes in (1, 2):
        together = examine_all(
            [(path, check) for path in files], processes=processes, chunk_leaves=4
        )
        assert together == alone
