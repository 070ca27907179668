"""Where the objects of a frame come from when it is frozen: a file's records, or a database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mingcha.bundles.coding import Coding
from mingcha.bundles.folder import write_whole
from mingcha.bundles.frame_register import Sealing, register_rows
from mingcha.bundles.private_folder import KnownObject
from mingcha.bundles.rules import FrameRules
from mingcha.bundles.strata import StratumNames
from mingcha.core.draw.tsv import sorted_tsv
from mingcha.core.identifiers.object_key import object_key
from mingcha.core.intake.records import ObjectRecord


@dataclass(frozen=True, slots=True)
class FrameCoding:
    """How a frame's rows are written: its strata, the words that have codes, and the seal."""

    names: StratumNames
    words: Coding
    sealing: Sealing


class FrameSource(Protocol):
    """The objects of one frame."""

    def write(self, frame: FrameRules, coding: FrameCoding, path: Path) -> None:
        """Write the frame's canonical register file; Refusal where an object does not fit in."""

    def known_objects(self) -> Iterable[KnownObject]:
        """Return what people call the objects, where nobody else keeps it."""

    def region_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """Return what people call these regions; unknown ones are left out."""


@dataclass(frozen=True, slots=True)
class RecordedFrame:
    """A frame whose objects were read from a file; implements ``FrameSource``."""

    records: Sequence[ObjectRecord]

    def write(self, frame: FrameRules, coding: FrameCoding, path: Path) -> None:
        """See ``FrameSource.write``."""
        rows = register_rows(frame, self.records, coding.names, coding.words, coding.sealing)
        write_whole(path, sorted_tsv(row.line for row in rows))

    def known_objects(self) -> Iterable[KnownObject]:
        """See ``FrameSource.known_objects``."""
        for record in self.records:
            yield KnownObject(object_key(record.id), record.name, record.address or "")

    def region_names(self, codes: Collection[str]) -> Mapping[str, str]:
        """See ``FrameSource.region_names``."""
        return {
            record.region: record.fields["township"]
            for record in self.records
            if record.region and record.region in codes and "township" in record.fields
        }
