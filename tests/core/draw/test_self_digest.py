"""JSON files that carry the hash of their own content."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest

from mingcha.core.draw.canonical import jcs
from mingcha.core.draw.self_digest import read_with_digest, with_digest
from mingcha.core.draw.suites import SUITES
from mingcha.core.errors import InvalidFile

S1 = SUITES["S1"]
CONTENT = {"b": [1, None], "a": "明察"}
DIGEST = sha256('SSJ-DRAW/1|TAG\n{"a":"明察","b":[1,null]}'.encode()).hexdigest()
WRITTEN = f'{{"a":"明察","b":[1,null],"digest":"{DIGEST}"}}'.encode()


def fault_of(data: bytes, tag: str = "TAG") -> str:
    with pytest.raises(InvalidFile) as refusal:
        read_with_digest(S1, tag, data, "sealed.json")
    assert refusal.value.file == "sealed.json"
    return refusal.value.fault


def test_the_digest_stands_among_the_other_keys() -> None:
    assert with_digest(S1, "TAG", CONTENT) == WRITTEN


def test_the_content_is_read_without_its_digest() -> None:
    assert read_with_digest(S1, "TAG", WRITTEN, "sealed.json") == CONTENT


@pytest.mark.parametrize("position", range(len(WRITTEN)))
def test_one_byte_altered_anywhere_is_found(position: int) -> None:
    altered = bytearray(WRITTEN)
    altered[position] ^= 1
    assert fault_of(bytes(altered))


@pytest.mark.parametrize(
    "data",
    [
        WRITTEN + b"\n",
        b" " + WRITTEN,
        json.dumps({**CONTENT, "digest": DIGEST}, separators=(",", ":")).encode(),
        json.dumps({"digest": DIGEST, **CONTENT}, ensure_ascii=False).encode(),
    ],
)
def test_only_the_canonical_bytes_are_taken(data: bytes) -> None:
    assert fault_of(data) == "不是规范写法（JCS）的 JSON 对象，文件被改动过"


@pytest.mark.parametrize("value", [[], "text", 1, None])
def test_only_an_object_carries_a_digest(value: Any) -> None:
    assert fault_of(jcs(value)) == "不是规范写法（JCS）的 JSON 对象，文件被改动过"


def test_a_digest_of_another_kind_of_file_is_none() -> None:
    assert fault_of(WRITTEN, tag="OTHER").startswith("自身摘要不符")


@pytest.mark.parametrize("digest", [None, "", DIGEST.upper(), "0" * 64, ["x" * 10_000]])
def test_a_wrong_digest_is_refused_in_a_short_message(digest: Any) -> None:
    fault = fault_of(jcs({**CONTENT, "digest": digest}))
    assert fault.startswith(f"自身摘要不符：应为 {DIGEST}，文件写的是 {str(digest)[:8]}")
    assert len(fault) < 200


def test_a_missing_digest_is_refused() -> None:
    assert fault_of(jcs(CONTENT)).startswith(f"自身摘要不符：应为 {DIGEST}")
