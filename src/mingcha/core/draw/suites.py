"""The two hash suites of protocol section 1."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from mingcha.core.draw.sm3 import Sm3


class Hash(Protocol):
    """What we use of a hashlib object."""

    def update(self, data: bytes, /) -> None:
        """Go on with more bytes."""

    def digest(self) -> bytes:
        """Return the 32 bytes of the hash."""

    def hexdigest(self) -> str:
        """Return the hash as 64 lower-case hexadecimal digits."""


HashFactory = Callable[[bytes], Hash]


@dataclass(frozen=True, slots=True)
class Suite:
    """A named hash H: ``S1`` is SHA-256, ``S2`` is SM3.

    ``new`` makes a hash object from the first bytes; hot loops call it with all of them.
    """

    name: str
    new: HashFactory

    def hex(self, data: bytes) -> str:
        """Return ``hex H(data)``."""
        return self.new(data).hexdigest()

    def hex_of_pieces(self, pieces: Iterable[bytes]) -> str:
        """Return ``hex H(data)`` of what comes piece by piece."""
        found = self.new(b"")
        for piece in pieces:
            found.update(piece)
        return found.hexdigest()

    def tagged(self, tag: str, *parts: str | bytes) -> str:
        """Return ``hex H("SSJ-DRAW/1|" tag LF part LF part … )`` without a final LF.

        This is the shape of all the protocol's domain-separated hashes.
        """
        encoded = [part.encode() if isinstance(part, str) else part for part in parts]
        return self.hex(b"\n".join([f"{SPEC}|{tag}".encode(), *encoded]))


SPEC = "SSJ-DRAW/1"


def _sm3_factory() -> HashFactory:
    if "sm3" in hashlib.algorithms_available:
        return partial(hashlib.new, "sm3")
    return Sm3


SUITES = {"S1": Suite("S1", hashlib.sha256), "S2": Suite("S2", _sm3_factory())}
