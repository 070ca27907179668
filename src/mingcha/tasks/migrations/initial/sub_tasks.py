import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="SubTask",
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
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sub_tasks",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "share_of",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="shares",
                    to="tasks.subtask",
                    verbose_name="所属分任务",
                ),
            ),
            ("is_lead", models.BooleanField(default=False, verbose_name="牵头")),
            ("frame", models.CharField(max_length=16, verbose_name="抽样框")),
            (
                "team_size",
                models.PositiveSmallIntegerField(default=2, verbose_name="每户检查人员数"),
            ),
            (
                "experts",
                models.PositiveSmallIntegerField(
                    db_default=0, default=0, verbose_name="每户抽取专家人数"
                ),
            ),
            (
                "staff_register",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="registers.staffregister",
                    verbose_name="人员专项库",
                ),
            ),
            ("state", models.CharField(default="invited", max_length=12, verbose_name="状态")),
            ("cosigned_by", models.CharField(blank=True, max_length=40, verbose_name="会签人")),
            ("cosigned_at", models.DateTimeField(blank=True, null=True, verbose_name="会签时间")),
            ("compare_by", models.DateField(blank=True, null=True, verbose_name="比对期限")),
            ("compared_by", models.CharField(blank=True, max_length=40, verbose_name="比对人")),
            ("compared_at", models.DateTimeField(blank=True, null=True, verbose_name="比对时间")),
            (
                "covers",
                models.ManyToManyField(
                    blank=True,
                    related_name="covering",
                    to="plans.planline",
                    verbose_name="覆盖的计划任务",
                ),
            ),
            ("items", models.ManyToManyField(to="registers.itemversion", verbose_name="检查事项")),
            (
                "expertise",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="所需专长"),
            ),
            (
                "expert_fields",
                models.ManyToManyField(
                    blank=True,
                    related_name="+",
                    to="registers.tag",
                    verbose_name="抽取专家的专业领域",
                ),
            ),
            ("units", models.ManyToManyField(blank=True, to="orgs.unit", verbose_name="派出机构")),
        ],
        options={
            "verbose_name": "部门分任务",
            "ordering": ["task_id", "-is_lead", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("task", "department"), name="sub_task_once"),
                models.UniqueConstraint(
                    condition=models.Q(("share_of", None)),
                    fields=("task", "frame"),
                    name="sub_task_frame_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("share_of", None), ("is_lead", False), _connector="OR"),
                    name="sub_task_share_leads_nothing",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_lead", True)),
                    fields=("task",),
                    name="task_has_one_lead",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SubTaskEvent",
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
                    to="tasks.subtask",
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
            (
                "share_of",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.subtask",
                    verbose_name="所属分任务",
                ),
            ),
            ("is_lead", models.BooleanField(default=False, verbose_name="牵头")),
            ("frame", models.CharField(max_length=16, verbose_name="抽样框")),
            (
                "team_size",
                models.PositiveSmallIntegerField(default=2, verbose_name="每户检查人员数"),
            ),
            (
                "experts",
                models.PositiveSmallIntegerField(
                    db_default=0, default=0, verbose_name="每户抽取专家人数"
                ),
            ),
            (
                "staff_register",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.staffregister",
                    verbose_name="人员专项库",
                ),
            ),
            ("state", models.CharField(default="invited", max_length=12, verbose_name="状态")),
            ("cosigned_by", models.CharField(blank=True, max_length=40, verbose_name="会签人")),
            ("cosigned_at", models.DateTimeField(blank=True, null=True, verbose_name="会签时间")),
            ("compare_by", models.DateField(blank=True, null=True, verbose_name="比对期限")),
            ("compared_by", models.CharField(blank=True, max_length=40, verbose_name="比对人")),
            ("compared_at", models.DateTimeField(blank=True, null=True, verbose_name="比对时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="subtask",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_subtaskevent" ("compare_by", "compared_at", "compared_by", "cosigned_at", "cosigned_by", "created_at", "department_id", "experts", "frame", "id", "is_lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_of_id", "staff_register_id", "state", "task_id", "team_size", "updated_at") SELECT new_values."compare_by", new_values."compared_at", new_values."compared_by", new_values."cosigned_at", new_values."cosigned_by", new_values."created_at", new_values."department_id", new_values."experts", new_values."frame", new_values."id", new_values."is_lead", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."share_of_id", new_values."staff_register_id", new_values."state", new_values."task_id", new_values."team_size", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="d819203fb90b4933e58b854f6c4a6bd13198280e",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_02738",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_subtask",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="subtask",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_subtaskevent" ("compare_by", "compared_at", "compared_by", "cosigned_at", "cosigned_by", "created_at", "department_id", "experts", "frame", "id", "is_lead", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share_of_id", "staff_register_id", "state", "task_id", "team_size", "updated_at") SELECT new_values."compare_by", new_values."compared_at", new_values."compared_by", new_values."cosigned_at", new_values."cosigned_by", new_values."created_at", new_values."department_id", new_values."experts", new_values."frame", new_values."id", new_values."is_lead", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."share_of_id", new_values."staff_register_id", new_values."state", new_values."task_id", new_values."team_size", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="d755771e6c797f3d16b9cc65e290cc092219edb4",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_fde6a",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_subtask",
                when="AFTER",
            ),
        ),
    ),
]
