"""New tables made together are the tables that Django makes one by one."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

from mingcha.foundation.tables_at_once import NewTables, TablesAtOnce

KEY = [("id", models.BigAutoField(primary_key=True))]
OWNED = [*KEY, ("shop", models.ForeignKey("trial.shop", models.PROTECT))]
KEEP = pgtrigger.Protect(name="keep", operation=pgtrigger.Delete)


class Shops(TablesAtOnce):
    operations: ClassVar = [
        migrations.CreateModel("Shop", KEY),
        migrations.CreateModel("Licence", OWNED),
        migrations.AddField("Shop", "name", models.TextField(default="")),
        migrations.CreateModel("Stall", OWNED),
    ]


def tables() -> set[str]:
    return {name for name in connection.introspection.table_names() if name.startswith("trial_")}


def test_neighbours_are_put_together_and_what_changes_a_table_keeps_its_place():
    kinds = [type(each) for each in Shops("0001", "trial").operations]
    assert kinds == [NewTables, migrations.AddField, NewTables]
    assert Shops.operations[0].describe() == "Create model Shop；Create model Licence"


@pytest.mark.django_db
def test_tables_come_and_go_and_what_refers_to_one_follows_it():
    migration = Shops("0001", "trial")
    with connection.schema_editor() as editor:
        after = migration.apply(ProjectState(), editor)
    assert tables() == {"trial_shop", "trial_licence", "trial_stall"}
    shop = after.apps.get_model("trial", "Shop")
    assert [field.name for field in shop._meta.local_fields] == ["id", "name"]
    with connection.cursor() as cursor:
        refers = connection.introspection.get_relations(cursor, "trial_stall")
    assert refers["shop_id"][:2] == ("id", "trial_shop")
    with connection.schema_editor() as editor:
        migration.unapply(ProjectState(), editor)
    assert tables() == set()


def test_a_trigger_belongs_to_its_new_table():
    trigger = AddTrigger("shop", KEEP.compile(_a_model()))
    made = NewTables([migrations.CreateModel("Shop", KEY), trigger])
    state = ProjectState()
    made.state_forwards("trial", state)
    assert [each.name for each in state.models["trial", "shop"].options["triggers"]] == ["keep"]


def _a_model() -> type[models.Model]:
    state = ProjectState()
    migrations.CreateModel("Shop", KEY).state_forwards("trial", state)
    return state.apps.get_model("trial", "Shop")
