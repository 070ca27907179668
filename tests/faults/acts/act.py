"""What an act is: what stands before it, what is done, and what it sends out of the platform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from county import County

KEY = "job"
"""Of the Job whose progress an act tells."""


def _nothing() -> list[str]:
    return []


@dataclass(frozen=True)
class Act:
    """``prepare`` brings a county to the moment; ``do`` is what the worker then runs.

    ``sent`` gives what was sent since it was asked last, each only once; what is sent, no
    transaction takes back.
    """

    prepare: Callable[[County], None]
    do: Callable[[], None]
    sent: Callable[[], list[str]] = _nothing
