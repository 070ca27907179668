"""The lines of a register that the database keeps, found by their place in the file.

The file is sorted by code, so a code is found by halving; nothing reads the whole file.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.core.draw.registers import LINE_LIMIT
from mingcha.foundation.models import KeptFile

PAGE = 50
_PIECE = 1 << 20


class RegisterLines:
    """A register; a place is a number of bytes from its beginning."""

    def __init__(self, file: KeptFile) -> None:
        """Read nothing yet."""
        self._file = file
        self.size = file.size

    def __iter__(self) -> Iterator[str]:
        """Give all lines in the order of their codes, read a piece at a time."""
        rest = b""
        for place in range(0, self.size, _PIECE):
            *lines, rest = (rest + self._file.read(place, _PIECE)).split(b"\n")
            yield from (line.decode() for line in lines)

    def line_from(self, place: int) -> int:
        """Return the beginning of the first line that begins at or after a place."""
        if place == 0:
            return 0
        found = self._file.read(place - 1, LINE_LIMIT + 1).find(b"\n")
        return place + found if found >= 0 else self.size

    def line_at(self, start: int) -> str:
        """Return the line that begins here, without LF; empty at the end."""
        return self._file.read(start, LINE_LIMIT).split(b"\n")[0].decode()

    def place_of(self, code: str) -> int:
        """Return the place of the first line that is not before ``code``."""
        low, high = 0, self.size
        while low < high:
            middle = (low + high) // 2
            start = self.line_from(middle)
            if start >= high or self.line_at(start) >= code:
                high = middle
            else:
                low = middle + 1
        return self.line_from(low)

    def page_at(self, start: int) -> tuple[list[str], int]:
        """Return a page of lines, and where the next begins."""
        found = self._file.read(start, PAGE * LINE_LIMIT).split(b"\n")[:-1][:PAGE]
        return [line.decode() for line in found], start + sum(len(line) + 1 for line in found)

    def place_before(self, start: int) -> int | None:
        """Return where the page before begins, None at the beginning."""
        if start == 0:
            return None
        begin = self.line_from(max(start - PAGE * LINE_LIMIT, 0))
        before = self._file.read(begin, start - begin).split(b"\n")[:-1][-PAGE:]
        return start - sum(len(line) + 1 for line in before)
