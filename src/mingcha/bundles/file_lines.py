"""The lines of a file that is too long to lie in memory."""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.bundles.folder import Folder


class FileLines:
    """The lines of a bundle's file without LF, read anew each time that they are walked.

    They are of ASCII where the bundle is sound; of another every byte is kept as one character.
    """

    def __init__(self, folder: Folder, path: str) -> None:
        """Name the file; nothing is read yet."""
        self._folder = folder
        self._path = path

    def __iter__(self) -> Iterator[str]:
        """Read the lines from the beginning."""
        with self._folder.open(self._path) as file:
            for line in file:
                yield line.removesuffix(b"\n").decode("latin-1")
