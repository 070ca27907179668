"""The file of an import, kept in the database piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from mingcha.registers.models import ImportBatch, ImportPart

_PART = 4 << 20


def keep_file(batch: ImportBatch, stream: BinaryIO) -> None:
    """Keep what a file holds."""
    stream.seek(0)
    number = 0
    while content := stream.read(_PART):
        ImportPart.objects.create(batch=batch, number=number, content=content)
        number += 1


def digest_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of what a file holds, as hexadecimal digits."""
    digest = hashlib.sha256()
    stream.seek(0)
    while content := stream.read(_PART):
        digest.update(content)
    return digest.hexdigest()


@contextmanager
def kept_file(batch: ImportBatch) -> Iterator[Path]:
    """Yield a path under which the kept file lies, in a folder of its own, for as long as needed."""
    parts = batch.parts.order_by("number").values_list("content", flat=True)
    with TemporaryDirectory(prefix="mingcha-import-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as stream:
            for content in parts.iterator(chunk_size=1):
                stream.write(content)
        yield path
