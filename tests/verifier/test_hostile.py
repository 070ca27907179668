"""Folders made to hurt: no traceback, a bounded time, the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import FILE, Bundle, answer

GIGABYTES = 10 << 30
JSON_FILES = ["plan.json", "entropy.json", "transcript.json", "sealed.json"]
ALL_FILES = [*JSON_FILES, "inspectors.tsv", "coi.tsv", "result.tsv", "assignment.tsv", "tickets.tsv",
             "registers/MAIN.tsv", "log.jsonl"]  # fmt: skip
CHECK_OF = {name: name.partition(".")[0].partition("/")[0] for name in ALL_FILES}


def refuse(bundle: Bundle, check: str) -> str:
    """What the failed check says; the command ends with 1, quickly and without a traceback."""
    code, said = answer(bundle.verifier, bundle.folder)
    assert code == 1
    lines = said.splitlines()
    fault = next((line for line in lines if line.startswith(f"[不符] {check}：")), None)
    assert fault, lines
    return fault


@pytest.fixture
def bundle(bundle_of: Callable[[str], Bundle]) -> Bundle:
    return bundle_of("confidential")


@pytest.mark.parametrize("name", ALL_FILES)
def test_huge_sparse_file_is_not_read(bundle: Bundle, name: str):
    bundle.path(name).touch()
    os.truncate(bundle.path(name), GIGABYTES)
    assert name in refuse(bundle, "files")


@pytest.mark.parametrize("name", ALL_FILES)
def test_link_folder_and_pipe_are_no_files(bundle: Bundle, name: str):
    path = bundle.path(name)
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")
    assert name in refuse(bundle, "files")
    path.unlink()
    path.mkdir()
    assert name in refuse(bundle, "files")
    path.rmdir()
    os.mkfifo(path)
    assert name in refuse(bundle, "files")


def test_linked_folder_of_registers_is_refused(bundle: Bundle, tmp_path: Path):
    bundle.path("registers").rename(tmp_path / "elsewhere")
    bundle.path("registers").symlink_to(tmp_path / "elsewhere")
    assert "registers/MAIN.tsv" in refuse(bundle, "files")


@pytest.mark.parametrize("name", JSON_FILES)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"null",
        b"[]",
        b'"text"',
        b"5",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        b"[" * 900 + b"]" * 900,
        b'{"suite":"S1","suite":"S2"}',
        b'{"seq":5.0}',
        b'{"seq":-1}',
        b'{"seq":NaN}',
        b'{"seq":1e9999}',
        b'{"seq":' + b"9" * 1_000_000 + b"}",
        b'{"task":"\\ud800"}',
        b'{"\xe5\x90\x8d":1}',
    ],
    ids=lambda data: repr(data[:12]),
)
def test_json_that_is_none_of_ours_is_refused(bundle: Bundle, name: str, data: bytes):
    bundle.write(name, data)
    refuse(bundle, CHECK_OF[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", JSON_FILES)
def test_each_value_of_another_type_is_refused(bundle: Bundle, name: str):
    value = bundle.load(name)
    for key in value:
        for other in (None, True, 1, "x", [], {}, [[]], [{}], {"x": 1}):
            if type(other) is not type(value[key]):
                bundle.write(name, {**value, key: other})
                assert bundle.faults(), (key, other)


@pytest.mark.parametrize("name", ["inspectors.tsv", "coi.tsv", "registers/MAIN.tsv"])
@pytest.mark.parametrize("data", [b"\n" * 5_000_000, b"\t" * 5_000_000, b"\0" * 5_000_000, b"\xff"])
def test_table_that_is_none_is_refused(bundle: Bundle, name: str, data: bytes):
    bundle.write(name, data)
    refuse(bundle, CHECK_OF[name])


@pytest.mark.parametrize("data", [b"\n", b"{}\n", b"x", b'{"entry":{},"body":{}}\n', b"\xff\n"])
def test_log_that_is_none_is_refused(bundle: Bundle, data: bytes):
    bundle.write("log.jsonl", data)
    refuse(bundle, "log")


@pytest.mark.parametrize(
    "code", ["../MAIN", "/etc/passwd", "MAIN/../MAIN", "M\0", "..", "名单", ""]
)
def test_frame_code_that_is_a_path_is_never_opened(bundle: Bundle, code: str):
    plan = bundle.load("plan.json")
    plan["frames"][0]["code"] = code
    bundle.write("plan.json", plan)
    assert "code" in refuse(bundle, "plan")


def test_control_characters_are_shown_not_sent_to_the_terminal(bundle: Bundle):
    bundle.write("coi.tsv", b"\x1b[2J\x1b]0;title\x07\r\n")
    done = subprocess.run(
        [sys.executable, str(FILE), str(bundle.folder)], capture_output=True, check=False
    )
    assert b"\x1b" not in done.stdout
    assert b"\\x1b[2J" in done.stdout


def test_more_slots_than_can_be_checked_are_refused(bundle: Bundle):
    plan = bundle.load("plan.json")
    plan["assignment"]["slots"] *= 30_000
    bundle.freeze(assignment=plan["assignment"])
    assert "席位" in refuse(bundle, "assignment")
