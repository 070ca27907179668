import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="DistinctPair",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "first",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="registers.inspectionobject",
                    verbose_name="一",
                ),
            ),
            (
                "second",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="registers.inspectionobject",
                    verbose_name="二",
                ),
            ),
            ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ("said_by", models.CharField(max_length=40, verbose_name="认定人")),
            ("said_at", models.DateTimeField(verbose_name="认定时间")),
            ("withdrawn_by", models.CharField(blank=True, max_length=40, verbose_name="取消人")),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="取消时间")),
        ],
        options={
            "verbose_name": "不是重复对象的认定",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("withdrawn_at", None)),
                    fields=("first", "second"),
                    name="distinct_pair_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("first__lt", models.F("second"))),
                    name="distinct_pair_in_order",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ObjectFlag",
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
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="flags",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("abnormal_list", "经营异常名录"),
                        ("serious_violation_list", "严重违法失信名单"),
                        ("major_tax_offender", "重大税收违法案件当事人"),
                        ("dishonest_judgment_debtor", "失信被执行人"),
                        ("complaint", "投诉举报"),
                        ("accident", "发生事故"),
                        ("media", "媒体曝光"),
                        ("regulatory_sandbox", "沙盒监管"),
                    ],
                    max_length=32,
                    verbose_name="种类",
                ),
            ),
            ("since", models.DateField(verbose_name="开始日期")),
            ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
            ("source", models.CharField(max_length=100, verbose_name="来源")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="结束的理由")),
        ],
        options={
            "verbose_name": "检查对象标记",
            "ordering": ["object_id", "-since", "-id"],
            "indexes": [models.Index(fields=["kind", "until"], name="object_flag_by_kind")],
            "constraints": [
                models.UniqueConstraint(
                    fields=("object", "kind", "since"), name="object_flag_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("until", None), ("since__lte", models.F("until")), _connector="OR"
                    ),
                    name="object_flag_ends_after_its_beginning",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ObjectFlagEvent",
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
                    to="registers.objectflag",
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
                "kind",
                models.CharField(
                    choices=[
                        ("abnormal_list", "经营异常名录"),
                        ("serious_violation_list", "严重违法失信名单"),
                        ("major_tax_offender", "重大税收违法案件当事人"),
                        ("dishonest_judgment_debtor", "失信被执行人"),
                        ("complaint", "投诉举报"),
                        ("accident", "发生事故"),
                        ("media", "媒体曝光"),
                        ("regulatory_sandbox", "沙盒监管"),
                    ],
                    max_length=32,
                    verbose_name="种类",
                ),
            ),
            ("since", models.DateField(verbose_name="开始日期")),
            ("until", models.DateField(blank=True, null=True, verbose_name="结束日期")),
            ("source", models.CharField(max_length=100, verbose_name="来源")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="结束的理由")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ObjectMerge",
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
                "gone",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="merges",
                    to="registers.inspectionobject",
                    verbose_name="并入的对象",
                ),
            ),
            (
                "into",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="registers.inspectionobject",
                    verbose_name="并到",
                ),
            ),
            (
                "survivor",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="taken_in",
                    to="registers.inspectionobject",
                    verbose_name="现在归到",
                ),
            ),
            ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ("merged_by", models.CharField(max_length=40, verbose_name="合并人")),
            ("merged_at", models.DateTimeField(verbose_name="合并时间")),
            ("carried", models.JSONField(default=dict, verbose_name="随同转过去的")),
            ("undone_by", models.CharField(blank=True, max_length=40, verbose_name="撤销人")),
            ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
            (
                "undone_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
        ],
        options={
            "verbose_name": "对象合并",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("undone_at", None)),
                    fields=("gone",),
                    name="object_merged_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(("gone", models.F("into")), _negated=True),
                    name="object_not_merged_into_itself",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ObjectMergeEvent",
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
                    to="registers.objectmerge",
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
                "gone",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionobject",
                    verbose_name="并入的对象",
                ),
            ),
            (
                "into",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionobject",
                    verbose_name="并到",
                ),
            ),
            (
                "survivor",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionobject",
                    verbose_name="现在归到",
                ),
            ),
            ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ("merged_by", models.CharField(max_length=40, verbose_name="合并人")),
            ("merged_at", models.DateTimeField(verbose_name="合并时间")),
            ("carried", models.JSONField(default=dict, verbose_name="随同转过去的")),
            ("undone_by", models.CharField(blank=True, max_length=40, verbose_name="撤销人")),
            ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
            (
                "undone_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objectflag",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_objectflagevent" ("created_at", "end_reason", "entered_by", "id", "kind", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "until", "updated_at") SELECT new_values."created_at", new_values."end_reason", new_values."entered_by", new_values."id", new_values."kind", new_values."note", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."source", new_values."until", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="ea7ae2621ec462bae96765346ce0f83104ac7bb0",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_accfb",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_objectflag",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objectflag",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_objectflagevent" ("created_at", "end_reason", "entered_by", "id", "kind", "note", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "until", "updated_at") SELECT new_values."created_at", new_values."end_reason", new_values."entered_by", new_values."id", new_values."kind", new_values."note", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."source", new_values."until", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="fff92ae73dc6b6dd25a8f404a5ddff86a3fdb67d",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_af0c5",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_objectflag",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objectmerge",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_objectmergeevent" ("carried", "created_at", "gone_id", "id", "into_id", "merged_at", "merged_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "survivor_id", "undone_at", "undone_by", "undone_reason", "updated_at") SELECT new_values."carried", new_values."created_at", new_values."gone_id", new_values."id", new_values."into_id", new_values."merged_at", new_values."merged_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."survivor_id", new_values."undone_at", new_values."undone_by", new_values."undone_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="e7c0dc840589ab1a867a333eaa4aa7585ff5bc16",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_97c34",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_objectmerge",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="objectmerge",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_objectmergeevent" ("carried", "created_at", "gone_id", "id", "into_id", "merged_at", "merged_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "survivor_id", "undone_at", "undone_by", "undone_reason", "updated_at") SELECT new_values."carried", new_values."created_at", new_values."gone_id", new_values."id", new_values."into_id", new_values."merged_at", new_values."merged_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."survivor_id", new_values."undone_at", new_values."undone_by", new_values."undone_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="89e4c0cbc254dade142a2c9adcbaccaf270bef38",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_d689a",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_objectmerge",
                when="AFTER",
            ),
        ),
    ),
]
