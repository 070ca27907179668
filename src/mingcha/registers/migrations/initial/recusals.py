import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Recusal",
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
                "inspector",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="recusals",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            (
                "basis",
                models.CharField(
                    choices=[
                        ("own", "本人持股、任职或有其他利益"),
                        ("kin", "近亲属任职、经营或持股"),
                        ("former_employer", "三年内曾在该单位任职"),
                        ("other", "其他可能影响公正的情形"),
                        ("object_request", "检查对象申请回避"),
                    ],
                    default="other",
                    max_length=16,
                    verbose_name="利害关系",
                ),
            ),
            ("reason", models.CharField(max_length=60, verbose_name="事由")),
            ("declared_by", models.CharField(max_length=40, verbose_name="登记人")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("pending", "待审定"),
                        ("confirmed", "已确认"),
                        ("rejected", "不予回避"),
                    ],
                    default="pending",
                    max_length=10,
                    verbose_name="审定情况",
                ),
            ),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="审定人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
            ("decision", models.CharField(blank=True, max_length=200, verbose_name="审定意见")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
        ],
        options={
            "verbose_name": "回避登记",
            "ordering": ["inspector_id", "object_id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("inspector", "object"),
                    name="recusal_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "rejected"), _negated=True),
                        ("ended_on__isnull", False),
                        _connector="OR",
                    ),
                    name="recusal_rejected_bars_no_more",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="RecusalEvent",
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
                    to="registers.recusal",
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
                "inspector",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            (
                "basis",
                models.CharField(
                    choices=[
                        ("own", "本人持股、任职或有其他利益"),
                        ("kin", "近亲属任职、经营或持股"),
                        ("former_employer", "三年内曾在该单位任职"),
                        ("other", "其他可能影响公正的情形"),
                        ("object_request", "检查对象申请回避"),
                    ],
                    default="other",
                    max_length=16,
                    verbose_name="利害关系",
                ),
            ),
            ("reason", models.CharField(max_length=60, verbose_name="事由")),
            ("declared_by", models.CharField(max_length=40, verbose_name="登记人")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("pending", "待审定"),
                        ("confirmed", "已确认"),
                        ("rejected", "不予回避"),
                    ],
                    default="pending",
                    max_length=10,
                    verbose_name="审定情况",
                ),
            ),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="审定人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审定时间")),
            ("decision", models.CharField(blank=True, max_length=200, verbose_name="审定意见")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="recusal",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_recusalevent" ("basis", "created_at", "decided_at", "decided_by", "decision", "declared_by", "ended_on", "id", "inspector_id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at") SELECT new_values."basis", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."declared_by", new_values."ended_on", new_values."id", new_values."inspector_id", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="bea28819a00b9f86062da947003fca30842050de",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_26c41",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_recusal",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="recusal",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_recusalevent" ("basis", "created_at", "decided_at", "decided_by", "decision", "declared_by", "ended_on", "id", "inspector_id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "updated_at") SELECT new_values."basis", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."declared_by", new_values."ended_on", new_values."id", new_values."inspector_id", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="91507a0744092a5d562982728482206d4ff435ff",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_b004f",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_recusal",
                when="AFTER",
            ),
        ),
    ),
]
