"""TSV files: their alphabet, their order, their digest."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from mingcha.core.draw.fields import Fields
from mingcha.core.draw.suites import SUITES
from mingcha.core.draw.tsv import (
    FileDigest,
    check_sorted,
    digest_of,
    lines_of,
    sorted_tsv,
    tsv_bytes,
)
from mingcha.core.errors import InvalidFile

if TYPE_CHECKING:
    from conftest import Bundle


def test_lines_are_split_at_line_feeds_alone() -> None:
    assert lines_of(b"", "f.tsv") == []
    assert lines_of(b"a\tb \nc~!\n", "f.tsv") == ["a\tb ", "c~!"]
    assert lines_of(b"\n\n", "f.tsv") == ["", ""]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"a\nb\r\n", "第 2 行有可打印 ASCII 以外的字节 0x0d"),
        (b"\x00\n", "第 1 行有可打印 ASCII 以外的字节 0x00"),
        (b"a\n\nc\x7f\n", "第 3 行有可打印 ASCII 以外的字节 0x7f"),
        ("甲\n".encode(), "第 1 行有可打印 ASCII 以外的字节 0xe7"),
        (b"\n\x7f\n", "第 2 行有可打印 ASCII 以外的字节 0x7f"),
        (b"a\n\x0b\n", "第 2 行有可打印 ASCII 以外的字节 0x0b"),
        (b"a\n\x08\n", "第 2 行有可打印 ASCII 以外的字节 0x08"),
        (b"a\x1fb\n", "第 1 行有可打印 ASCII 以外的字节 0x1f"),
        (b"a\nb", "最后一行没有换行符"),
    ],
)
def test_bytes_that_stand_in_no_tsv_file(data: bytes, fault: str) -> None:
    with pytest.raises(InvalidFile) as refusal:
        lines_of(data, "f.tsv")
    assert (refusal.value.file, refusal.value.fault) == ("f.tsv", fault)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["a", "a"], "第 2 行与上一行重复：a"),
        (["a", "c", "b"], "第 3 行没有按字节升序排列：b"),
        (["a", "B"], "第 2 行没有按字节升序排列：B"),
        (["2", "10"], "第 2 行没有按字节升序排列：10"),
    ],
)
def test_lines_out_of_order(lines: list[str], fault: str) -> None:
    with pytest.raises(InvalidFile) as refusal:
        check_sorted(lines, "f.tsv")
    assert (refusal.value.file, refusal.value.fault) == ("f.tsv", fault)


@pytest.mark.parametrize("lines", [[], ["a"], ["10", "2"], ["A", "a"], ["a", "a\tb", "ab"]])
def test_lines_in_order(lines: list[str]) -> None:
    check_sorted(lines, "f.tsv")


def test_lines_of_a_part_are_numbered_as_in_the_whole_file() -> None:
    with pytest.raises(InvalidFile, match="第 1002 行有可打印"):
        lines_of(b"a\n\x7f\n", "f.tsv", first=1001)
    with pytest.raises(InvalidFile, match="第 1003 行没有按字节升序"):
        check_sorted(["a", "c", "b"], "f.tsv", first=1001)


def test_files_are_written_line_by_line() -> None:
    assert tsv_bytes(["b", "a"]) == b"b\na\n"
    assert sorted_tsv(iter(["b", "a", "B"])) == b"B\na\nb\n"
    assert tsv_bytes([]) == b""


def test_a_digest_has_root_size_and_hash_of_the_file() -> None:
    left, right = sha256(b"\x00a").digest(), sha256(b"\x00b").digest()
    assert digest_of(SUITES["S1"], b"a\nb\n") == FileDigest(
        root=sha256(b"\x01" + left + right).hexdigest(),
        size=2,
        file_hash=sha256(b"a\nb\n").hexdigest(),
    )


def test_the_digest_of_an_empty_file() -> None:
    nothing = sha256(b"").hexdigest()
    assert digest_of(SUITES["S1"], b"") == FileDigest(nothing, 0, nothing)


def test_the_digests_that_the_vectors_commit_to(vector_bundle: Bundle) -> None:
    plan = vector_bundle.plan
    for frame in plan.frames:
        register = vector_bundle[f"registers/{frame.code}.tsv"]
        assert digest_of(plan.suite, register) == frame.register
    assert digest_of(plan.suite, vector_bundle["inspectors.tsv"]) == plan.inspectors
    assert digest_of(plan.suite, vector_bundle["coi.tsv"]) == plan.coi


def test_a_digest_is_read_as_it_is_written() -> None:
    digest = digest_of(SUITES["S1"], b"a\n")
    assert set(digest.as_json()) == {"root", "size", "file_hash"}
    assert FileDigest.read(Fields(digest.as_json(), "plan.json")) == digest


@pytest.mark.parametrize(
    ("key", "value"),
    [("root", "0" * 63), ("root", "A" * 64), ("size", "1"), ("file_hash", "0" * 63)],
)
def test_a_malformed_digest_is_refused(key: str, value: str) -> None:
    written = digest_of(SUITES["S1"], b"a\n").as_json() | {key: value}
    with pytest.raises(InvalidFile) as refusal:
        FileDigest.read(Fields(written, "plan.json", "coi"))
    assert refusal.value.fault.startswith(f"coi.{key} ")
