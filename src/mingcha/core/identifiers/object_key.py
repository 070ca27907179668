"""The register id of an object that has no code of its own: a project, a product, a behaviour."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

MAX_LENGTH = 22

_REGISTER_ID = re.compile(r"[0-9A-Z]{1,22}")
_TO_CROCKFORD = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
)


def is_register_id(text: str) -> bool:
    """Tell whether ``text`` may stand in a register as it is (protocol section 2)."""
    return _REGISTER_ID.fullmatch(text) is not None


def object_key(text: str) -> str:
    """Return the register id for an object's own key ``text``, of any non-empty Unicode text.

    A key of the form ``[0-9A-Z]{1,22}`` is its own id. Any other is replaced by the first 22
    characters of the Crockford base32 of the SHA-256 of its UTF-8 NFC text (protocol section 2).
    """
    if is_register_id(text):
        return text
    digest = hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()
    return base64.b32encode(digest).decode().translate(_TO_CROCKFORD)[:MAX_LENGTH]
