"""Files that the database keeps: all of them, one written anew, and one exchanged by its owner."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from attacking import by_hand, refused

if TYPE_CHECKING:
    from mingcha.tasks.models import Draw

_PART = "UPDATE {table}part SET content = %s WHERE file_id = %s AND number = 0"
_BOTH = "WITH part AS (" + _PART + ") UPDATE {table}file SET size = %s, sha256 = %s WHERE id = %s"


def contents(owner: Any) -> dict[str, bytes]:
    """Return the files of a draw or a publication by path."""
    return {file.path: file.content for file in owner.files.order_by("path")}


def rewritten_file(file: Any, content: bytes) -> None:
    """Write a file of a draw anew, as the application does while it may change."""
    from mingcha.foundation.kept_files import keep_files, sha256_of

    file.delete()
    file.size, file.sha256 = len(content), sha256_of(content)
    keep_files([(file, content)])


def replaced(draw: Draw, path: str, change: Callable[[bytes], bytes]) -> None:
    """Change a draw's file as ``exchanged`` does."""
    file = draw.files.get(path=path)
    content = change(file.content)
    assert content != file.content
    exchanged(file, content)


def exchanged(file: Any, content: bytes) -> None:
    """Exchange a short file first as the application, which is refused, then as the owner."""
    table = file._meta.db_table.removesuffix("file")
    digest = hashlib.sha256(content).hexdigest()
    for sql, *values in (
        (_PART, content, file.pk),
        (_BOTH, content, file.pk, len(content), digest, file.pk),
        ("INSERT INTO {table}part (file_id, number, content) VALUES (%s, 1, '')", file.pk),
        ("INSERT INTO {table}part (file_id, number, content) VALUES (%s, 1, 'x')", file.pk),
        ("DELETE FROM {table}part WHERE file_id = %s", file.pk),
        ("DELETE FROM {table}file WHERE id = %s", file.pk),
        ("UPDATE {table}file SET size = size + 1 WHERE id = %s", file.pk),
    ):
        refused(sql.format(table=table), *values)
    by_hand(_BOTH.format(table=table), content, file.pk, len(content), digest, file.pk)
