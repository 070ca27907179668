"""Tidying of identifiers as people type and paste them."""

from __future__ import annotations

import unicodedata

from mingcha.core.identifiers.code_note import CodeNote

_FULL_WIDTH = {0xFEE0 + narrow: narrow for narrow in range(0x21, 0x7F)}
_UPPER = {ord(lower): ord(lower) - 0x20 for lower in "abcdefghijklmnopqrstuvwxyz"}
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})


def fold(text: str) -> tuple[str, frozenset[CodeNote]]:
    """Return ``text`` in ASCII width and upper case without blanks, and what had to be changed.

    Blanks go wherever they stand: spaces of any width, tabs, line ends, and the invisible marks
    (zero-width, byte order, direction) that come along when a code is copied from a document.
    Only ASCII letters are raised, so that no other letter turns into a digit or letter of a code.
    Folding twice changes nothing more.
    """
    if text.isascii() and text.isalnum() and text.upper() == text:
        return text, frozenset()
    visible = "".join(char for char in text if not _is_blank(char))
    narrow = visible.translate(_FULL_WIDTH)
    upper = narrow.translate(_UPPER)
    notes = {
        CodeNote.BLANKS: visible != text,
        CodeNote.FULL_WIDTH: narrow != visible,
        CodeNote.LOWER_CASE: upper != narrow,
    }
    return upper, frozenset(note for note, found in notes.items() if found)


def _is_blank(char: str) -> bool:
    return unicodedata.category(char) in _BLANK_CATEGORIES
