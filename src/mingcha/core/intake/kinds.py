"""The kinds of register, by the word of the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mingcha.core.intake.bodies import BODIES
from mingcha.core.intake.classes import CLASSES
from mingcha.core.intake.experts import EXPERTS
from mingcha.core.intake.flags import FLAGS
from mingcha.core.intake.inspectors import INSPECTORS
from mingcha.core.intake.items import ITEMS
from mingcha.core.intake.joint_items import JOINT_ITEMS
from mingcha.core.intake.members import MEMBERS
from mingcha.core.intake.non_entities import NON_ENTITIES
from mingcha.core.intake.objects import OBJECTS
from mingcha.core.intake.recusals import RECUSALS
from mingcha.core.intake.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mingcha.core.intake.kind import RegisterKind

KINDS: Mapping[str, RegisterKind[Any]] = {
    each.name: each
    for each in (
        *(OBJECTS, NON_ENTITIES, INSPECTORS, ITEMS, RECUSALS),
        *(MEMBERS, FLAGS, CLASSES, REGIONS),
        *(EXPERTS, BODIES, JOINT_ITEMS),
    )
}
