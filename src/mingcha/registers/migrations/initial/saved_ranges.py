import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="SavedRange",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "created_at",
                models.DateTimeField(
                    default=mingcha.foundation.clock.now, editable=False, verbose_name="建立时间"
                ),
            ),
            ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            (
                "department",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="名称")),
            ("object_filter", models.JSONField(default=dict, verbose_name="范围")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="用途")),
            ("written_by", models.CharField(max_length=40, verbose_name="保存人")),
        ],
        options={
            "verbose_name": "常用范围",
            "ordering": ["department_id", "name"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "name"), name="saved_range_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="SavedRangeEvent",
        fields=[
            ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
            ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
            ("pgh_label", models.TextField(help_text="The event label.")),
            (
                "pgh_obj",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="events",
                    to="registers.savedrange",
                ),
            ),
            (
                "pgh_context",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="pghistory.context",
                ),
            ),
            ("id", models.BigIntegerField()),
            (
                "created_at",
                models.DateTimeField(
                    default=mingcha.foundation.clock.now, editable=False, verbose_name="建立时间"
                ),
            ),
            ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
            (
                "department",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="名称")),
            ("object_filter", models.JSONField(default=dict, verbose_name="范围")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="用途")),
            ("written_by", models.CharField(max_length=40, verbose_name="保存人")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedrange",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_savedrangeevent" ("created_at", "department_id", "id", "name", "note", "object_filter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "written_by") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."name", new_values."note", new_values."object_filter", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at", new_values."written_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="cfe3df465c731c9e6e73fad27339e8bd4c978845",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_fc3cf",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_savedrange",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="savedrange",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_savedrangeevent" ("created_at", "department_id", "id", "name", "note", "object_filter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "written_by") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."name", new_values."note", new_values."object_filter", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at", new_values."written_by" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2e396ce9df0e0e795877a64e9861749df25940c2",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_96c54",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_savedrange",
                when="AFTER",
            ),
        ),
    ),
]
