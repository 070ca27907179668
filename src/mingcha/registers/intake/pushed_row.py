"""A row that a department's own system sends of an object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row as it was sent; None is not said."""

    code: str
    name: str
    region: str | None = None
    kind: str | None = None
    status: str | None = None
    address: str | None = None
    industry: str | None = None
    business_scope: str | None = None
    established_on: date | None = None
    exclusion: str | None = None
