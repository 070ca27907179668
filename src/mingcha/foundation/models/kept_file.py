"""Files that the database keeps in parts, so that no value of it is long (ADR 0013)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db import models
from django.db.models import BinaryField, F, Func, Value

from mingcha.foundation.bound import fetch_values

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

PART = 8 << 20
"""Bytes of every part of a file but the last. Rows lie by it: another size needs a migration."""


class KeptFile(models.Model):
    """A file; ``parts`` are its bytes, at least one part even where there are none.

    What was kept does not change, so that parts that are read one after the other belong together.
    """

    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        parts: RelatedManager[Any]

    @property
    def content(self) -> bytes:
        """Return the whole file, for those of which that is little."""
        return b"".join(self.stream())

    def stream(self) -> Iterator[bytes]:
        """Give the file part by part, each by a statement of its own.

        Raises DoesNotExist where one is gone: a download then breaks off and is not taken for whole.
        """
        for number in range(self._parts):
            found = list(fetch_values(self.parts.filter(number=number), "content"))
            if not found:
                raise self.parts.model.DoesNotExist(f"part {number} of {self} is gone")
            yield bytes(found[0][0])

    def read(self, start: int, length: int) -> bytes:
        """Return the bytes from a place on, fewer where the file ends before; no part is read whole."""
        end = min(start + length, self.size)
        touched = range(start // PART, -(-end // PART)) if start < end else ()
        return b"".join(self._piece(number, start, end) for number in touched)

    def _piece(self, number: int, start: int, end: int) -> bytes:
        begin = max(start - number * PART, 0)
        stop = min(end - number * PART, PART)
        piece = Func(
            F("content"),
            Value(begin + 1),
            Value(stop - begin),
            function="substring",
            output_field=BinaryField(),
        )
        return bytes(self.parts.filter(number=number).values_list(piece, flat=True).get())

    def is_sound(self) -> bool:
        """Tell whether the parts are those of the file's size and digest."""
        numbers = self.parts.order_by("number").values_list("number", flat=True)
        if list(numbers) != list(range(self._parts)):
            return False
        digest, left = hashlib.sha256(), self.size
        try:
            for part in self.stream():
                if len(part) != min(left, PART):
                    return False
                left -= len(part)
                digest.update(part)
        except self.parts.model.DoesNotExist:
            return False
        return left == 0 and digest.hexdigest() == self.sha256

    @property
    def _parts(self) -> int:
        return max(1, -(-self.size // PART))


class FilePart(models.Model):
    """A part of a ``KeptFile``: to be given ``file``, once with each number, and ``part_fits``.

    The column is kept unpacked (``SET STORAGE EXTERNAL``), so that a piece is read without the rest.
    """

    number = models.PositiveIntegerField("次序")
    content = models.BinaryField("内容")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return the part's place, counted from 0."""
        return str(self.number)


def part_fits(files: str) -> pgtrigger.Trigger:
    """Return the trigger under which a part has just the bytes that its file's size leaves to it.

    With one part for each number, nothing is added to a file that is whole. ``files`` is the table.
    """
    return pgtrigger.Trigger(
        name="part_fits",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            IF octet_length(NEW.content) <> (
                SELECT least(size - NEW.number * {PART}::bigint, {PART})
                FROM {files} WHERE id = NEW.file_id
            ) OR octet_length(NEW.content) = 0 AND NEW.number > 0 THEN
                RAISE EXCEPTION 'part % is none of its file, which stays as it is', NEW.number;
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - a table's name and a number of this module
    )
