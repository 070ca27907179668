"""All tables of plans, a noun to each file of ``initial`` (docs/adr/0021)."""

from mingcha.foundation.tables_at_once import TablesAtOnce
from mingcha.plans.migrations.initial import (
    caps,
    filings,
    obligations,
    occurrences,
    papers,
    plans,
    targets,
)

PARTS = (
    papers,
    plans,
    filings,
    caps,
    targets,
    obligations,
    occurrences,
)


class Migration(TablesAtOnce):
    initial = True

    replaces = [
        ("plans", "0001_papers"),
        ("plans", "0002_plans"),
        ("plans", "0003_filings"),
        ("plans", "0004_caps"),
        ("plans", "0005_targets"),
        ("plans", "0006_obligations"),
        ("plans", "0007_occurrences"),
        ("plans", "0008_weights_and_targets"),
        ("plans", "0009_caps_of_levels_and_sources"),
        ("plans", "0010_frequencies_by_class"),
        ("plans", "0011_labels"),
    ]

    dependencies = [
        ("orgs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("registers", "0001_initial"),
    ]

    operations = [each for part in PARTS for each in part.operations]
