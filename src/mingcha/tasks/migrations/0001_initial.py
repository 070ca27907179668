"""All tables of tasks, a noun to each file of ``initial`` (docs/adr/0021)."""

from mingcha.foundation.tables_at_once import TablesAtOnce
from mingcha.tasks.migrations.initial import (
    approvals,
    bundle_files,
    by_hand,
    draws,
    joint_exceptions,
    neighbour_help,
    object_tasks,
    objections,
    pools,
    sub_tasks,
    task_schemes,
    tasks,
    visit_proposals,
)

PARTS = (
    tasks,
    task_schemes,
    sub_tasks,
    draws,
    bundle_files,
    pools,
    object_tasks,
    joint_exceptions,
    neighbour_help,
    objections,
    approvals,
    visit_proposals,
    by_hand,
)


class Migration(TablesAtOnce):
    initial = True

    replaces = [
        ("tasks", "0001_tasks"),
        ("tasks", "0002_task_schemes"),
        ("tasks", "0003_sub_tasks"),
        ("tasks", "0004_draws"),
        ("tasks", "0005_pools"),
        ("tasks", "0006_object_tasks"),
        ("tasks", "0007_approvals"),
        ("tasks", "0008_visit_proposals"),
        ("tasks", "0009_plain_files"),
        ("tasks", "0010_trainings_and_joint_exceptions"),
        ("tasks", "0011_shares"),
        ("tasks", "0012_neighbour_help"),
        ("tasks", "0013_grounds"),
        ("tasks", "0014_expert_pools"),
        ("tasks", "0015_objections"),
        ("tasks", "0016_labels"),
        ("tasks", "0017_census_of_one"),
        ("tasks", "0018_file_parts"),
    ]

    dependencies = [
        ("accounts", "0001_initial"),
        ("orgs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("plans", "0001_initial"),
        ("registers", "0001_initial"),
    ]

    operations = [each for part in PARTS for each in part.operations]
