import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="ObjectTask",
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
                    related_name="object_tasks",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            (
                "sub_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="object_tasks",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
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
            ("state", models.CharField(default="assigned", max_length=12, verbose_name="状态")),
            (
                "visits_with",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.task",
                    verbose_name="合并入户的任务",
                ),
            ),
            (
                "not_mine_reason",
                models.CharField(blank=True, max_length=200, verbose_name="比对剔除原因"),
            ),
            ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="终止原因")),
        ],
        options={
            "verbose_name": "对象任务",
            "ordering": ["task_id", "id"],
            "indexes": [models.Index(fields=["object", "state"], name="object_task_by_object")],
            "constraints": [
                models.UniqueConstraint(fields=("sub_task", "object"), name="object_task_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "not_mine"), _negated=True),
                        models.Q(("not_mine_reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="object_task_removed_for_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ObjectTaskEvent",
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
                    to="tasks.objecttask",
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
                "sub_task",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
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
            ("state", models.CharField(default="assigned", max_length=12, verbose_name="状态")),
            (
                "visits_with",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.task",
                    verbose_name="合并入户的任务",
                ),
            ),
            (
                "not_mine_reason",
                models.CharField(blank=True, max_length=200, verbose_name="比对剔除原因"),
            ),
            ("ended_reason", models.CharField(blank=True, max_length=200, verbose_name="终止原因")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TeamMember",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "object_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="team",
                    to="tasks.objecttask",
                    verbose_name="对象任务",
                ),
            ),
            (
                "inspector",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="memberships",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            ("slot", models.PositiveSmallIntegerField(verbose_name="席位")),
            ("seat", models.PositiveSmallIntegerField(default=0, verbose_name="组内序号")),
            (
                "formed_team",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.formedteam",
                    verbose_name="固定检查组",
                ),
            ),
            ("is_leader", models.BooleanField(default=False, verbose_name="组长")),
            ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
        ],
        options={
            "verbose_name": "检查组成员",
            "ordering": ["object_task_id", "slot", "seat"],
            "constraints": [
                models.UniqueConstraint(fields=("object_task", "slot", "seat"), name="slot_once"),
                models.UniqueConstraint(fields=("object_task", "inspector"), name="member_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="TeamAssistant",
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
                "object_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assistants",
                    to="tasks.objecttask",
                    verbose_name="对象任务",
                ),
            ),
            (
                "expert",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assistances",
                    to="registers.expert",
                    verbose_name="专家",
                ),
            ),
            (
                "body",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="assistances",
                    to="registers.professionalbody",
                    verbose_name="机构",
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[("assist", "协助")],
                    default="assist",
                    max_length=8,
                    verbose_name="作用",
                ),
            ),
            ("duty", models.CharField(max_length=120, verbose_name="协助内容")),
            ("added_by", models.CharField(max_length=40, verbose_name="安排人")),
            (
                "added_reason",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="不经抽取安排的理由"
                ),
            ),
            (
                "pool",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drawn",
                    to="tasks.expertpool",
                    verbose_name="抽自",
                ),
            ),
            (
                "ticket",
                models.CharField(blank=True, db_default="", max_length=64, verbose_name="签号"),
            ),
            (
                "removed_reason",
                models.CharField(blank=True, max_length=200, verbose_name="取消原因"),
            ),
        ],
        options={
            "verbose_name": "协助人员",
            "ordering": ["object_task_id", "id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("body__isnull", False), ("expert", None)),
                        models.Q(("body", None), ("expert__isnull", False)),
                        _connector="OR",
                    ),
                    name="assistant_is_one",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("removed_reason", "")),
                    fields=("object_task", "expert"),
                    name="assisting_expert_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("removed_reason", "")),
                    fields=("object_task", "body"),
                    name="assisting_body_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TeamAssistantEvent",
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
                    to="tasks.teamassistant",
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
                "object_task",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.objecttask",
                    verbose_name="对象任务",
                ),
            ),
            (
                "expert",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.expert",
                    verbose_name="专家",
                ),
            ),
            (
                "body",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.professionalbody",
                    verbose_name="机构",
                ),
            ),
            (
                "role",
                models.CharField(
                    choices=[("assist", "协助")],
                    default="assist",
                    max_length=8,
                    verbose_name="作用",
                ),
            ),
            ("duty", models.CharField(max_length=120, verbose_name="协助内容")),
            ("added_by", models.CharField(max_length=40, verbose_name="安排人")),
            (
                "added_reason",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="不经抽取安排的理由"
                ),
            ),
            (
                "pool",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.expertpool",
                    verbose_name="抽自",
                ),
            ),
            (
                "ticket",
                models.CharField(blank=True, db_default="", max_length=64, verbose_name="签号"),
            ),
            (
                "removed_reason",
                models.CharField(blank=True, max_length=200, verbose_name="取消原因"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objecttask",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_objecttaskevent" ("created_at", "ended_reason", "id", "not_mine_reason", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_task_id", "task_id", "updated_at", "visits_with_id") SELECT new_values."created_at", new_values."ended_reason", new_values."id", new_values."not_mine_reason", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."state", new_values."sub_task_id", new_values."task_id", new_values."updated_at", new_values."visits_with_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="88984de537e4e4869e370ef92bd0e2e10cac2c5d",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_f734a",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_objecttask",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objecttask",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_objecttaskevent" ("created_at", "ended_reason", "id", "not_mine_reason", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "sub_task_id", "task_id", "updated_at", "visits_with_id") SELECT new_values."created_at", new_values."ended_reason", new_values."id", new_values."not_mine_reason", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."state", new_values."sub_task_id", new_values."task_id", new_values."updated_at", new_values."visits_with_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="750a2ea577322c853cad04ae50edc0b2ddd4022b",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_fe34e",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_objecttask",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="teamassistant",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_teamassistantevent" ("added_by", "added_reason", "body_id", "created_at", "duty", "expert_id", "id", "object_task_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "removed_reason", "role", "ticket", "updated_at") SELECT new_values."added_by", new_values."added_reason", new_values."body_id", new_values."created_at", new_values."duty", new_values."expert_id", new_values."id", new_values."object_task_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pool_id", new_values."removed_reason", new_values."role", new_values."ticket", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="bb6f850c387129504ca1ab9a5ec0ddb27b42b7c0",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_37197",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_teamassistant",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="teamassistant",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_teamassistantevent" ("added_by", "added_reason", "body_id", "created_at", "duty", "expert_id", "id", "object_task_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pool_id", "removed_reason", "role", "ticket", "updated_at") SELECT new_values."added_by", new_values."added_reason", new_values."body_id", new_values."created_at", new_values."duty", new_values."expert_id", new_values."id", new_values."object_task_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pool_id", new_values."removed_reason", new_values."role", new_values."ticket", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="77f87e67e52978aaf52be93e9013b53eadb4fa42",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_e5b3b",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_teamassistant",
                when="AFTER",
            ),
        ),
    ),
]
