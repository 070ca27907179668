"""Strict JSON in, canonical JSON (RFC 8785) out."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.draw.canonical import jcs, parse_json
from mingcha.core.errors import InvalidFile

TEXTS = st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: normalize("NFC", text))
KEYS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=20,
)
SAMPLE_OF_THE_RFC = '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


def refused(data: bytes) -> str:
    with pytest.raises(InvalidFile) as refusal:
        parse_json(data, "plan.json")
    assert refusal.value.file == "plan.json"
    return refusal.value.fault


@pytest.mark.parametrize(
    ("data", "canonical"),
    [
        # RFC 8785 section 3.2.2, its string and its literals
        (rb'"\u20ac$\u000F\u000aA' + b"'" + rb'\u0042\u0022\u005c\\\"\/"', SAMPLE_OF_THE_RFC),
        (b"[null, true, false]", b"[null,true,false]"),
        (b'{"b": 1, "a": [], "B": {}, "": 0}', b'{"":0,"B":{},"a":[],"b":1}'),
        (b"[9007199254740991, 0]", b"[9007199254740991,0]"),
        (rb'"\b\t\n\f\r\u0000\u001F\u007f"', b'"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f"'),
        ('"明\\u5bdf é 😀"'.encode(), '"明察 é 😀"'.encode()),
        (b'\t\r\n {"a" : 1 }\n', b'{"a":1}'),
    ],
)
def test_the_canonical_form(data: bytes, canonical: bytes) -> None:
    assert jcs(parse_json(data, "plan.json")) == canonical


@given(VALUES)
def test_what_was_written_canonically_reads_back_the_same(value: Any) -> None:
    assert parse_json(jcs(value), "plan.json") == value


@pytest.mark.parametrize(
    "number",
    [
        *("-1", "-0", "5.0", "0.5", "1e2", "1E2", "NaN", "Infinity", "-Infinity"),
        *("9007199254740992", "10000000000000000", "9" * 5000),
    ],
)
def test_only_integers_from_zero_to_below_two_to_the_53(number: str) -> None:
    fault = refused(f'{{"n": {number}}}'.encode())
    assert number[:20] in fault
    assert "不是非负整数" in fault
    assert len(fault) < 100


@pytest.mark.parametrize("number", ["01", "+1", "1.", ".5", "0x1"])
def test_what_json_calls_no_number_is_none(number: str) -> None:
    assert refused(f"[{number}]".encode()).endswith("不是合格的 JSON")


def test_a_key_that_stands_twice() -> None:
    assert refused(b'{"b": 1, "a": {"n": 1, "m": 2, "n": 1}}') == "键 'n' 重复出现"


def test_a_repeated_key_among_very_many_is_found_at_once() -> None:
    keys = [b'"%d":0' % n for n in range(100_000)]
    assert refused(b"{" + b",".join([*keys, keys[-1]]) + b"}") == "键 '99999' 重复出现"


@pytest.mark.parametrize("key", ["名", "é", "a\x7f", "a\\u0000", "\\ud800"])
def test_keys_are_printable_ascii(key: str) -> None:
    assert refused(f'[{{"{key}": 1}}]'.encode()).endswith("含有 ASCII 以外的字符")


@pytest.mark.parametrize("text", ["e\u0301", "\\ud800", "\\udfff", "a\\udc00b", "\u212b"])
def test_texts_are_sound_and_normal(text: str) -> None:
    for place in ('["{}"]', '{{"a": "{}"}}', '"{}"', '[{{"a": ["", "{}"]}}]'):
        assert "不是规范（NFC）的 Unicode 文字" in refused(place.format(text).encode())


def test_a_pair_of_surrogates_is_one_sound_character() -> None:
    assert parse_json(rb'"\ud83d\ude00"', "plan.json") == "😀"


def test_nesting_is_bounded() -> None:
    def nested(levels: int) -> bytes:
        return b'{"a":' * (levels - 2) + b"[0]" + b"}" * (levels - 2)

    assert parse_json(nested(64), "plan.json")
    assert refused(nested(65)) == "嵌套层数过多"
    assert refused(b"[" * 64 + b'{"a": 0}' + b"]" * 64) == "嵌套层数过多"
    assert refused(b"[" * 100_000 + b"]" * 100_000) == "嵌套层数过多"


def test_bytes_that_are_no_utf_8() -> None:
    assert refused(b'{"a": "\xe6\x98"}') == "第 8 字节起不是 UTF-8 文字"
    assert refused(b"\xff") == "第 1 字节起不是 UTF-8 文字"


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", "第 1 行第 1 列"),
        (b'{"a": 1}\n}', "第 2 行第 1 列"),
        (b'{"a": 1,}', "第 1 行第 9 列"),
        (b'["a\tb"]', "第 1 行第 4 列"),
        (b"['a']", "第 1 行第 2 列"),
        (b"\xef\xbb\xbf{}", "第 1 行第 1 列"),
        (b"[1] [2]", "第 1 行第 5 列"),
    ],
)
def test_what_is_no_json_at_all(data: bytes, place: str) -> None:
    assert refused(data) == f"{place}不是合格的 JSON"
