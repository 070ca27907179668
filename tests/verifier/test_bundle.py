"""Whole bundles pass, and any changed byte in them is found and named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import FILE, Bundle

NAMES = ("S1", "S2", "tight", "fallback", "edge", "edge_S2", "confidential")
CHECKS = [
    "files", "plan", "registers", "inspectors", "coi", "entropy", "result", "tickets", "assignment",
    "transcript", "sealed", "log",
]  # fmt: skip
OWN_CHECK = {"result.tsv": "result", "assignment.tsv": "assignment", "tickets.tsv": "tickets"}
INPUT_CHECK = {"inspectors.tsv": "inspectors", "coi.tsv": "coi"}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FILE), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_whole_bundle_passes_every_check(bundle_of: Callable[[str], Bundle], name: str):
    found = bundle_of(name).verify()
    assert list(found) == CHECKS
    absent = {check for check, (outcome, _) in found.items() if outcome == "absent"}
    assert absent == ({"log"} if name == "confidential" else {"tickets", "sealed", "log"})
    assert {outcome for outcome, _ in found.values()} == {"pass", "absent"}


@pytest.mark.parametrize("name", ["S1", "S2", "confidential"])
def test_bundle_with_its_log_passes(bundle_of: Callable[[str], Bundle], name: str):
    bundle = bundle_of(name)
    bundle.keep_log()
    assert bundle.faults() == {}
    assert bundle.verify()["log"][0] == "pass"


def test_sealed_reveal_is_taken_from_the_sealed_file(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("confidential")
    entropy = bundle.load("entropy.json")
    entropy["reveals"][0]["r"] = "sealed"
    bundle.write("entropy.json", entropy)
    before = bundle.path("result.tsv").read_bytes()
    bundle.draw()
    assert bundle.path("result.tsv").read_bytes() == before
    assert bundle.faults() == {}
    bundle.path("sealed.json").unlink()
    assert bundle.verify()["entropy"][0] == "blocked"
    assert bundle.verify()["result"][0] == "blocked"


def positions(size: int) -> list[int]:
    """First and last bytes and some between."""
    return sorted({0, 1, size // 7, size // 3, size // 2, 5 * size // 6, size - 2, size - 1} - {-1})


def assert_found_and_named(bundle: Bundle, name: str, position: int) -> None:
    path = bundle.path(name)
    before = path.read_bytes()
    path.write_bytes(before[:position] + bytes([before[position] ^ 1]) + before[position + 1 :])
    found = bundle.verify()
    path.write_bytes(before)
    faults = {check: text for check, (outcome, text) in found.items() if outcome == "fail"}
    where = f"{name} at {position}: {found}"
    if name in {**OWN_CHECK, **INPUT_CHECK}:
        assert {**OWN_CHECK, **INPUT_CHECK}[name] in faults, where
    if name.startswith("registers/"):
        assert name in faults["registers"], where
    if name == "transcript.json":
        assert "transcript" in faults, where
    elif name == "sealed.json":
        assert "sealed" in faults, where
    elif name == "log.jsonl":
        assert "log" in faults, where
    else:
        assert name in faults["files"], where


@pytest.mark.parametrize("name", ["S1", "edge_S2", "confidential"])
def test_flipped_byte_is_found_and_its_file_named(bundle_of: Callable[[str], Bundle], name: str):
    bundle = bundle_of(name)
    for path in sorted(path for path in bundle.folder.rglob("*") if path.is_file()):
        size = path.stat().st_size
        for position in positions(size) if size else []:
            assert_found_and_named(bundle, path.relative_to(bundle.folder).as_posix(), position)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["plan.json", "entropy.json", "sealed.json", "transcript.json"])
def test_every_byte_of_the_small_files_counts(bundle_of: Callable[[str], Bundle], name: str):
    bundle = bundle_of("confidential")
    bundle.shrink()
    for position in range(bundle.path(name).stat().st_size):
        assert_found_and_named(bundle, name, position)


@pytest.mark.slow
def test_every_byte_of_the_log_but_the_last_time_counts(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("confidential")
    bundle.shrink()
    bundle.keep_log()
    data = bundle.path("log.jsonl").read_bytes()
    last_time = data.rindex(b'"time":"') + len(b'"time":"')
    for position in {*range(len(data))} - {*range(last_time, last_time + 25)}:
        assert_found_and_named(bundle, "log.jsonl", position)


@pytest.mark.parametrize("name", ["result.tsv", "assignment.tsv", "tickets.tsv"])
def test_first_different_line_is_shown_with_both_texts(
    bundle_of: Callable[[str], Bundle], name: str
):
    bundle = bundle_of("confidential")
    lines = bundle.lines(name)
    bundle.write_lines(name, [*lines[:3], b"nobody", *lines[4:]])
    text = bundle.faults()[OWN_CHECK[name]]
    assert f"{name} 第 4 行" in text
    assert "nobody" in text
    assert lines[3].decode().split("\t")[2] in text


@pytest.mark.parametrize("name", ["result.tsv", "assignment.tsv"])
def test_missing_and_surplus_lines_are_found(bundle_of: Callable[[str], Bundle], name: str):
    bundle = bundle_of("S1")
    lines = bundle.lines(name)
    bundle.write_lines(name, lines[:-1])
    assert f"第 {len(lines)} 行" in bundle.faults()[OWN_CHECK[name]]
    bundle.write_lines(name, [*lines, b"X"])
    assert f"第 {len(lines) + 1} 行" in bundle.faults()[OWN_CHECK[name]]
    bundle.write(name, b"\n".join(lines))
    assert f"第 {len(lines)} 行" in bundle.faults()[OWN_CHECK[name]]


@pytest.mark.parametrize(
    "name",
    ["plan.json", "inspectors.tsv", "coi.tsv", "entropy.json", "result.tsv", "assignment.tsv",
     "transcript.json", "registers/FIRE.tsv", "tickets.tsv"],
)  # fmt: skip
def test_missing_file_is_named_and_what_rests_on_it_is_not_made(
    bundle_of: Callable[[str], Bundle], name: str
):
    bundle = bundle_of("confidential")
    bundle.path(name).unlink()
    found = bundle.verify()
    assert found["files"][0] == "fail"
    assert name in found["files"][1]
    check = {**OWN_CHECK, **INPUT_CHECK}.get(name, name.partition(".")[0].partition("/")[0])
    assert found[check][0] == "blocked"
    assert {key for key in found if found[key][0] == "fail"} <= {"files", "transcript"}


def test_what_does_not_rest_on_a_bad_file_is_still_checked(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    bundle.write("coi.tsv", b"?")
    outcomes = {name: outcome for name, (outcome, _) in bundle.verify().items()}
    assert outcomes["coi"] == "fail"
    assert outcomes["assignment"] == "blocked"
    assert outcomes["registers"] == outcomes["entropy"] == outcomes["result"] == "pass"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("seed", "0" * 64),
        ("K_OBJ", "0" * 32),
        ("regions_differ", ["X"]),
        ("coi_unknown", ["X I1"]),
        ("files", {}),
        ("result", {"root": "0" * 64, "size": 74}),
        ("frames", []),
        ("reveals", []),
        ("extra", 1),
        ("engines", "core"),
        ("engines", [1]),
        ("late_changes", [{"frame": "MAIN", "id": "X", "was": None}]),
        ("log_head", "x"),
        ("code_version", ""),
        ("tickets", {"root": "0" * 64, "size": 0}),
        ("assignment", {}),
    ],
)
def test_transcript_that_says_something_else_is_refused(
    bundle_of: Callable[[str], Bundle], key: str, value: object
):
    bundle = bundle_of("S1")
    bundle.change_transcript(**{key: value})
    assert key in bundle.faults()["transcript"]


def test_transcript_lists_late_changes_as_they_are_given(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    change = {"frame": "MAIN", "id": "91130184A01FN9U5A0", "was": {"stratum": "D", "excl": "-"}}
    bundle.change_transcript(late_changes=[{**change, "now": None}])
    assert bundle.faults() == {}


def test_command_line_tells_people_and_machines(bundle_of: Callable[[str], Bundle]):
    bundle = bundle_of("S1")
    done = run(bundle.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "结论：全部通过" in done.stdout
    bundle.write("coi.tsv", b"?\n")
    done = run(bundle.folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[不符] coi：" in done.stdout
    assert "[未核对] assignment：" in done.stdout
    assert "结论：没有全部通过" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["--proof"], ["/no/such/folder"], ["--what", "."],
                                       ["--proof", "."], ["--proof", "/no/such", "."],
                                       [".", "."], ["x" * 5000], [FILE]])  # fmt: skip
def test_unusable_arguments_end_with_2_and_the_usage(arguments: list[object]):
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (2, "")
    assert "用法" in done.stdout


def test_help_is_chinese():
    done = run("--help")
    assert done.returncode == 0
    assert "独立核对" in done.stdout


def test_runs_in_a_folder_of_another_language(bundle_of: Callable[[str], Bundle], tmp_path: Path):
    folder = bundle_of("edge").folder.rename(tmp_path / "数据包 一")
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    command = [sys.executable, str(FILE), str(folder)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
