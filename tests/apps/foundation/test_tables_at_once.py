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


class Circle(TablesAtOnce):
    """A shop has a best stall, and a stall has a shop."""

    operations: ClassVar = [
        migrations.CreateModel(
            "Shop", [*KEY, ("best", models.ForeignKey("trial.stall", models.PROTECT, null=True))]
        ),
        migrations.CreateModel("Stall", OWNED),
    ]


@pytest.mark.django_db
def test_new_tables_may_refer_to_each_other_in_a_circle():
    with connection.schema_editor() as editor:
        Circle("0001", "trial").apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        assert "best_id" in connection.introspection.get_relations(cursor, "trial_shop")
        assert "shop_id" in connection.introspection.get_relations(cursor, "trial_stall")


def test_what_is_there_is_not_rendered_again_and_knows_what_refers_to_it():
    state = ProjectState()
    NewTables([migrations.CreateModel("Shop", KEY)]).state_forwards("trial", state)
    shop = state.apps.get_model("trial", "Shop")
    NewTables([migrations.CreateModel("Stall", OWNED)]).state_forwards("trial", state)
    assert state.apps.get_model("trial", "Shop") is shop
    assert state.apps.get_model("trial", "Stall")._meta.get_field("shop").related_model is shop
    assert [each.name for each in shop._meta.related_objects] == ["stall"]


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
