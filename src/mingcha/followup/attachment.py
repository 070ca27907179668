"""Files handed in as evidence: what they are is told by their content, not by their name."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from mingcha.foundation.errors import DomainError

_LIMIT = 10 << 20
_PDF = b"%PDF-"
_NO_PICTURE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    ValueError,
    KeyError,
)
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was looked at."""

    file_name: str
    media_type: str
    content: bytes
    sha256: str


def attachment(file_name: str, content: bytes) -> Attachment:
    """Return a photo or PDF with its digest; raises DomainError for anything else."""
    if len(content) > _LIMIT:
        raise DomainError("file_too_large", "文件超过10兆字节，请压缩后再上传", "file")
    media_type = "application/pdf" if content.startswith(_PDF) else _image_type(content)
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(file_name[-200:], media_type, content, digest)


def _image_type(content: bytes) -> str:
    try:
        with Image.open(io.BytesIO(content)) as image:
            image.verify()
            return _IMAGES[image.format or ""]
    except _NO_PICTURE as error:
        raise DomainError(
            "file_unknown", "只接收照片（JPG、PNG、WebP）或 PDF 文件，这个文件都不是", "file"
        ) from error
