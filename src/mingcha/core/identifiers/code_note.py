"""What the reading of an identifier repaired or found doubtful."""

from __future__ import annotations

from enum import StrEnum


class CodeNote(StrEnum):
    """A warning about a text that was accepted all the same.

    The first three say how the text was tidied. ``CHECK_CHARACTER`` says that the last character
    does not follow from the others; ``ORGANISATION_CHECK``, which never comes without it, that the
    organisation code inside fails its own check as well: then the code was probably miscopied,
    and not issued that way.
    """

    LOWER_CASE = "lower_case"
    FULL_WIDTH = "full_width"
    BLANKS = "blanks"
    CHECK_CHARACTER = "check_character"
    ORGANISATION_CHECK = "organisation_check"
