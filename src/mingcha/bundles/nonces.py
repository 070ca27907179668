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
    """Draw 32 random bytes, keep them with mode 0600 and return them as hex."""
    path = nonce_path(draw_id, party)
    if path.exists():
        raise Refusal(f"{party} 的随机数已经生成过，保存在 {path}")
    value = secrets.token_hex(32)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, f"{value}\n".encode(), mode=_PRIVATE)
    return value


def kept_nonce(draw_id: str, party: str) -> str:
    """Return the value this device keeps for the party."""
    path = nonce_path(draw_id, party)
    if not path.is_file():
        raise Refusal(f"这台设备上没有 {party} 的随机数（应在 {path}），请在承诺时用的设备上揭示")
    value = path.read_text("ascii").strip()
    if not re.fullmatch(HEX32, value):
        raise Refusal(f"{path} 的内容不是 64 位十六进制数")
    return value
