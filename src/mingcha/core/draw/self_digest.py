"""JSON files that carry the hash of their own content, so that a damaged byte is found."""

from __future__ import annotations

from mingcha.core.draw.canonical import Json, jcs, parse_json
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import InvalidFile

_KEY = "digest"


def with_digest(suite: Suite, tag: str, content: dict[str, Json]) -> bytes:
    """Return the JCS bytes of ``content`` plus its ``digest`` under ``tag``."""
    return jcs(content | {_KEY: suite.tagged(tag, jcs(content))})


def read_with_digest(suite: Suite, tag: str, data: bytes, file: str) -> dict[str, Json]:
    """Return the content without its digest; raises InvalidFile if one byte is not as written."""
    content = parse_json(data, file)
    if not isinstance(content, dict) or jcs(content) != data:
        raise InvalidFile(file, "不是规范写法（JCS）的 JSON 对象，文件被改动过")
    found = content.pop(_KEY, None)
    expected = suite.tagged(tag, jcs(content))
    if found != expected:
        raise InvalidFile(file, f"自身摘要不符：应为 {expected}，文件写的是 {str(found)[:80]}")
    return content
