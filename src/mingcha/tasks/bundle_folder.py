"""Working on a draw's bundle where ``bundles`` can: in a temporary folder, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mingcha.bundles.folder import Folder
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
        yield Folder(path)


@contextmanager
def worked_on(draw: Draw, *, registers: bool = True) -> Iterator[Folder]:
    """Give the bundle to change; what changed is kept unless the work fails.

    The caller holds the ``Draw`` row locked.
    """
    with bundle_of(draw, registers=registers) as folder:
        yield folder
        store(draw, folder.path, registers=registers)
