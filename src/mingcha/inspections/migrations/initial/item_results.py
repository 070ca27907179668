import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="ItemResult",
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
                "record",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="item_results",
                    to="inspections.inspectionrecord",
                    verbose_name="检查记录",
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.itemversion",
                    verbose_name="事项",
                ),
            ),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("no_problem", "未发现问题"),
                        ("problem", "发现问题"),
                        ("not_checked", "未检查"),
                        ("not_applicable", "查无此项"),
                    ],
                    max_length=16,
                    verbose_name="结果",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
        ],
        options={
            "verbose_name": "事项结果",
            "ordering": ["record_id", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("record", "item"), name="item_result_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "problem"), _negated=True),
                        models.Q(("note", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="item_problem_is_described",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ItemResultEvent",
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
                    to="inspections.itemresult",
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
                "record",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="inspections.inspectionrecord",
                    verbose_name="检查记录",
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.itemversion",
                    verbose_name="事项",
                ),
            ),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[
                        ("no_problem", "未发现问题"),
                        ("problem", "发现问题"),
                        ("not_checked", "未检查"),
                        ("not_applicable", "查无此项"),
                    ],
                    max_length=16,
                    verbose_name="结果",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="说明")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CheckAnswer",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "item_result",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="answers",
                    to="inspections.itemresult",
                    verbose_name="事项结果",
                ),
            ),
            (
                "check_point",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.checkpoint",
                    verbose_name="检查要点",
                ),
            ),
            (
                "answer",
                models.CharField(
                    choices=[("yes", "符合"), ("no", "不符合"), ("not_applicable", "不适用")],
                    max_length=16,
                    verbose_name="回答",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=300, verbose_name="问题描述")),
        ],
        options={
            "verbose_name": "要点回答",
            "ordering": ["item_result_id", "check_point_id"],
            "constraints": [
                models.UniqueConstraint(fields=("item_result", "check_point"), name="answer_once")
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="itemresult",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_itemresultevent" ("created_at", "id", "item_id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "updated_at") SELECT new_values."created_at", new_values."id", new_values."item_id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."record_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="1c3735fdc18691119c5a18942d9bb26eee60cc60",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_952ad",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="inspections_itemresult",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="itemresult",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_itemresultevent" ("created_at", "id", "item_id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record_id", "updated_at") SELECT new_values."created_at", new_values."id", new_values."item_id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."record_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="8e68b91213a35f955151f7759afc62d392019271",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_78a60",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="inspections_itemresult",
                when="AFTER",
            ),
        ),
    ),
]
