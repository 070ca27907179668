"""All tables of the registers, a noun to each file of ``initial`` (docs/adr/0021)."""

from mingcha.foundation.tables_at_once import TablesAtOnce
from mingcha.registers.migrations.initial import (
    certificates,
    claims,
    experts,
    formed_teams,
    guides,
    imports,
    industry_checks,
    inspectors,
    items,
    licences,
    object_changes,
    objects,
    recusals,
    risk_classes,
    saved_ranges,
    staff_registers,
    tag_rules,
    tags,
    training_sessions,
)

PARTS = (
    tags,
    guides,
    items,
    claims,
    industry_checks,
    risk_classes,
    objects,
    object_changes,
    licences,
    inspectors,
    certificates,
    training_sessions,
    formed_teams,
    experts,
    staff_registers,
    recusals,
    tag_rules,
    saved_ranges,
    imports,
)


class Migration(TablesAtOnce):
    initial = True

    replaces = [
        ("registers", "0001_tags"),
        ("registers", "0002_guides"),
        ("registers", "0003_items"),
        ("registers", "0004_claims"),
        ("registers", "0005_industry_checks"),
        ("registers", "0006_risk_classes"),
        ("registers", "0007_objects"),
        ("registers", "0008_object_changes"),
        ("registers", "0009_licences"),
        ("registers", "0010_inspectors"),
        ("registers", "0011_certificates"),
        ("registers", "0012_formed_teams"),
        ("registers", "0013_experts"),
        ("registers", "0014_recusals"),
        ("registers", "0015_tag_rules"),
        ("registers", "0016_imports"),
        ("registers", "0018_training_sessions"),
        ("registers", "0019_columns_by_source"),
        ("registers", "0020_expert_files_and_staff_registers"),
        ("registers", "0021_scheduled_item_versions"),
        ("registers", "0022_saved_ranges"),
        ("registers", "0023_tag_keepers"),
        ("registers", "0024_own_fields_of_non_entities"),
        ("registers", "0025_closed_objects"),
        ("registers", "0026_pushed_loads"),
        ("registers", "0027_joint_lists"),
    ]

    dependencies = [
        ("accounts", "0001_initial"),
        ("foundation", "0002_jobs"),
        ("orgs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [each for part in PARTS for each in part.operations]
