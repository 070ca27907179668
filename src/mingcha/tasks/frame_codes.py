"""What the departments of a task are called in frozen files (protocol section 1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OTHER = re.compile(r"[^A-Z0-9_]")
_LENGTH = 16


def frame_codes(department_codes: Sequence[str]) -> list[str]:
    """Return a frame code for each department code, in order, none of them twice."""
    codes: list[str] = []
    for text in department_codes:
        stem = _OTHER.sub("_", text.upper())
        stem = stem if stem[:1].isalpha() else f"D{stem}"
        code, number = stem[:_LENGTH], 1
        while code in codes:
            number += 1
            code = f"{stem[: _LENGTH - 3]}_{number}"
        codes.append(code)
    return codes
