"""What an event is: a frozen record whose fields are its body."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar

from mingcha.core.draw.canonical import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that was done. ``subject`` is what it was done to, as people call it.

    Subclasses add fields of text, integers, booleans and lists; no personal data, no keys.
    """

    type: ClassVar[str]
    title: ClassVar[str]
    subject: str

    def body(self) -> dict[str, Json]:
        """Return the fields but the subject."""
        return {name: value for name, value in asdict(self).items() if name != "subject"}
