"""What the surroundings may set, each read in one place and refused loudly when unusable."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[3]
"""The checkout: templates/, static/ and .data/ lie here."""


def data_folder() -> Path:
    """Return where the embedded database and the secret key live (``MINGCHA_DATA``)."""
    return Path(os.environ.get("MINGCHA_DATA") or ROOT / ".data").absolute()


def flag(name: str, *, default: bool) -> bool:
    """Read a yes-or-no variable: 1 or 0."""
    value = os.environ.get(name, "")
    if value not in {"", "0", "1"}:
        raise SystemExit(f"环境变量 {name} 只能是 0 或 1，现在是 {value!r}")
    return default if value == "" else value == "1"


def text(name: str) -> str:
    """Read a text, empty where it is not set."""
    return os.environ.get(name, "")


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name) or str(default)
    if not value.isdecimal():
        raise SystemExit(f"环境变量 {name} 应是整数，现在是 {value!r}")
    return int(value)
