"""Keys and tickets (protocol section 5)."""

from __future__ import annotations

from mingcha.core.draw.suites import Suite

OBJECTS = "OBJ"
SALTS = "SALT"


def key(suite: Suite, seed: str, label: str) -> str:
    """Return ``K_label``: 32 hex characters, used as text."""
    return suite.tagged("KEY", seed, label)[:32]


def assignment_key(suite: Suite, seed: str, round_number: int) -> str:
    """Return the key of an assignment round: ``ASG`` for the first, ``ASG2``, ``ASG3`` … after."""
    return key(suite, seed, "ASG" if round_number == 1 else f"ASG{round_number}")


def ticket(suite: Suite, object_key: str, object_id: str) -> str:
    """Return ``hex T(id)``, the object's pseudo-random number in this draw."""
    return suite.hex(f"{object_key}:{object_id}".encode())
