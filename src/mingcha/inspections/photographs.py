"""Telling a photo from a file that only says so, and making small copies to look at."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_MOST_PIXELS = 80_000_000  # a phone's largest photo; what claims more is a trap for memory


def media_type(content: bytes) -> str | None:
    """Return the media type of a picture that can be decoded, None of anything else."""
    try:
        with Image.open(io.BytesIO(content), formats=list(_KINDS)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.load()
            return _KINDS[str(picture.format)]
    except (OSError, SyntaxError, ValueError):
        return None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return None


def small_copy(content: bytes, side: int) -> bytes:
    """Return a JPEG at most ``side`` wide and high, upright, without what the camera wrote in it."""
    with Image.open(io.BytesIO(content), formats=list(_KINDS)) as picture:
        picture.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((side, side))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=82)
    return out.getvalue()
