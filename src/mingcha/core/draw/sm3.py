"""SM3 (GB/T 32905-2016) in plain Python, for interpreters whose OpenSSL does not offer it."""

from __future__ import annotations

import struct

_MASK = 0xFFFFFFFF
_INITIAL = (
    0x7380166F,
    0x4914B2B9,
    0x172442D7,
    0xDA8A0600,
    0xA96F30BC,
    0x163138AA,
    0xE38DEE4D,
    0xB0FB0E4E,
)
_BLOCK_BYTES = 64
_EARLY_ROUNDS = 16  # rounds with the first constant and the linear functions


def _rotated(word: int, count: int) -> int:
    count %= 32
    return ((word << count) | (word >> (32 - count))) & _MASK


_ROUND_CONSTANTS = tuple(
    _rotated(0x79CC4519 if j < _EARLY_ROUNDS else 0x7A879D8A, j) for j in range(64)
)


def _permuted_0(word: int) -> int:
    return word ^ _rotated(word, 9) ^ _rotated(word, 17)


def _permuted_1(word: int) -> int:
    return word ^ _rotated(word, 15) ^ _rotated(word, 23)


def _expanded(block: bytes) -> list[int]:
    words = list(struct.unpack(">16I", block))
    for j in range(16, 68):
        mixed = _permuted_1(words[j - 16] ^ words[j - 9] ^ _rotated(words[j - 3], 15))
        words.append(mixed ^ _rotated(words[j - 13], 7) ^ words[j - 6])
    return words


def _compressed(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _expanded(block)
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        ss1 = _rotated((_rotated(a, 12) + e + _ROUND_CONSTANTS[j]) & _MASK, 7)
        ss2 = ss1 ^ _rotated(a, 12)
        if j < _EARLY_ROUNDS:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & g)
        tt1 = (ff + d + ss2 + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _rotated(b, 9), c
        e, f, g, h = _permuted_0(tt2), e, _rotated(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))


class Sm3:
    """The SM3 hash of what it was given, with the methods of hashlib's objects that we use."""

    def __init__(self, data: bytes = b"") -> None:
        """Begin with ``data``."""
        self._state: tuple[int, ...] = _INITIAL
        self._length = 0
        self._rest = b""
        self.update(data)

    def update(self, data: bytes, /) -> None:
        """Go on with ``data``."""
        self._length += len(data)
        self._state, self._rest = _over_blocks(self._state, self._rest + data)

    def digest(self) -> bytes:
        """Return the 32 bytes of the hash."""
        padding = b"\x80" + bytes(-(self._length + 9) % _BLOCK_BYTES)
        message = self._rest + padding + struct.pack(">Q", self._length * 8)
        state, _ = _over_blocks(self._state, message)
        return struct.pack(">8I", *state)

    def hexdigest(self) -> str:
        """Return the hash as 64 lower-case hexadecimal digits."""
        return self.digest().hex()


def _over_blocks(state: tuple[int, ...], data: bytes) -> tuple[tuple[int, ...], bytes]:
    """Return the state after all whole blocks, and the bytes that are left."""
    whole = len(data) - len(data) % _BLOCK_BYTES
    for start in range(0, whole, _BLOCK_BYTES):
        state = _compressed(state, data[start : start + _BLOCK_BYTES])
    return state, data[whole:]
