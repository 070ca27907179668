"""The table of all forms: where each stands, who fills it in, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from county import County
from django.core.files.uploadedfile import SimpleUploadedFile

Answers = dict[str, Any]
Upload = SimpleUploadedFile


@dataclass(frozen=True)
class Wrong:
    """Answers that are each readable and together against a rule; ``at`` is the field that says so.

    ``writes`` are tables in which it may leave a row all the same, such as a failed attempt.
    """

    what: str
    answers: Answers
    at: str
    writes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Stand:
    """A form ready to be filled in; ``action`` is where it posts, if not to its own page.

    ``good`` are answers that would be taken; ``elsewhere`` are choices that others have; ``files``
    are uploads that cannot be used. ``may_be_empty`` marks a form whose every field is optional;
    ``session`` is what the browser of somebody without an account already holds.
    """

    page: str
    good: Answers
    action: str = ""
    elsewhere: Answers = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()
    may_be_empty: bool = False
    session: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Station:
    """A line of the table. ``route`` is a route's name, with its verb where the route has verbs."""

    route: str
    persona: str | None
    form: type | None
    arrange: Callable[[County], Stand]


TABLE: list[Station] = []


def station(
    route: str, persona: str | None, form: type | None = None
) -> Callable[[Callable[[County], Stand]], Callable[[County], Stand]]:
    """Enter a form into the table; one of a dialog, which asks for a reason, has no class."""

    def enter(arrange: Callable[[County], Stand]) -> Callable[[County], Stand]:
        TABLE.append(Station(route, persona, form, arrange))
        return arrange

    return enter


ATTEMPT = frozenset({"accounts_signinattempt"})
NOT_A_PHOTO = Upload("照片.jpg", b"MZ this is a program", "image/jpeg")
EMPTY_FILE = Upload("空.jpg", b"", "image/jpeg")
TOO_BIG = Upload("大.jpg", b"\xff\xd8\xff" + b"0" * (21 << 20), "image/jpeg")
