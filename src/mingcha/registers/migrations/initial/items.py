import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="InspectionItem",
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
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("code", models.CharField(max_length=32, verbose_name="事项编码")),
            (
                "parent",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="claims",
                    to="registers.inspectionitem",
                    verbose_name="上级事项",
                ),
            ),
            (
                "claimed_version",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="claimed_as",
                    to="registers.itemversion",
                    verbose_name="认领的上级版本",
                ),
            ),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用原因"),
            ),
        ],
        options={
            "verbose_name": "抽查事项",
            "ordering": ["department_id", "code"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("department", "code"), name="item_code_once_in_list"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("parent__isnull", False), ("retired_on", None)),
                    fields=("department", "parent"),
                    name="item_claimed_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("claimed_version", None), ("parent", None)),
                        models.Q(("claimed_version__isnull", False), ("parent__isnull", False)),
                        _connector="OR",
                    ),
                    name="item_claims_a_version",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectionItemEvent",
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
                    to="registers.inspectionitem",
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
            ("code", models.CharField(max_length=32, verbose_name="事项编码")),
            (
                "parent",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionitem",
                    verbose_name="上级事项",
                ),
            ),
            (
                "claimed_version",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.itemversion",
                    verbose_name="认领的上级版本",
                ),
            ),
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
    migrations.CreateModel(
        name="ItemVersion",
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
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="versions",
                    to="registers.inspectionitem",
                    verbose_name="事项",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("state", models.CharField(default="draft", max_length=16, verbose_name="状态")),
            ("effective_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
            ("category", models.CharField(max_length=120, verbose_name="抽查类别")),
            ("name", models.CharField(max_length=120, verbose_name="抽查事项")),
            (
                "item_class",
                models.CharField(
                    choices=[("general", "一般检查事项"), ("key", "重点检查事项")],
                    default="general",
                    max_length=10,
                    verbose_name="事项类别",
                ),
            ),
            ("objects_text", models.CharField(blank=True, max_length=200, verbose_name="检查对象")),
            ("basis", models.TextField(blank=True, verbose_name="检查依据")),
            ("body", models.CharField(blank=True, max_length=120, verbose_name="检查主体")),
            ("content", models.TextField(blank=True, verbose_name="检查内容")),
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
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            ("ratio_text", models.CharField(blank=True, max_length=120, verbose_name="抽查比例")),
            (
                "frequency_text",
                models.CharField(blank=True, max_length=120, verbose_name="抽查频次"),
            ),
            (
                "ratio_limit_bp",
                models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="比例上限"),
            ),
            ("guide", models.TextField(blank=True, verbose_name="工作指引")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("reviewed_by", models.CharField(blank=True, max_length=40, verbose_name="审核人")),
            ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="审核时间")),
            ("review_note", models.CharField(blank=True, max_length=200, verbose_name="审核意见")),
            (
                "scheduled_by",
                models.CharField(blank=True, max_length=40, verbose_name="定期公布人"),
            ),
            ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
            (
                "required_expertise",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="所需专长"),
            ),
            (
                "guides",
                models.ManyToManyField(
                    blank=True,
                    related_name="versions",
                    to="registers.guide",
                    verbose_name="工作指引文件",
                ),
            ),
        ],
        options={
            "verbose_name": "事项版本",
            "ordering": ["item_id", "-number"],
            "constraints": [
                models.UniqueConstraint(fields=("item", "number"), name="item_version_once"),
                models.UniqueConstraint(
                    condition=models.Q(
                        ("state__in", ["draft", "in_review", "returned", "approved", "scheduled"])
                    ),
                    fields=("item",),
                    name="item_version_one_in_work",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "published")),
                    fields=("item",),
                    name="item_version_one_in_force",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "published"), _negated=True),
                        models.Q(
                            models.Q(("basis", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                            models.Q(("content", ""), _negated=True),
                            models.Q(("methods", []), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="item_in_force_is_complete",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ItemVersionEvent",
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
                    to="registers.itemversion",
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
                "item",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionitem",
                    verbose_name="事项",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("state", models.CharField(default="draft", max_length=16, verbose_name="状态")),
            ("effective_from", models.DateField(blank=True, null=True, verbose_name="生效日期")),
            ("category", models.CharField(max_length=120, verbose_name="抽查类别")),
            ("name", models.CharField(max_length=120, verbose_name="抽查事项")),
            (
                "item_class",
                models.CharField(
                    choices=[("general", "一般检查事项"), ("key", "重点检查事项")],
                    default="general",
                    max_length=10,
                    verbose_name="事项类别",
                ),
            ),
            ("objects_text", models.CharField(blank=True, max_length=200, verbose_name="检查对象")),
            ("basis", models.TextField(blank=True, verbose_name="检查依据")),
            ("body", models.CharField(blank=True, max_length=120, verbose_name="检查主体")),
            ("content", models.TextField(blank=True, verbose_name="检查内容")),
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
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            ("ratio_text", models.CharField(blank=True, max_length=120, verbose_name="抽查比例")),
            (
                "frequency_text",
                models.CharField(blank=True, max_length=120, verbose_name="抽查频次"),
            ),
            (
                "ratio_limit_bp",
                models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="比例上限"),
            ),
            ("guide", models.TextField(blank=True, verbose_name="工作指引")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("reviewed_by", models.CharField(blank=True, max_length=40, verbose_name="审核人")),
            ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="审核时间")),
            ("review_note", models.CharField(blank=True, max_length=200, verbose_name="审核意见")),
            (
                "scheduled_by",
                models.CharField(blank=True, max_length=40, verbose_name="定期公布人"),
            ),
            ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="CheckPoint",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="check_points",
                    to="registers.itemversion",
                    verbose_name="事项版本",
                ),
            ),
            ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
            ("question", models.CharField(max_length=200, verbose_name="检查要点")),
            ("guidance", models.CharField(blank=True, max_length=300, verbose_name="怎样检查")),
            (
                "phrases",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=100),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="常见问题表述",
                ),
            ),
        ],
        options={
            "verbose_name": "检查要点",
            "ordering": ["version_id", "order"],
            "constraints": [
                models.UniqueConstraint(fields=("version", "order"), name="check_point_order_once")
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionitem",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectionitemevent" ("claimed_version_id", "code", "created_at", "department_id", "id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "updated_at") SELECT new_values."claimed_version_id", new_values."code", new_values."created_at", new_values."department_id", new_values."id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retired_on", new_values."retired_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="deec19a119542f4829c3eb7d3bcd2d902afd4857",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_66d88",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_inspectionitem",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionitem",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectionitemevent" ("claimed_version_id", "code", "created_at", "department_id", "id", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retired_on", "retired_reason", "updated_at") SELECT new_values."claimed_version_id", new_values."code", new_values."created_at", new_values."department_id", new_values."id", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retired_on", new_values."retired_reason", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2c9287d4801be8b8a4356458f005b71bcee81449",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_e39d3",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_inspectionitem",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="itemversion",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_itemversionevent" ("basis", "body", "category", "content", "created_at", "drafted_by", "effective_from", "frequency_text", "guide", "id", "item_class", "item_id", "methods", "name", "number", "objects_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "ratio_limit_bp", "ratio_text", "review_note", "reviewed_at", "reviewed_by", "scheduled_by", "state", "updated_at") SELECT new_values."basis", new_values."body", new_values."category", new_values."content", new_values."created_at", new_values."drafted_by", new_values."effective_from", new_values."frequency_text", new_values."guide", new_values."id", new_values."item_class", new_values."item_id", new_values."methods", new_values."name", new_values."number", new_values."objects_text", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."published_at", new_values."ratio_limit_bp", new_values."ratio_text", new_values."review_note", new_values."reviewed_at", new_values."reviewed_by", new_values."scheduled_by", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="e3bf737c8f7fb330b6ce75f5be75d10dbe5cc67b",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4c60b",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_itemversion",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="itemversion",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_itemversionevent" ("basis", "body", "category", "content", "created_at", "drafted_by", "effective_from", "frequency_text", "guide", "id", "item_class", "item_id", "methods", "name", "number", "objects_text", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "ratio_limit_bp", "ratio_text", "review_note", "reviewed_at", "reviewed_by", "scheduled_by", "state", "updated_at") SELECT new_values."basis", new_values."body", new_values."category", new_values."content", new_values."created_at", new_values."drafted_by", new_values."effective_from", new_values."frequency_text", new_values."guide", new_values."id", new_values."item_class", new_values."item_id", new_values."methods", new_values."name", new_values."number", new_values."objects_text", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."published_at", new_values."ratio_limit_bp", new_values."ratio_text", new_values."review_note", new_values."reviewed_at", new_values."reviewed_by", new_values."scheduled_by", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="b156d832221b56d046131d4249f84cc23e806b5e",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_3b185",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_itemversion",
                when="AFTER",
            ),
        ),
    ),
]
