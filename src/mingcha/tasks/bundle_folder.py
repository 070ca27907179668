"""Working on a draw's bundle where ``bundles`` can: in a temporary folder, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.bundles.folder import Folder
from mingcha.core.draw.log import LOG_FILE, EntryType
from mingcha.tasks import log
from mingcha.tasks.bundle_store import materialise, store
from mingcha.tasks.models import Draw


@contextmanager
def bundle_of(draw: Draw, *, registers: bool = True) -> Iterator[Folder]:
    """Give the draw's bundle to read in a folder that vanishes afterwards.

    ``registers`` tells whether the frames' registers are needed.
    """
    with TemporaryDirectory(prefix="mingcha-draw-") as temporary:
        path = Path(temporary) / "bundle"
        materialise(draw, path, registers=registers)
        bring_up_to_date(draw, path)
        yield Folder(path)


def bring_up_to_date(draw: Draw, path: Path) -> None:
    """Let ``log.jsonl`` go on with what was logged after the draw; its own files stay."""
    if log.entries(draw, EntryType.REPLACE).exists():
        (path / LOG_FILE).write_bytes(log.segment(draw))


@contextmanager
def worked_on(draw: Draw, *, registers: bool = True) -> Iterator[Folder]:
    """Give the bundle to change; what changed is kept unless the work fails.

    The caller holds the ``Draw`` row locked.
    """
    with bundle_of(draw, registers=registers) as folder:
        yield folder
        store(draw, folder.path, registers=registers)
