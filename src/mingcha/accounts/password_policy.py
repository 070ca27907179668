"""What a password must hold (F-2)."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

_KINDS = ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]")
_NEEDED = 3


class KindsOfCharacters:
    """At least three of small letters, capitals, digits and others."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002 - Django's form
        """Raise ValidationError where fewer kinds occur."""
        if sum(bool(re.search(kind, password)) for kind in _KINDS) < _NEEDED:
            raise ValidationError(self.get_help_text(), code="too_few_kinds")

    def get_help_text(self) -> str:
        """Say what is asked."""
        return "口令要包含小写字母、大写字母、数字、符号中的至少三种"
