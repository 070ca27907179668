"""Telling a work guide, or another attached document, by its content: PDF, or a Word document without macros."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from mingcha.foundation.errors import DomainError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: ".pdf", DOCX: ".docx"}
_END_OF_PDF = 2048  # the mark of the end stands in the last bytes, some programs write behind it
_MEGABYTE = 1 << 20
_LONGEST_STEM = 90


@dataclass(frozen=True, slots=True)
class Document:
    """A file that may be attached, told by what it is and not by what it is called."""

    file_name: str
    media_type: str
    content: bytes
    size: int
    sha256: str


def checked_document(
    content: bytes, file_name: str, *, most_megabytes: int, unnamed: str
) -> Document:
    """Return the file as a document; ``unnamed`` is what one without a name is called.

    Raises DomainError at ``file``: too large, or neither PDF nor Word without macros.
    """
    if len(content) > most_megabytes * _MEGABYTE:
        told = f"文件超过 {most_megabytes} MB，请压缩图片后再传"
        raise DomainError("guide_large", told, "file")
    kind = media_type(content)
    if kind is None:
        told = "这个文件不是 PDF 或 Word 文档（docx），或者含有宏，请另存后再传"
        raise DomainError("not_a_guide", told, "file")
    stem = PurePath(file_name.replace("\\", "/").replace("\x00", "")).stem.strip() or unnamed
    digest = hashlib.sha256(content).hexdigest()
    name = stem[:_LONGEST_STEM] + ENDINGS[kind]
    return Document(name, kind, content, len(content), digest)


def media_type(content: bytes) -> str | None:
    """Return the media type of a guide, None of anything else."""
    if content.startswith(b"%PDF-"):
        return PDF if b"%%EOF" in content[-_END_OF_PDF:] else None
    return DOCX if _is_document(content) else None


def _is_document(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    has_macros = any(name.endswith("vbaProject.bin") for name in names)
    return {"[Content_Types].xml", "word/document.xml"} <= names and not has_macros
