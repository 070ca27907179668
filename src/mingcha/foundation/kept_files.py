"""Writing files into the database, a part in memory at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mingcha.foundation.bound import execute_bound
from mingcha.foundation.models.kept_file import PART

if TYPE_CHECKING:
    from mingcha.foundation.models.kept_file import KeptFile

Source = bytes | Path
"""What a file is made from: its bytes, or a file on the disk."""


def size_of(source: Source) -> int:
    """Return how many bytes a source has."""
    return source.stat().st_size if isinstance(source, Path) else len(source)


def sha256_of(source: Source) -> str:
    """Return the SHA-256 of a source."""
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_files(files: Sequence[tuple[KeptFile, Source]]) -> None:
    """Keep new files of one model, each a row that tells the size and the digest of its source.

    Their rows take one statement, and every part another.
    """
    if not files:
        return
    type(files[0][0])._default_manager.bulk_create(file for file, _ in files)  # noqa: SLF001 - Django's documented way to a model's manager
    for file, source in files:
        table = file.parts.model._meta.db_table  # noqa: SLF001 - Django's documented way to a table's name
        insert = f"INSERT INTO {table} (file_id, number, content) VALUES (%s, %s, %b)"  # noqa: S608 - a table's name
        for number, part in enumerate(parts_of(source)):
            execute_bound(insert, [file.pk, number, part])


def parts_of(source: Source) -> Iterator[bytes]:
    """Give the parts of a source; one without bytes has one part without bytes."""
    if isinstance(source, bytes):
        yield source[:PART]
        for start in range(PART, len(source), PART):
            yield source[start : start + PART]
        return
    with source.open("rb") as file:
        yield file.read(PART)
        while part := file.read(PART):
            yield part
