import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="AnnualPlan",
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
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            ("title", models.CharField(max_length=120, verbose_name="名称")),
        ],
        options={
            "verbose_name": "年度抽查计划",
            "ordering": ["-year", "department_id"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "year"), name="plan_once_a_year")
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanVersion",
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
                "plan",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="versions",
                    to="plans.annualplan",
                    verbose_name="计划",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("reason", models.CharField(blank=True, max_length=300, verbose_name="调整原因")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="审批人")),
            ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="审批意见"),
            ),
            ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
        ],
        options={
            "verbose_name": "计划版本",
            "ordering": ["plan_id", "-number"],
            "constraints": [
                models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
                models.UniqueConstraint(
                    condition=models.Q(
                        ("state__in", ["draft", "in_review", "returned", "approved"])
                    ),
                    fields=("plan",),
                    name="plan_version_one_in_work",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "published")),
                    fields=("plan",),
                    name="plan_version_one_in_force",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                    ),
                    name="plan_change_has_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by", ""),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="plan_approved_by_another",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanVersionEvent",
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
                    to="plans.planversion",
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
                "plan",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.annualplan",
                    verbose_name="计划",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("reason", models.CharField(blank=True, max_length=300, verbose_name="调整原因")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="审批人")),
            ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="审批意见"),
            ),
            ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公布时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="PlanLine",
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
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="lines",
                    to="plans.planversion",
                    verbose_name="计划版本",
                ),
            ),
            ("line_no", models.PositiveSmallIntegerField(verbose_name="序号")),
            ("name", models.CharField(max_length=120, verbose_name="任务名称")),
            ("object_filter", models.JSONField(default=dict, verbose_name="检查对象范围")),
            ("ratios", models.JSONField(default=dict, verbose_name="抽查比例")),
            ("labels", models.JSONField(blank=True, default=list, verbose_name="分层标签")),
            (
                "no_class_reason",
                models.CharField(blank=True, max_length=200, verbose_name="不按信用风险分类的理由"),
            ),
            (
                "frequency",
                models.CharField(default="每年1次", max_length=40, verbose_name="抽查频次"),
            ),
            (
                "frequencies",
                models.JSONField(blank=True, default=dict, verbose_name="各类抽查频次"),
            ),
            ("period_from", models.DateField(verbose_name="开始日期")),
            ("period_to", models.DateField(verbose_name="截止日期")),
            (
                "mode",
                models.CharField(
                    choices=[
                        ("city_draw_county_inspect", "市抽县查"),
                        ("city_city", "市抽市查"),
                        ("county_county", "县抽县查"),
                        ("city_county_joint", "市县联查"),
                    ],
                    default="county_county",
                    max_length=28,
                    verbose_name="抽查模式",
                ),
            ),
            (
                "joint_scope",
                models.CharField(
                    choices=[("internal", "部门内部"), ("cross_department", "部门联合")],
                    default="internal",
                    max_length=16,
                    verbose_name="抽查类型",
                ),
            ),
            (
                "draw_kind",
                models.CharField(
                    choices=[("targeted", "定向抽查"), ("untargeted", "不定向抽查")],
                    default="untargeted",
                    max_length=12,
                    verbose_name="抽查方式",
                ),
            ),
            ("is_reserved", models.BooleanField(default=False, verbose_name="由本级统筹")),
            (
                "weight",
                models.PositiveSmallIntegerField(
                    choices=[
                        (1, "一般"),
                        (2, "重点（比例不低于一般条目的2倍）"),
                        (3, "特别重点（比例不低于一般条目的3倍）"),
                    ],
                    default=1,
                    verbose_name="重点程度",
                ),
            ),
            ("state", models.CharField(default="pending", max_length=12, verbose_name="进度")),
            (
                "items",
                models.ManyToManyField(to="registers.inspectionitem", verbose_name="抽查事项"),
            ),
            (
                "cooperating",
                models.ManyToManyField(blank=True, to="orgs.department", verbose_name="配合部门"),
            ),
            (
                "cooperating_items",
                models.ManyToManyField(
                    blank=True,
                    related_name="+",
                    to="registers.inspectionitem",
                    verbose_name="配合部门事项",
                ),
            ),
        ],
        options={
            "verbose_name": "计划任务",
            "ordering": ["version_id", "line_no"],
            "constraints": [
                models.UniqueConstraint(fields=("version", "line_no"), name="plan_line_once"),
                models.CheckConstraint(
                    condition=models.Q(("period_from__lte", models.F("period_to"))),
                    name="plan_line_period_runs_forward",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanLineEvent",
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
                    to="plans.planline",
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
            ("line_no", models.PositiveSmallIntegerField(verbose_name="序号")),
            ("name", models.CharField(max_length=120, verbose_name="任务名称")),
            ("object_filter", models.JSONField(default=dict, verbose_name="检查对象范围")),
            ("ratios", models.JSONField(default=dict, verbose_name="抽查比例")),
            ("labels", models.JSONField(blank=True, default=list, verbose_name="分层标签")),
            (
                "no_class_reason",
                models.CharField(blank=True, max_length=200, verbose_name="不按信用风险分类的理由"),
            ),
            (
                "frequency",
                models.CharField(default="每年1次", max_length=40, verbose_name="抽查频次"),
            ),
            (
                "frequencies",
                models.JSONField(blank=True, default=dict, verbose_name="各类抽查频次"),
            ),
            ("period_from", models.DateField(verbose_name="开始日期")),
            ("period_to", models.DateField(verbose_name="截止日期")),
            (
                "mode",
                models.CharField(
                    choices=[
                        ("city_draw_county_inspect", "市抽县查"),
                        ("city_city", "市抽市查"),
                        ("county_county", "县抽县查"),
                        ("city_county_joint", "市县联查"),
                    ],
                    default="county_county",
                    max_length=28,
                    verbose_name="抽查模式",
                ),
            ),
            (
                "joint_scope",
                models.CharField(
                    choices=[("internal", "部门内部"), ("cross_department", "部门联合")],
                    default="internal",
                    max_length=16,
                    verbose_name="抽查类型",
                ),
            ),
            (
                "draw_kind",
                models.CharField(
                    choices=[("targeted", "定向抽查"), ("untargeted", "不定向抽查")],
                    default="untargeted",
                    max_length=12,
                    verbose_name="抽查方式",
                ),
            ),
            ("is_reserved", models.BooleanField(default=False, verbose_name="由本级统筹")),
            (
                "weight",
                models.PositiveSmallIntegerField(
                    choices=[
                        (1, "一般"),
                        (2, "重点（比例不低于一般条目的2倍）"),
                        (3, "特别重点（比例不低于一般条目的3倍）"),
                    ],
                    default=1,
                    verbose_name="重点程度",
                ),
            ),
            ("state", models.CharField(default="pending", max_length=12, verbose_name="进度")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planversion",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planversionevent" ("approval_note", "approved_at", "approved_by", "created_at", "drafted_by", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "published_at", "reason", "state", "submitted_at", "updated_at") SELECT new_values."approval_note", new_values."approved_at", new_values."approved_by", new_values."created_at", new_values."drafted_by", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_id", new_values."published_at", new_values."reason", new_values."state", new_values."submitted_at", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="9c61850576e9cbcbe4379b5d2ea3ee990d71574d",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_5b865",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_planversion",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planversion",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planversionevent" ("approval_note", "approved_at", "approved_by", "created_at", "drafted_by", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "published_at", "reason", "state", "submitted_at", "updated_at") SELECT new_values."approval_note", new_values."approved_at", new_values."approved_by", new_values."created_at", new_values."drafted_by", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_id", new_values."published_at", new_values."reason", new_values."state", new_values."submitted_at", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="7a5a9e4fa5de1e66bda08e1e96c711339d87b5c2",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_af5e4",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_planversion",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planline",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planlineevent" ("created_at", "draw_kind", "frequencies", "frequency", "id", "is_reserved", "joint_scope", "labels", "line_no", "mode", "name", "no_class_reason", "object_filter", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ratios", "state", "updated_at", "version_id", "weight") SELECT new_values."created_at", new_values."draw_kind", new_values."frequencies", new_values."frequency", new_values."id", new_values."is_reserved", new_values."joint_scope", new_values."labels", new_values."line_no", new_values."mode", new_values."name", new_values."no_class_reason", new_values."object_filter", new_values."period_from", new_values."period_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."ratios", new_values."state", new_values."updated_at", new_values."version_id", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="7ec8fb12060cc20fe498b3883f5ac22407ee69fe",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_57a7a",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_planline",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="planline",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_planlineevent" ("created_at", "draw_kind", "frequencies", "frequency", "id", "is_reserved", "joint_scope", "labels", "line_no", "mode", "name", "no_class_reason", "object_filter", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ratios", "state", "updated_at", "version_id", "weight") SELECT new_values."created_at", new_values."draw_kind", new_values."frequencies", new_values."frequency", new_values."id", new_values."is_reserved", new_values."joint_scope", new_values."labels", new_values."line_no", new_values."mode", new_values."name", new_values."no_class_reason", new_values."object_filter", new_values."period_from", new_values."period_to", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."ratios", new_values."state", new_values."updated_at", new_values."version_id", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="a0339df9217ff830152b97be34b4aed61d28993a",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c6d14",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_planline",
                when="AFTER",
            ),
        ),
    ),
]
