"""The file of an import, kept in the database piece by piece."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from mingcha.foundation.bound import execute_bound, stream_values
from mingcha.registers.models import ImportBatch

_PART = 4 << 20
_KEEP = "INSERT INTO registers_importpart (batch_id, number, content) VALUES (%s, %s, %b)"


def keep_file(batch: ImportBatch, stream: BinaryIO) -> None:
    """Keep what a file holds."""
    stream.seek(0)
    number = 0
    while content := stream.read(_PART):
        execute_bound(_KEEP, [batch.pk, number, content])
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
    parts = stream_values(batch.parts.order_by("number"), "content")
    with TemporaryDirectory(prefix="mingcha-import-") as folder:
        path = Path(folder) / "file"
        with path.open("wb") as stream:
            for (content,) in parts:
                stream.write(content)
        yield path
