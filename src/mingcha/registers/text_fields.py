"""The fields of an item's text: what is written, copied and compared."""

from __future__ import annotations

TEXT_FIELDS = (
    "category",
    "name",
    "item_class",
    "objects_text",
    "basis",
    "body",
    "content",
    "methods",
    "ratio_text",
    "frequency_text",
    "ratio_limit_bp",
    "guide",
)
