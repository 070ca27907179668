"""All tables of inspections, a noun to each file of ``initial`` (docs/adr/0021)."""

from mingcha.foundation.tables_at_once import TablesAtOnce
from mingcha.inspections.migrations.initial import (
    evidence,
    item_results,
    records,
    reviews,
    visits,
)

PARTS = (
    visits,
    records,
    item_results,
    evidence,
    reviews,
)


class Migration(TablesAtOnce):
    initial = True

    replaces = [
        ("inspections", "0001_visits"),
        ("inspections", "0002_records"),
        ("inspections", "0003_item_results"),
        ("inspections", "0004_evidence"),
    ]

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("registers", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = [each for part in PARTS for each in part.operations]
