import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="JointException",
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
                "task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="joint_exceptions",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            (
                "ground",
                models.CharField(
                    choices=[
                        ("single_remit", "只涉及一个部门的职责"),
                        ("emergency", "应急处置，来不及会同"),
                        ("secrecy", "涉及国家秘密或须单独保密"),
                        ("assigned_alone", "上级指定由本部门单独检查"),
                        ("other", "其他特殊情况"),
                    ],
                    max_length=16,
                    verbose_name="特殊情况",
                ),
            ),
            ("reason", models.CharField(max_length=300, verbose_name="说明")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "待双随办审批"),
                        ("approved", "已批准，不计入联合抽查占比"),
                        ("refused", "不予批准，照常计入"),
                        ("withdrawn", "已撤回"),
                    ],
                    default="asked",
                    max_length=10,
                    verbose_name="状态",
                ),
            ),
            ("asked_by", models.CharField(max_length=40, verbose_name="申请人")),
            (
                "asked_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="申请时间"),
            ),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="审批人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
            ("decision", models.CharField(blank=True, max_length=200, verbose_name="审批意见")),
        ],
        options={
            "verbose_name": "联合抽查例外",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ["asked", "approved"])),
                    fields=("task",),
                    name="joint_exception_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("state__in", ["asked", "withdrawn"]),
                        models.Q(("decided_by", models.F("asked_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="joint_exception_decided_by_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="JointExceptionEvent",
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
                    to="tasks.jointexception",
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
                "task",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            (
                "ground",
                models.CharField(
                    choices=[
                        ("single_remit", "只涉及一个部门的职责"),
                        ("emergency", "应急处置，来不及会同"),
                        ("secrecy", "涉及国家秘密或须单独保密"),
                        ("assigned_alone", "上级指定由本部门单独检查"),
                        ("other", "其他特殊情况"),
                    ],
                    max_length=16,
                    verbose_name="特殊情况",
                ),
            ),
            ("reason", models.CharField(max_length=300, verbose_name="说明")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "待双随办审批"),
                        ("approved", "已批准，不计入联合抽查占比"),
                        ("refused", "不予批准，照常计入"),
                        ("withdrawn", "已撤回"),
                    ],
                    default="asked",
                    max_length=10,
                    verbose_name="状态",
                ),
            ),
            ("asked_by", models.CharField(max_length=40, verbose_name="申请人")),
            (
                "asked_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="申请时间"),
            ),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="审批人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
            ("decision", models.CharField(blank=True, max_length=200, verbose_name="审批意见")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="jointexception",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_jointexceptionevent" ("asked_at", "asked_by", "created_at", "decided_at", "decided_by", "decision", "ground", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id", "updated_at") SELECT new_values."asked_at", new_values."asked_by", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."ground", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."state", new_values."task_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="9afa3a9f8201ad7405e3705cfb0eaad01f81af11",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_16dea",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_jointexception",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="jointexception",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_jointexceptionevent" ("asked_at", "asked_by", "created_at", "decided_at", "decided_by", "decision", "ground", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "task_id", "updated_at") SELECT new_values."asked_at", new_values."asked_by", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."ground", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."state", new_values."task_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="e8ee6c15f9ad8a4fae957b3271cccc59872127d7",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c7777",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_jointexception",
                when="AFTER",
            ),
        ),
    ),
]
