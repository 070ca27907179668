"""The one exception that faces turn into a sentence for a person."""

from __future__ import annotations


class Refusal(Exception):
    """What was asked cannot be done.

    The message is plain Chinese and says where the trouble is and what to do about it.
    """

    def __init__(self, message: str) -> None:
        """Keep ``message``, the sentence a person will read."""
        super().__init__(message)
        self.message = message


class InvalidFile(Refusal):
    """A file does not have the form that the protocol or the bundle format prescribes."""

    def __init__(self, file: str, fault: str) -> None:
        """Name the ``file`` (its path inside the bundle) and the ``fault`` found in it."""
        super().__init__(f"{file}：{fault}")
        self.file = file
        self.fault = fault
