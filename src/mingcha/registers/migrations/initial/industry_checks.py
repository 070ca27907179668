import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="IndustryCheck",
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
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            ("industry", models.CharField(max_length=60, verbose_name="行业")),
            ("title", models.CharField(max_length=120, verbose_name="任务名称")),
            (
                "object_industries",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=60),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="名录中的行业",
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="牵头部门",
                ),
            ),
            (
                "lead_item",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="leads",
                    to="registers.inspectionitem",
                    verbose_name="发起事项",
                ),
            ),
            ("listed", models.JSONField(blank=True, default=list, verbose_name="清单原文")),
            ("note", models.CharField(blank=True, max_length=300, verbose_name="部门分工和备注")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="编制人")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用原因"),
            ),
            (
                "items",
                models.ManyToManyField(
                    related_name="joined",
                    to="registers.inspectionitem",
                    verbose_name="一并检查的事项",
                ),
            ),
            (
                "cooperating",
                models.ManyToManyField(
                    related_name="cooperates_in", to="orgs.department", verbose_name="配合部门"
                ),
            ),
        ],
        options={
            "verbose_name": "一业一查",
            "ordering": ["region_id", "industry"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("retired_on", None)),
                    fields=("region", "industry"),
                    name="industry_check_once_in_region",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="IndustryCheckEvent",
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
                    to="registers.industrycheck",
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
                "region",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            ("industry", models.CharField(max_length=60, verbose_name="行业")),
            ("title", models.CharField(max_length=120, verbose_name="任务名称")),
            (
                "object_industries",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=60),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="名录中的行业",
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.department",
                    verbose_name="牵头部门",
                ),
            ),
            (
                "lead_item",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionitem",
                    verbose_name="发起事项",
                ),
            ),
            ("listed", models.JSONField(blank=True, default=list, verbose_name="清单原文")),
            ("note", models.CharField(blank=True, max_length=300, verbose_name="部门分工和备注")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="编制人")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用原因"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="industrycheck",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_industrycheckevent" ("created_at", "department_id", "drafted_by", "id", "industry", "lead_item_id", "listed", "note", "object_industries", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "retired_on", "retired_reason", "title", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."drafted_by", new_values."id", new_values."industry", new_values."lead_item_id", new_values."listed", new_values."note", new_values."object_industries", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."retired_on", new_values."retired_reason", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="923fc939bd74531e8932728b049e96235f0f3f93",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_cf3d9",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_industrycheck",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="industrycheck",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_industrycheckevent" ("created_at", "department_id", "drafted_by", "id", "industry", "lead_item_id", "listed", "note", "object_industries", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "retired_on", "retired_reason", "title", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."drafted_by", new_values."id", new_values."industry", new_values."lead_item_id", new_values."listed", new_values."note", new_values."object_industries", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."retired_on", new_values."retired_reason", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="c1010ec1f74ce5ba3b7f5c465a466cc5c2e795ca",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_69d4e",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_industrycheck",
                when="AFTER",
            ),
        ),
    ),
]
