"""A register on disk is refused for what the core would refuse, in the same words."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingcha.bundles.folder import Folder
from mingcha.core.draw import bundle
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import parse_register
from mingcha.core.errors import InvalidFile
from mingcha.engines import register_file
from mingcha.engines.digests import examine
from mingcha.engines.duckdb_registers import open_registers
from mingcha.engines.register_file import RegisterFile, line_fault

SOUND = b"""\
9113018400000001XA\tA\t130184\t-
9113018400000002XB\tB\t130184101\t-
9113018400000003XC\tA\t130184101203\tclosed
9113018400000004XD\tB\t130184\t-
9113018400000005XE\tA\t130184\tmoved.out
"""
SEALED = b"".join(b"%b\t%032x\n" % (line, number) for number, line in enumerate(SOUND.splitlines()))


class Frozen(Protocol):
    """What the fixture ``freeze`` makes."""

    folder: Folder
    plan: Plan
    register: Path


Freeze = Callable[..., Frozen]


def refusals(frozen: Frozen) -> tuple[str, str]:
    """Return what the core says and what the engine says."""
    with pytest.raises(InvalidFile) as core:
        bundle.load_rows(frozen.folder, frozen.plan)
    with pytest.raises(InvalidFile) as engine:
        open_registers(frozen.folder.path, frozen.plan)
    return str(core.value), str(engine.value)


@pytest.mark.parametrize(
    "register",
    [
        SOUND.replace(b"1XA", b"1xa"),
        SOUND.replace(b"9113018400000001XA", b""),
        SOUND.replace(b"9113018400000001XA", b"1" * 23),
        SOUND.replace(b"\t130184101\t", b"\t1301841\t"),
        SOUND.replace(b"\t-\n", b"\n", 1),
        SOUND.replace(b"\t-\n", b"\t-\t-\n", 1),
        SOUND.replace(b"\tB\t", b'\t"B"\t', 1),
        SOUND.replace(b"closed", b"closed down"),
        SOUND.replace(b"closed", b"x" * 33),
        SOUND.replace(b"\n", b"\r\n"),
        SOUND.replace(b"\n", b"\n\n", 2),
        SOUND.replace(b"closed", "注销".encode()),
        SOUND.replace(b"closed", b"\x00"),
        b"\xef\xbb\xbf" + SOUND,
        b"id\tstratum\tregion\texcl\n" + SOUND,
        SOUND[:-1],
        SOUND + b"9",
        SOUND.replace(b"0002XB", b"0009XB"),
        SOUND + SOUND.splitlines(keepends=True)[-1],
        SOUND + b"9113018400000005XE\tB\t130184\t-\n",
        SEALED,
    ],
)
def test_a_malformed_register_is_refused_in_the_words_of_the_core(
    freeze: Freeze, register: bytes
) -> None:
    core, engine = refusals(freeze(register))
    assert engine == core


@pytest.mark.parametrize(
    "register", [SOUND, SEALED.replace(b"0000\n", b"000\n"), SEALED.replace(b"0001\n", b"000A\n")]
)
def test_a_sealed_register_needs_its_fifth_column(freeze: Freeze, register: bytes) -> None:
    core, engine = refusals(freeze(register, sealed=True))
    assert engine == core


@pytest.mark.parametrize("sealed", [False, True])
def test_a_sound_register_is_opened(freeze: Freeze, *, sealed: bool) -> None:
    frozen = freeze(SEALED if sealed else SOUND, sealed=sealed)
    [rows] = bundle.load_rows(frozen.folder, frozen.plan).values()
    opened = open_registers(frozen.folder.path, frozen.plan)
    assert list(opened.all_rows(frozen.plan.frames[0].code)) == rows


def test_the_same_bytes_are_judged_once(freeze: Freeze, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = freeze(SOUND.replace(b"9113018400000001XA", b"9113018400000001XZ"))
    open_registers(frozen.folder.path, frozen.plan)
    judged: list[Path] = []

    def note(files: list[tuple[Path, object]]) -> list[object]:
        judged.extend(path for path, _ in files)
        return []

    monkeypatch.setattr(register_file, "examine_all", note)
    open_registers(frozen.folder.path, frozen.plan)
    assert judged == []
    frozen.register.write_bytes(SOUND.replace(b"9113018400000001XA", b"9113018400000001XY"))
    with pytest.raises(ValueError, match="shorter"):
        open_registers(frozen.folder.path, frozen.plan)
    assert judged == [frozen.register]


def test_only_so_many_digests_are_remembered(
    freeze: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_file, "_SOUND", {})
    monkeypatch.setattr(register_file, "_MOST_REMEMBERED", 2)
    for letter in b"EFGH":
        frozen = freeze(SOUND.replace(b"0005XE", b"0005X%c" % letter))
        open_registers(frozen.folder.path, frozen.plan)
    assert len(register_file._SOUND) == 2


@pytest.mark.parametrize(
    "change",
    [{"size": 4}, {"size": 6}, {"root": "0" * 64}, {"file_hash": "0" * 64}],
)
def test_a_register_that_is_not_the_committed_one_is_refused(
    freeze: Freeze, change: dict[str, int | str]
) -> None:
    frozen = freeze(SOUND)
    frame = frozen.plan.frames[0]
    frame = replace(frame, register=replace(frame.register, **change))
    core, engine = refusals(replace(frozen, plan=replace(frozen.plan, frames=(frame,))))
    assert engine == core
    assert "计划" in engine


def test_the_digest_is_judged_before_the_lines(freeze: Freeze) -> None:
    frozen = freeze(SOUND)
    frozen.register.write_bytes(SOUND.replace(b"1XA", b"1xa"))
    core, engine = refusals(frozen)
    assert engine == core
    assert "内容与计划不符" in engine


def remove(register: Path) -> None:
    register.unlink()


def link(register: Path) -> None:
    register.rename(register.with_suffix(".real"))
    register.symlink_to(register.with_suffix(".real"))


def make_folder(register: Path) -> None:
    register.unlink()
    register.mkdir()


def make_pipe(register: Path) -> None:
    register.unlink()
    os.mkfifo(register)


def swell(register: Path) -> None:
    with register.open("ab") as file:
        file.truncate(10_000)


@pytest.mark.parametrize("spoil", [remove, link, make_folder, make_pipe, swell])
def test_only_a_regular_file_of_fitting_size_is_read(
    freeze: Freeze, spoil: Callable[[Path], None]
) -> None:
    frozen = freeze(SOUND)
    spoil(frozen.register)
    core, engine = refusals(frozen)
    assert engine == core


def test_a_file_changed_after_it_was_looked_at_is_refused(freeze: Freeze) -> None:
    frozen = freeze(SOUND)
    before = frozen.register.stat()
    register = RegisterFile(frozen.folder.path, frozen.plan.frames[0].code)
    register.check_unchanged()
    frozen.register.rename(frozen.register.with_suffix(".old"))
    frozen.register.write_bytes(SOUND)
    os.utime(frozen.register, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(InvalidFile, match="读取期间被改动"):
        register.check_unchanged()


LINES = [b"%d\tA\t130184\t-\n" % number for number in range(10, 21)]


@settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    lines=st.lists(st.sampled_from(LINES), unique=True).map(sorted),
    place=st.integers(0, 10_000),
    byte=st.sampled_from(b"0123456789AZa\t\n\r-\x80"),
    chunk_leaves=st.sampled_from([1, 2, 4, 16]),
)
def test_one_byte_changed_anywhere_is_judged_as_the_core_judges_it(
    tmp_path: Path, lines: list[bytes], place: int, byte: int, chunk_leaves: int
) -> None:
    data = bytearray(b"".join(lines))
    if data:
        data[place % len(data)] = byte
    file = tmp_path / "MAIN.tsv"
    file.write_bytes(data)
    check = partial(line_fault, "MAIN.tsv", sealed=False)
    assert examine(file, check, chunk_leaves=chunk_leaves).fault == core_fault(bytes(data))


def core_fault(data: bytes) -> str | None:
    try:
        parse_register(data, "MAIN.tsv", sealed=False)
    except InvalidFile as error:
        return error.fault
    return None


def test_an_empty_register_is_sound(freeze: Freeze) -> None:
    frozen = freeze(b"")
    assert open_registers(frozen.folder.path, frozen.plan).sizes(frozen.plan.frames[0].code) == {}
    assert line_fault("MAIN.tsv", b"", 1, sealed=False) is None
