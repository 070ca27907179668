"""Whether publications are as they were published: content, digests in the chain, files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from mingcha.audit.models import AuditEvent
from mingcha.core.draw.canonical import Json, jcs
from mingcha.publication.models import Publication

_AT_A_TIME = 500
_PUBLISHED = "publication.published"
_Key = tuple[str, str, int]


def unsound_publications() -> Iterator[str]:
    """Compare every snapshot with its digest, with the audit chain, and its files with theirs."""
    recorded = dict(_recorded())
    for row in Publication.objects.order_by("pk").iterator(_AT_A_TIME):
        name = f"“{row.title}”第 {row.version} 版"
        if hashlib.sha256(jcs(row.content)).hexdigest() != row.digest:
            yield f"{name}的内容与其摘要不符：内容被改动过"
        if recorded.pop((row.kind, row.key, row.version), None) != row.digest:
            yield f"{name}与审计记录的摘要不符：公布后被改动，或不是经平台公布的"
        for fault in _file_faults(row):
            yield f"{name}{fault}"
    for _, key, version in recorded:
        yield f"编号 {key} 第 {version} 版在审计记录中有、在库中没有：被删去"


def _recorded() -> Iterator[tuple[_Key, str]]:
    events = AuditEvent.objects.filter(type=_PUBLISHED).order_by("seq")
    for body in events.values_list("body", flat=True).iterator(_AT_A_TIME):
        yield (body["kind"], body["subject"], body["version"]), body["digest"]


def _file_faults(row: Publication) -> Iterator[str]:
    listed = {file["path"]: file["sha256"] for file in _listed(row.content)}
    for file in row.files.all():
        if not file.is_sound():
            yield f"的文件 {file.path} 与其 SHA-256 不符：内容被改动过"
        elif listed.pop(file.path, None) != file.sha256:
            yield f"的文件 {file.path} 与快照所列不符：被替换或增加"
    for path in listed:
        yield f"的文件 {path} 不见了"


def _listed(content: Json) -> list[dict[str, str]]:
    return list(content.get("files", [])) if isinstance(content, dict) else []
