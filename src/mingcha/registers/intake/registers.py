"""The registers, each with its way to compare a file, to be stamped, written and undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingcha.core.intake.intake import Intake
from mingcha.registers.intake.applying_helpers import apply_helpers, lock_pools, undo_helpers
from mingcha.registers.intake.applying_inspectors import apply_inspectors
from mingcha.registers.intake.applying_items import apply_items, undo_items
from mingcha.registers.intake.applying_joint import apply_joint, lock_joint, undo_joint
from mingcha.registers.intake.applying_objects import apply_objects, lock_objects
from mingcha.registers.intake.comparing_helpers import compare_helpers, stamp_helpers
from mingcha.registers.intake.comparing_inspectors import compare_inspectors, stamp_inspectors
from mingcha.registers.intake.comparing_items import compare_items, stamp_items
from mingcha.registers.intake.comparing_joint import compare_joint, stamp_joint
from mingcha.registers.intake.comparing_objects import (
    compare_non_entities,
    compare_objects,
    stamp_objects,
)
from mingcha.registers.intake.reading import Reading
from mingcha.registers.intake.taking_classes import (
    apply_classes,
    compare_classes,
    stamp_classes,
    undo_classes,
)
from mingcha.registers.intake.taking_flags import (
    apply_flags,
    compare_flags,
    stamp_flags,
    undo_flags,
)
from mingcha.registers.intake.taking_members import (
    apply_members,
    compare_members,
    stamp_members,
    undo_members,
)
from mingcha.registers.intake.undoing_inspectors import lock_inspectors, undo_inspectors
from mingcha.registers.intake.undoing_objects import undo_objects
from mingcha.registers.models import ImportBatch
from mingcha.registers.models.import_batch import ImportKind


@dataclass(frozen=True, slots=True)
class Register:
    """What an import does, by the kind of its register."""

    compare: Callable[[ImportBatch, Reading], Intake[Any]]
    stamp: Callable[[ImportBatch], str]
    apply: Callable[[ImportBatch], None]
    undo: Callable[[ImportBatch], int]
    lock: Callable[[ImportBatch], None] = lambda batch: None  # noqa: ARG005 - nothing to lock


_HELPERS = Register(compare_helpers, stamp_helpers, apply_helpers, undo_helpers, lock_pools)
REGISTERS = {
    ImportKind.OBJECTS: Register(
        compare_objects, stamp_objects, apply_objects, undo_objects, lock_objects
    ),
    ImportKind.NON_ENTITIES: Register(
        compare_non_entities, stamp_objects, apply_objects, undo_objects, lock_objects
    ),
    ImportKind.INSPECTORS: Register(
        compare_inspectors, stamp_inspectors, apply_inspectors, undo_inspectors, lock_inspectors
    ),
    ImportKind.ITEMS: Register(compare_items, stamp_items, apply_items, undo_items),
    ImportKind.JOINT_ITEMS: Register(
        compare_joint, stamp_joint, apply_joint, undo_joint, lock_joint
    ),
    ImportKind.MEMBERS: Register(compare_members, stamp_members, apply_members, undo_members),
    ImportKind.FLAGS: Register(compare_flags, stamp_flags, apply_flags, undo_flags),
    ImportKind.CLASSES: Register(compare_classes, stamp_classes, apply_classes, undo_classes),
    ImportKind.EXPERTS: _HELPERS,
    ImportKind.BODIES: _HELPERS,
}


def register_of_batch(batch: ImportBatch) -> Register:
    """Return what is done for the batch's kind."""
    return REGISTERS[ImportKind(batch.kind)]
