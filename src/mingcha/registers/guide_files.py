"""Telling a work guide by its content: PDF, or a Word document without macros."""

from __future__ import annotations

import io
import zipfile

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: ".pdf", DOCX: ".docx"}
_END_OF_PDF = 2048  # the mark of the end stands in the last bytes, some programs write behind it


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
