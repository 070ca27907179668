"""Whether photos of records and attached files are as they were sent (R-073)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from django.apps import apps

from mingcha.audit.models import AuditEvent
from mingcha.foundation.models import AttachedFile
from mingcha.inspections.events import PhotoAdded
from mingcha.inspections.models import Evidence

_AT_A_TIME = 500


def unsound_files() -> Iterator[str]:
    """Compare every photo with its digest and the audit chain, every attached file with its digest."""
    yield from _unsound_photos()
    for model in apps.get_models():
        if issubclass(model, AttachedFile):
            for file in model._default_manager.order_by("pk").iterator(1):  # noqa: SLF001 - Django's own name
                if hashlib.sha256(bytes(file.content)).hexdigest() != file.sha256:
                    yield f"{model._meta.verbose_name}“{file.file_name}”与其 SHA-256 不符：内容被改动过"  # noqa: SLF001 - Django's own name


def _unsound_photos() -> Iterator[str]:
    events = AuditEvent.objects.filter(type=PhotoAdded.type).order_by("seq")
    recorded = set(events.values_list("body__sha256", flat=True).iterator(_AT_A_TIME))
    lacking = set(recorded)
    for photo in Evidence.objects.order_by("pk").iterator(1):
        digest = hashlib.sha256(bytes(photo.content)).hexdigest()
        if digest != photo.sha256:
            yield f"照片“{photo.file_name}”与其 SHA-256 不符：内容被改动过"
        elif digest not in recorded:
            yield f"照片“{photo.file_name}”没有记入审计链：被替换，或不是经平台添加的"
        lacking.discard(photo.sha256)
    for digest in sorted(lacking):
        yield f"SHA-256 为 {digest} 的照片在审计记录中有、在库中没有：被删去"
