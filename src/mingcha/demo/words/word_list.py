"""Word lists written as running text."""

from __future__ import annotations


def word_list(text: str) -> tuple[str, ...]:
    """Return the words of ``text``, which blanks and line ends part."""
    return tuple(text.split())
