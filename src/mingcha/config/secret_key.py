"""The key that signs sessions: from the surroundings, or made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from mingcha.config.environment import data_folder


def secret_key() -> str:
    """Return ``MINGCHA_SECRET_KEY``, or the key kept in the data folder, mode 0600."""
    given = os.environ.get("MINGCHA_SECRET_KEY")
    if given:
        return given
    path = data_folder() / "secret-key"
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")
