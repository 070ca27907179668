"""What goes wrong for a reason that a person can be told.

Faces turn ``DomainError`` into a message at the form, a 409 or an exit code; ``NotFound`` is a
404: outside one's scope nothing exists; ``Forbidden`` is a 403: it exists, but not for this role.
"""

from __future__ import annotations

from mingcha.core.errors import Refusal


class DomainError(Refusal):
    """A rule of the domain says no; ``field`` names the form's field at fault, if one is."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        """Keep a stable code for programs and a plain sentence for people."""
        super().__init__(message)
        self.code = code
        self.field = field


class NotFound(Refusal):
    """Nothing of that kind within the scope of who asks."""

    def __init__(self, message: str = "没有找到，或不在您的权限范围内") -> None:
        """Say no more than that."""
        super().__init__(message)


class Forbidden(Refusal):
    """It is there, and this role may not."""

    def __init__(self, message: str = "您的角色没有这项权限") -> None:
        """Say which right is missing where that helps."""
        super().__init__(message)
