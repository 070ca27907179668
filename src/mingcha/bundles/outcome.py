"""Writing the result of a draw so that there is either all of it or none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from mingcha.bundles.folder import Folder, sync_folder
from mingcha.core.draw.outputs import ASSIGNMENT_FILE, RESULT_FILE, TICKETS_FILE
from mingcha.core.draw.transcript import TRANSCRIPT_FILE
from mingcha.core.errors import Refusal

# Until the rename of _PENDING to _COMMITTED there is no result; after it the whole result is
# there, and whoever opens the folder next finishes putting the files into their places.
_PENDING = ".result.part"
_COMMITTED = ".result"
_OUTCOME_FILES = (RESULT_FILE, TICKETS_FILE, ASSIGNMENT_FILE, TRANSCRIPT_FILE)


def refuse_second_draw(folder: Folder) -> None:
    """Refuse where there is any file of a result already."""
    for path in _OUTCOME_FILES:
        if folder.has(path):
            raise Refusal(
                f"这里已有抽取结果（{path}），同一计划不得重抽；核对请用 mingcha draw verify"
            )


@contextmanager
def new_outcome(folder: Folder) -> Iterator[Folder]:
    """Give a folder for the files of a result: all come into place, or none if anything stops it."""
    pending = folder.path / _PENDING
    shutil.rmtree(pending, ignore_errors=True)
    pending.mkdir()
    yield Folder(pending)
    pending.rename(folder.path / _COMMITTED)
    sync_folder(folder.path)
    finish_outcome(folder)


def finish_outcome(folder: Folder) -> None:
    """Complete a result that an earlier process committed but did not put into place.

    Two commands may do so at once. Whatever else lies there is not of a draw and is left alone.
    """
    committed = folder.path / _COMMITTED
    if committed.is_symlink() or not committed.is_dir():
        return
    for name in _OUTCOME_FILES:  # the transcript last
        file = committed / name
        if file.is_file() and not file.is_symlink():
            with suppress(FileExistsError):
                os.link(file, folder.path / name)
    sync_folder(folder.path)
    shutil.rmtree(committed, ignore_errors=True)
