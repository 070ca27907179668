"""Every rule by which the intake speaks."""

from __future__ import annotations

from mingcha.core.intake import (
    attendance,
    bodies,
    classes,
    experts,
    flags,
    joint_items,
    members,
    non_entities,
    recusals,
    regions,
)
from mingcha.core.intake.checks import (
    capacity,
    cell_errors,
    certificate,
    days,
    item_class,
    item_duties,
    item_ratio,
    name,
    object_code,
    object_dates,
    one_entity_two_codes,
    region,
    repeats,
    risk_class,
    row_width,
    sheet_columns,
    skipped_rows,
    staff_no,
    unit,
)

ALL_RULES = (
    *(*sheet_columns.RULES, *skipped_rows.RULES, *row_width.RULES, *cell_errors.RULES),
    *(*object_code.RULES, *name.RULES, *region.RULES, *risk_class.RULES, *object_dates.RULES),
    *(*one_entity_two_codes.RULES, *repeats.RULES),
    *(*staff_no.RULES, *unit.RULES, *certificate.RULES, *capacity.RULES),
    *(*item_class.RULES, *item_duties.RULES, *item_ratio.RULES),
    *recusals.RULES,
    *(*days.RULES, *members.RULES, *flags.RULES, *classes.RULES),
    *non_entities.RULES,
    *(*regions.RULES, *attendance.RULES),
    *(*experts.RULES, *bodies.RULES, *joint_items.RULES),
)
