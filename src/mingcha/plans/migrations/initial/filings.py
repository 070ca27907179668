import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="PlanFiling",
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
                "version",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="filing",
                    to="plans.planversion",
                    verbose_name="计划版本",
                ),
            ),
            ("state", models.CharField(default="filed", max_length=12, verbose_name="状态")),
            ("filed_by", models.CharField(max_length=40, verbose_name="报送人")),
            (
                "filed_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="报送时间"),
            ),
            ("return_note", models.CharField(blank=True, max_length=200, verbose_name="退回意见")),
            (
                "receipt_no",
                models.CharField(
                    blank=True, max_length=24, null=True, unique=True, verbose_name="回执编号"
                ),
            ),
            ("received_by", models.CharField(blank=True, max_length=40, verbose_name="接收人")),
            ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="接收时间")),
        ],
        options={
            "verbose_name": "计划备案",
            "ordering": ["-filed_at", "-id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("receipt_no__isnull", False),
                            ("received_at__isnull", False),
                            ("state", "received"),
                            models.Q(("received_by", ""), _negated=True),
                        ),
                        models.Q(
                            models.Q(("state", "received"), _negated=True),
                            ("receipt_no__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    name="plan_filing_received_with_receipt",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanFilingEvent",
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
                    to="plans.planfiling",
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
                "version",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.planversion",
                    verbose_name="计划版本",
                ),
            ),
            ("state", models.CharField(default="filed", max_length=12, verbose_name="状态")),
            ("filed_by", models.CharField(max_length=40, verbose_name="报送人")),
            (
                "filed_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="报送时间"),
            ),
            ("return_note", models.CharField(blank=True, max_length=200, verbose_name="退回意见")),
            (
                "receipt_no",
                models.CharField(blank=True, max_length=24, null=True, verbose_name="回执编号"),
            ),
            ("received_by", models.CharField(blank=True, max_length=40, verbose_name="接收人")),
            ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="接收时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planfiling",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planfilingevent" ("created_at", "filed_at", "filed_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_no", "received_at", "received_by", "return_note", "state", "updated_at", "version_id") SELECT new_values."created_at", new_values."filed_at", new_values."filed_by", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."receipt_no", new_values."received_at", new_values."received_by", new_values."return_note", new_values."state", new_values."updated_at", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="602feb580a2eb6cb70fab2e9c27c0c8b84973f74",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_665e8",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_planfiling",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planfiling",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planfilingevent" ("created_at", "filed_at", "filed_by", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "receipt_no", "received_at", "received_by", "return_note", "state", "updated_at", "version_id") SELECT new_values."created_at", new_values."filed_at", new_values."filed_by", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."receipt_no", new_values."received_at", new_values."received_by", new_values."return_note", new_values."state", new_values."updated_at", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="e6435f7ce90fa06753412d8d80a1f08f1d770bd1",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_a2a1d",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_planfiling",
                when="AFTER",
            ),
        ),
    ),
]
