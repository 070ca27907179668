"""What a password must hold (F-2)."""

from __future__ import annotations

import re

from django.contrib.auth import password_validation
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
        return "口令要包含小写字母、大写字母、数字、符号中的至少三种，请改正"


class LongEnough(password_validation.MinimumLengthValidator):
    """Django's own check, which speaks English where its translation has a gap."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return f"口令太短，至少 {self.min_length} 位，请加长"


class NotCommon(password_validation.CommonPasswordValidator):
    """Django's own check against the passwords that everybody tries."""

    def get_error_message(self) -> str:
        """Ask for another one."""
        return "这个口令太常见，容易被猜中，请换一个"


class NotLikeThePerson(password_validation.UserAttributeSimilarityValidator):
    """Django's own check against what is known of the person."""

    def get_error_message(self) -> str:
        """Ask for another one."""
        return "口令与账号或姓名太像，容易被猜中，请换一个"
