"""Writing a file that was not there before, whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mingcha.core.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def require_free(target: Path) -> None:
    """Refuse a file name that is taken, or that has no folder, before any work is done."""
    if target.exists() or target.is_symlink():
        raise Refusal(f"“{target}”已经存在：请换一个文件名，或者先删去它")
    if not target.parent.is_dir():
        raise Refusal(f"文件夹“{target.parent}”不存在：请先建立")


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """Give the name of an unfinished file, which becomes ``target`` when all went well."""
    require_free(target)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        unfinished.touch()
        yield unfinished
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
