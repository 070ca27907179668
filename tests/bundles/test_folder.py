"""Hostile folders: whatever lies where a file should be is refused in a sentence."""

from __future__ import annotations

import os
import shutil

import pytest

from mingcha.bundles.folder import Folder, locked
from mingcha.bundles.outcome import finish_outcome
from mingcha.bundles.running import run_draw
from mingcha.core.draw.verification import Check, verify
from mingcha.core.errors import InvalidFile, Refusal


@pytest.fixture
def bundle(county, tmp_path):
    drawn = county.drawn("drawn", "immediate")
    shutil.copytree(drawn.path, tmp_path / "copy")
    return Folder(tmp_path / "copy")


def failed(folder: Folder) -> dict[Check, str]:
    return {verdict.check: verdict.fault for verdict in verify(folder) if verdict.fault}


def replace(folder: Folder, path: str) -> None:
    (folder.path / path).unlink()


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Refusal, match="没有这个文件夹"):
        Folder(tmp_path / "nowhere")


@pytest.mark.parametrize("path", ["plan.json", "registers/MAIN.tsv", "coi.tsv", "result.tsv"])
def test_a_link_is_not_followed(bundle, path):
    target = bundle.path / "elsewhere"
    (bundle.path / path).rename(target)
    (bundle.path / path).symlink_to(target)
    with pytest.raises(InvalidFile, match="不是普通文件"):
        bundle.read(path, 1 << 20)
    assert f"{path}：不是普通文件" in failed(bundle)[Check.FILES]


def test_a_linked_registers_folder_is_not_followed(bundle):
    (bundle.path / "registers").rename(bundle.path / "elsewhere")
    (bundle.path / "registers").symlink_to(bundle.path / "elsewhere")
    with pytest.raises(InvalidFile, match="所在的文件夹是链接"):
        bundle.read("registers/MAIN.tsv", 1 << 20)


def test_a_folder_a_pipe_and_nothing_are_refused(bundle):
    replace(bundle, "coi.tsv")
    with pytest.raises(InvalidFile, match="文件不存在"):
        bundle.read("coi.tsv", 1 << 20)
    (bundle.path / "coi.tsv").mkdir()
    with pytest.raises(InvalidFile, match="不是普通文件"):
        bundle.check("coi.tsv")
    (bundle.path / "coi.tsv").rmdir()
    os.mkfifo(bundle.path / "coi.tsv")
    with pytest.raises(InvalidFile, match="不是普通文件"):
        bundle.read("coi.tsv", 1 << 20)


@pytest.mark.parametrize(
    "path", ["plan.json", "entropy.json", "inspectors.tsv", "registers/MAIN.tsv", "result.tsv"]
)
def test_a_sparse_file_of_ten_gigabytes_is_refused_without_reading_it(bundle, path):
    with (bundle.path / path).open("r+b") as file:
        file.truncate(10 << 30)
    assert "文件过大" in " ".join(failed(bundle).values())


def test_deep_json_is_refused(bundle):
    (bundle.path / "entropy.json").write_text("[" * 100_000 + "]" * 100_000)
    assert "嵌套层数过多" in failed(bundle)[Check.ENTROPY]


def test_nul_bytes_are_named_by_line(bundle):
    path = bundle.path / "registers" / "MAIN.tsv"
    path.write_bytes(path.read_bytes().replace(b"\t-\n", b"\t\0\n", 1))
    assert "registers/MAIN.tsv" in failed(bundle)[Check.REGISTERS]


def test_a_folder_in_use_is_not_entered_twice(bundle):
    with locked(bundle), pytest.raises(Refusal, match="另一个命令正在处理"), locked(bundle):
        pytest.fail("two commands held the folder")


def test_a_draw_is_not_repeated_even_if_part_of_the_result_is_removed(bundle):
    for path in ("transcript.json", "assignment.tsv"):
        replace(bundle, path)
    with pytest.raises(Refusal, match=r"已有抽取结果（result\.tsv），同一计划不得重抽"):
        run_draw(bundle)


def test_any_byte_of_any_file_matters(bundle):
    for path in sorted(file for file in bundle.path.rglob("*") if file.is_file()):
        original = path.read_bytes()
        for position in {0, len(original) // 3, len(original) // 2, len(original) - 1}:
            changed = bytearray(original)
            changed[position] ^= 1
            path.write_bytes(changed)
            name = str(path.relative_to(bundle.path))
            faults = " ".join(failed(bundle).values())
            assert name in faults, (name, position, faults)
        path.write_bytes(original)
    assert failed(bundle) == {}


def test_only_files_of_a_result_are_taken_from_a_waiting_result(bundle):
    waiting = bundle.path / ".result"
    (waiting / "registers").mkdir(parents=True)
    (waiting / "plan2.json").write_text("{}")
    (waiting / "tickets.tsv").symlink_to("/etc/passwd")
    result = (bundle.path / "result.tsv").read_bytes()
    (waiting / "result.tsv").write_bytes(b"another result")
    finish_outcome(bundle)
    assert (bundle.path / "result.tsv").read_bytes() == result
    assert not (bundle.path / "plan2.json").exists()
    assert not bundle.has("tickets.tsv")
    assert not waiting.exists()


def test_a_link_is_no_waiting_result(bundle, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "result.tsv").touch()
    (bundle.path / ".result").symlink_to(elsewhere)
    finish_outcome(bundle)
    assert (elsewhere / "result.tsv").exists()
