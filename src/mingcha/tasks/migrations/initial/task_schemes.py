import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="TaskScheme",
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
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="scheme",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            ("content", models.TextField(verbose_name="检查内容")),
            (
                "methods",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("on_site", "现场检查"),
                            ("written", "书面检查"),
                            ("other_results", "采用其他部门结果或专家意见"),
                            ("testing", "抽样检验"),
                            ("online", "网络监测"),
                            ("commissioned", "委托专业机构"),
                        ],
                        max_length=16,
                    ),
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            ("division", models.TextField(verbose_name="部门分工")),
            ("frequency", models.CharField(blank=True, max_length=40, verbose_name="抽查频次")),
            (
                "visit_note",
                models.CharField(blank=True, max_length=300, verbose_name="告知企业的事项"),
            ),
            (
                "sampling_rules",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="plans.samplingrules",
                    verbose_name="所依据的抽查规则",
                ),
            ),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
        ],
        options={
            "verbose_name": "检查方案",
        },
    ),
    migrations.CreateModel(
        name="TaskSchemeEvent",
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
                    to="tasks.taskscheme",
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
            ("content", models.TextField(verbose_name="检查内容")),
            (
                "methods",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("on_site", "现场检查"),
                            ("written", "书面检查"),
                            ("other_results", "采用其他部门结果或专家意见"),
                            ("testing", "抽样检验"),
                            ("online", "网络监测"),
                            ("commissioned", "委托专业机构"),
                        ],
                        max_length=16,
                    ),
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            ("division", models.TextField(verbose_name="部门分工")),
            ("frequency", models.CharField(blank=True, max_length=40, verbose_name="抽查频次")),
            (
                "visit_note",
                models.CharField(blank=True, max_length=300, verbose_name="告知企业的事项"),
            ),
            (
                "sampling_rules",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.samplingrules",
                    verbose_name="所依据的抽查规则",
                ),
            ),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="taskscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskschemeevent" ("content", "created_at", "division", "drafted_by", "frequency", "id", "methods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampling_rules_id", "task_id", "updated_at", "visit_note") SELECT new_values."content", new_values."created_at", new_values."division", new_values."drafted_by", new_values."frequency", new_values."id", new_values."methods", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."sampling_rules_id", new_values."task_id", new_values."updated_at", new_values."visit_note" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2b03cfeced18de444939ffe3e9a7402ec74bf474",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4408c",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_taskscheme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="taskscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskschemeevent" ("content", "created_at", "division", "drafted_by", "frequency", "id", "methods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sampling_rules_id", "task_id", "updated_at", "visit_note") SELECT new_values."content", new_values."created_at", new_values."division", new_values."drafted_by", new_values."frequency", new_values."id", new_values."methods", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."sampling_rules_id", new_values."task_id", new_values."updated_at", new_values."visit_note" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="8b55991bdcd25f99337fdea990342a7e6e6eac8d",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c9f19",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_taskscheme",
                when="AFTER",
            ),
        ),
    ),
]
