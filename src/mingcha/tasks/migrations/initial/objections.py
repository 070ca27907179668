import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Objection",
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
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="objections",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("objector", models.CharField(max_length=60, verbose_name="提出人")),
            ("raised_on", models.DateField(verbose_name="提出日期")),
            ("object_code", models.CharField(blank=True, max_length=64, verbose_name="涉及的对象")),
            ("text", models.CharField(max_length=500, verbose_name="异议内容")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "待部门负责人处理"),
                        ("dismissed", "不成立"),
                        ("upheld", "成立，名录须重新组建"),
                    ],
                    default="open",
                    max_length=10,
                    verbose_name="状态",
                ),
            ),
            ("recorded_by", models.CharField(max_length=40, verbose_name="登记人")),
            (
                "recorded_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="登记时间"),
            ),
            ("decision", models.CharField(blank=True, max_length=300, verbose_name="处理意见")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="处理人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
        ],
        options={
            "verbose_name": "名录异议",
            "ordering": ["id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decided_by", ""), ("decision", ""), ("state", "open")),
                        models.Q(
                            models.Q(("state", "open"), _negated=True),
                            models.Q(("decision", ""), _negated=True),
                            models.Q(("decided_by", ""), _negated=True),
                            models.Q(("decided_by", models.F("recorded_by")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="objection_decided_by_another",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ObjectionEvent",
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
                    to="tasks.objection",
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
                "draw",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("objector", models.CharField(max_length=60, verbose_name="提出人")),
            ("raised_on", models.DateField(verbose_name="提出日期")),
            ("object_code", models.CharField(blank=True, max_length=64, verbose_name="涉及的对象")),
            ("text", models.CharField(max_length=500, verbose_name="异议内容")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("open", "待部门负责人处理"),
                        ("dismissed", "不成立"),
                        ("upheld", "成立，名录须重新组建"),
                    ],
                    default="open",
                    max_length=10,
                    verbose_name="状态",
                ),
            ),
            ("recorded_by", models.CharField(max_length=40, verbose_name="登记人")),
            (
                "recorded_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="登记时间"),
            ),
            ("decision", models.CharField(blank=True, max_length=300, verbose_name="处理意见")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="处理人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objection",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_objectionevent" ("created_at", "decided_at", "decided_by", "decision", "draw_id", "id", "object_code", "objector", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "recorded_at", "recorded_by", "state", "text", "updated_at") SELECT new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."draw_id", new_values."id", new_values."object_code", new_values."objector", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."raised_on", new_values."recorded_at", new_values."recorded_by", new_values."state", new_values."text", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2fb3b05f4a6fa2c513683718f178e7a3aa599c17",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_f67c5",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_objection",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objection",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_objectionevent" ("created_at", "decided_at", "decided_by", "decision", "draw_id", "id", "object_code", "objector", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "raised_on", "recorded_at", "recorded_by", "state", "text", "updated_at") SELECT new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."draw_id", new_values."id", new_values."object_code", new_values."objector", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."raised_on", new_values."recorded_at", new_values."recorded_by", new_values."state", new_values."text", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2a78992b2c045927d87ed167c95232799cbce6db",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_e76b5",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_objection",
                when="AFTER",
            ),
        ),
    ),
]
