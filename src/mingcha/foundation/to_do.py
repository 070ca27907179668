"""Something that waits for somebody: a row of the workbench."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ToDo:
    """What to do, where, and until when."""

    title: str
    url: str
    due: date
    note: str = ""
