"""Work guides (抽查工作指引) as files beside an item's checklist (R-011)."""

from __future__ import annotations

from typing import ClassVar

from mingcha.foundation.models import AttachedFile, Undisclosed


class Guide(AttachedFile):
    """A file; versions of items share it, so that an amendment copies no bytes."""

    class Meta:
        verbose_name = "工作指引"
        ordering: ClassVar = ["file_name", "id"]

    class Disclosure(Undisclosed):
        """Guides are public with the list of items in force."""

        public = ("file_name", "media_type", "content", "size", "sha256")
