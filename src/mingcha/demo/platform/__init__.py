"""The demonstration county in the platform: loaded once, on an empty database."""

from __future__ import annotations

from mingcha.demo.platform.accounts import accounts_text
from mingcha.demo.platform.loading import load_demonstration

__all__ = ["accounts_text", "load_demonstration"]
