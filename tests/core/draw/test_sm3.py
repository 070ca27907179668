"""SM3 in plain Python, against the standard and against OpenSSL."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingcha.core.draw.sm3 import Sm3

needs_openssl = pytest.mark.skipif(
    "sm3" not in hashlib.algorithms_available, reason="this OpenSSL does not offer SM3"
)


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"),
        # GB/T 32905-2016, appendix A
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_the_examples_of_the_standard(message: bytes, digest: str) -> None:
    assert Sm3(message).hexdigest() == digest
    assert Sm3(message).digest() == bytes.fromhex(digest)


@given(st.lists(st.binary(max_size=150), max_size=5))
def test_pieces_give_what_the_whole_gives(pieces: list[bytes]) -> None:
    found = Sm3()
    for piece in pieces:
        found.update(piece)
        found.digest()
    assert found.digest() == Sm3(b"".join(pieces)).digest()


def test_nothing_hashed_is_the_empty_message() -> None:
    assert Sm3().digest() == Sm3(b"").digest()


@needs_openssl
def test_every_length_around_three_blocks_agrees_with_openssl() -> None:
    for length in range(3 * 64 + 2):
        message = bytes((7 * i + length) % 256 for i in range(length))
        assert Sm3(message).digest() == hashlib.new("sm3", message).digest(), length


@needs_openssl
@given(st.binary(max_size=1000))
def test_any_message_agrees_with_openssl(message: bytes) -> None:
    assert Sm3(message).hexdigest() == hashlib.new("sm3", message).hexdigest()
