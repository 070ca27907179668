"""A party's own secret value, kept outside the bundle until it is revealed."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from mingcha.bundles.folder import write_whole
from mingcha.core.draw.names import HEX32
from mingcha.core.errors import Refusal

_PRIVATE = 0o600


def nonce_path(draw_id: str, party: str) -> Path:
    """Return where this device keeps the party's value; MINGCHA_HOME moves the place."""
    home = Path(os.environ.get("MINGCHA_HOME", Path.home() / ".mingcha"))
    return home / "nonces" / draw_id / f"{party}.txt"


def new_nonce(draw_id: str, party: str) -> str:
    """Draw 32 random bytes, keep them with mode 0600 and return them as hex.

    Values that are kept already stay: one of them may be promised in another folder, or its
    commitment was never written because the program was ended in between.
    """
    path, value = nonce_path(draw_id, party), secrets.token_hex(32)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = path.read_text("ascii") if path.exists() else ""
    write_whole(path, f"{before}{value}\n".encode("ascii"), mode=_PRIVATE)
    return value


def kept_nonces(draw_id: str, party: str) -> list[str]:
    """Return the values this device keeps for the party, the last drawn first."""
    path = nonce_path(draw_id, party)
    if not path.is_file():
        raise Refusal(f"这台设备上没有 {party} 的随机数（应在 {path}），请在承诺时用的设备上揭示")
    values = path.read_text("ascii", "replace").split()
    if not values or not all(re.fullmatch(HEX32, value) for value in values):
        raise Refusal(f"{path} 的内容不是 64 位十六进制数")
    return values[::-1]
