"""What a snapshot is before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingcha.core.draw.canonical import Json
from mingcha.foundation.kept_files import Source
from mingcha.publication.models.publication import PublicationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The parts of a ``Publication`` that its kind decides; ``files`` by path, to be kept from."""

    kind: PublicationKind
    key: str
    title: str
    region_prefix: str
    department: str
    content: dict[str, Json]
    task_number: str = ""
    object_code: str = ""
    object_name: str = ""
    files: Mapping[str, Source] = field(default_factory=dict)
