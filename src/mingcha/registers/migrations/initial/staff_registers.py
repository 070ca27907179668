import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="StaffRegister",
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
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="staff_registers",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("name", models.CharField(max_length=60, verbose_name="人员专项库名称")),
            ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="收录范围")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用的理由"),
            ),
            ("units", models.ManyToManyField(blank=True, to="orgs.unit", verbose_name="机构")),
            (
                "tags",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="专长或资质"),
            ),
        ],
        options={
            "verbose_name": "人员专项库",
            "ordering": ["department_id", "name"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("retired_on", None)),
                    fields=("department", "name"),
                    name="staff_register_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="StaffRegisterEvent",
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
                    to="registers.staffregister",
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
            ("name", models.CharField(max_length=60, verbose_name="人员专项库名称")),
            ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="收录范围")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用的理由"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="staffregister",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_staffregisterevent" ("created_at", "department_id", "id", "industry", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."industry", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_on", new_values."retired_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="3174ad8e998d8d7e7242437de81b61c8c9e3a64d",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_fbf01",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_staffregister",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="staffregister",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_staffregisterevent" ("created_at", "department_id", "id", "industry", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."industry", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_on", new_values."retired_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="46134cb2be4c8b66016450e00523e400a907d96a",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_bb02c",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_staffregister",
                when="AFTER",
            ),
        ),
    ),
]
