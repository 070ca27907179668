"""The two hash suites, and the shape of all domain-separated hashes."""

from __future__ import annotations

import hashlib

import pytest

from mingcha.core.draw.sm3 import Sm3
from mingcha.core.draw.suites import SPEC, SUITES, Suite, _sm3_factory

ABC = {
    "S1": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "S2": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
}


def test_the_version_of_the_protocol() -> None:
    assert SPEC == "SSJ-DRAW/1"


@pytest.mark.parametrize("name", ["S1", "S2"])
def test_a_suite_hashes_as_its_standard_says(name: str) -> None:
    suite = SUITES[name]
    assert suite.name == name
    assert suite.hex(b"abc") == suite.new(b"abc").digest().hex() == ABC[name]


def test_a_tagged_hash_joins_its_parts_by_line_feeds_and_ends_without() -> None:
    expected = hashlib.sha256("SSJ-DRAW/1|TAG\n明察\nb".encode()).hexdigest()
    assert SUITES["S1"].tagged("TAG", "明察", b"b") == expected
    assert SUITES["S1"].tagged("TAG") == hashlib.sha256(b"SSJ-DRAW/1|TAG").hexdigest()


def test_sm3_is_sm3_wherever_it_comes_from() -> None:
    assert _sm3_factory()(b"abc").hexdigest() == ABC["S2"]


def test_sm3_comes_from_openssl_where_it_offers_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    assert _sm3_factory() is Sm3
    assert Suite("S2", _sm3_factory()).hex(b"abc") == ABC["S2"]

    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256", "sm3"})
    assert _sm3_factory() is not Sm3
