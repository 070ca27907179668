import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Task",
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
            ("number", models.CharField(max_length=20, unique=True, verbose_name="任务编号")),
            ("title", models.CharField(max_length=120, verbose_name="任务名称")),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            (
                "lead_department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="led_tasks",
                    to="orgs.department",
                    verbose_name="牵头部门",
                ),
            ),
            (
                "plan_line",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="tasks",
                    to="plans.planline",
                    verbose_name="计划任务",
                ),
            ),
            (
                "source",
                models.CharField(
                    choices=[
                        ("plan", "年度计划"),
                        ("ad_hoc", "临时任务"),
                        ("assigned", "上级交办"),
                        ("campaign", "专项整治"),
                        ("complaint", "投诉举报"),
                        ("trigger", "触发式监管"),
                    ],
                    max_length=12,
                    verbose_name="任务来源",
                ),
            ),
            (
                "reason",
                models.CharField(blank=True, max_length=300, verbose_name="计划外任务的理由"),
            ),
            (
                "origin",
                models.CharField(
                    choices=[
                        ("own", "本级"),
                        ("assigned_from_city", "市级下派"),
                        ("assigned_from_province", "省级下派"),
                    ],
                    default="own",
                    max_length=24,
                    verbose_name="来源层级",
                ),
            ),
            (
                "mode",
                models.CharField(
                    choices=[
                        ("city_draw_county_inspect", "市抽县查"),
                        ("city_city", "市抽市查"),
                        ("county_county", "县抽县查"),
                        ("city_county_joint", "市县联查"),
                    ],
                    max_length=28,
                    verbose_name="抽查模式",
                ),
            ),
            (
                "joint_scope",
                models.CharField(
                    choices=[("internal", "部门内部"), ("cross_department", "部门联合")],
                    max_length=16,
                    verbose_name="抽查类型",
                ),
            ),
            (
                "draw_kind",
                models.CharField(
                    choices=[("targeted", "定向抽查"), ("untargeted", "不定向抽查")],
                    max_length=12,
                    verbose_name="抽查方式",
                ),
            ),
            ("period_from", models.DateField(verbose_name="开始日期")),
            ("period_to", models.DateField(verbose_name="截止日期")),
            ("object_filter", models.JSONField(default=dict, verbose_name="检查对象范围")),
            ("ratios", models.JSONField(default=dict, verbose_name="抽查比例")),
            ("labels", models.JSONField(blank=True, default=list, verbose_name="分层标签")),
            (
                "risk_scheme",
                models.CharField(blank=True, max_length=32, verbose_name="采用的风险分类方案"),
            ),
            (
                "disclosing",
                models.CharField(
                    choices=[
                        ("immediate", "抽取后立即公开"),
                        ("deferred", "检查结束后公开"),
                        ("confidential", "按风险分类或标签抽取，只公开摘要"),
                    ],
                    max_length=12,
                    verbose_name="公开方式",
                ),
            ),
            (
                "matching",
                models.CharField(
                    choices=[
                        ("person", "按人随机匹配，只在负责该辖区的人员中"),
                        ("nearby", "按人随机匹配，负责该辖区的人员不足时由邻近辖区人员补足"),
                        ("formed", "按固定检查组整组随机匹配，负责该辖区的组不足时由其他组补足"),
                        ("direct", "不抽人员，由部门负责人依法直接委派"),
                    ],
                    default="nearby",
                    max_length=8,
                    verbose_name="人员匹配方式",
                ),
            ),
            (
                "matching_basis",
                models.CharField(blank=True, max_length=200, verbose_name="直接委派的法律依据"),
            ),
            (
                "state",
                models.CharField(
                    db_index=True, default="draft", max_length=20, verbose_name="状态"
                ),
            ),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="下达时间")),
            ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
            ("summary", models.TextField(blank=True, verbose_name="总结")),
        ],
        options={
            "verbose_name": "抽查任务",
            "ordering": ["-id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("plan_line__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="task_has_plan_line_or_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "voided"), _negated=True),
                        models.Q(("void_reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="task_voided_for_a_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("risk_scheme", ""), ("disclosing", "confidential"), _connector="OR"
                    ),
                    name="task_by_class_is_confidential",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("labels", []),
                        models.Q(("disclosing", "confidential"), ("risk_scheme", "")),
                        _connector="OR",
                    ),
                    name="task_by_label_is_confidential",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            models.Q(("matching", "direct")),
                            models.Q(("matching_basis", ""), _negated=True),
                        ),
                        models.Q(
                            models.Q(("matching", "direct"), _negated=True), ("matching_basis", "")
                        ),
                        _connector="OR",
                    ),
                    name="task_assigned_directly_on_a_basis",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="TaskEvent",
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
                    to="tasks.task",
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
            ("number", models.CharField(max_length=20, verbose_name="任务编号")),
            ("title", models.CharField(max_length=120, verbose_name="任务名称")),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            (
                "region",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            (
                "lead_department",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.department",
                    verbose_name="牵头部门",
                ),
            ),
            (
                "plan_line",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.planline",
                    verbose_name="计划任务",
                ),
            ),
            (
                "source",
                models.CharField(
                    choices=[
                        ("plan", "年度计划"),
                        ("ad_hoc", "临时任务"),
                        ("assigned", "上级交办"),
                        ("campaign", "专项整治"),
                        ("complaint", "投诉举报"),
                        ("trigger", "触发式监管"),
                    ],
                    max_length=12,
                    verbose_name="任务来源",
                ),
            ),
            (
                "reason",
                models.CharField(blank=True, max_length=300, verbose_name="计划外任务的理由"),
            ),
            (
                "origin",
                models.CharField(
                    choices=[
                        ("own", "本级"),
                        ("assigned_from_city", "市级下派"),
                        ("assigned_from_province", "省级下派"),
                    ],
                    default="own",
                    max_length=24,
                    verbose_name="来源层级",
                ),
            ),
            (
                "mode",
                models.CharField(
                    choices=[
                        ("city_draw_county_inspect", "市抽县查"),
                        ("city_city", "市抽市查"),
                        ("county_county", "县抽县查"),
                        ("city_county_joint", "市县联查"),
                    ],
                    max_length=28,
                    verbose_name="抽查模式",
                ),
            ),
            (
                "joint_scope",
                models.CharField(
                    choices=[("internal", "部门内部"), ("cross_department", "部门联合")],
                    max_length=16,
                    verbose_name="抽查类型",
                ),
            ),
            (
                "draw_kind",
                models.CharField(
                    choices=[("targeted", "定向抽查"), ("untargeted", "不定向抽查")],
                    max_length=12,
                    verbose_name="抽查方式",
                ),
            ),
            ("period_from", models.DateField(verbose_name="开始日期")),
            ("period_to", models.DateField(verbose_name="截止日期")),
            ("object_filter", models.JSONField(default=dict, verbose_name="检查对象范围")),
            ("ratios", models.JSONField(default=dict, verbose_name="抽查比例")),
            ("labels", models.JSONField(blank=True, default=list, verbose_name="分层标签")),
            (
                "risk_scheme",
                models.CharField(blank=True, max_length=32, verbose_name="采用的风险分类方案"),
            ),
            (
                "disclosing",
                models.CharField(
                    choices=[
                        ("immediate", "抽取后立即公开"),
                        ("deferred", "检查结束后公开"),
                        ("confidential", "按风险分类或标签抽取，只公开摘要"),
                    ],
                    max_length=12,
                    verbose_name="公开方式",
                ),
            ),
            (
                "matching",
                models.CharField(
                    choices=[
                        ("person", "按人随机匹配，只在负责该辖区的人员中"),
                        ("nearby", "按人随机匹配，负责该辖区的人员不足时由邻近辖区人员补足"),
                        ("formed", "按固定检查组整组随机匹配，负责该辖区的组不足时由其他组补足"),
                        ("direct", "不抽人员，由部门负责人依法直接委派"),
                    ],
                    default="nearby",
                    max_length=8,
                    verbose_name="人员匹配方式",
                ),
            ),
            (
                "matching_basis",
                models.CharField(blank=True, max_length=200, verbose_name="直接委派的法律依据"),
            ),
            ("state", models.CharField(default="draft", max_length=20, verbose_name="状态")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("void_reason", models.CharField(blank=True, max_length=300, verbose_name="作废原因")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="下达时间")),
            ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
            ("summary", models.TextField(blank=True, verbose_name="总结")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TaskGround",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("file_name", models.CharField(max_length=100, verbose_name="文件名")),
            ("media_type", models.CharField(max_length=100, verbose_name="类型")),
            ("content", models.BinaryField(verbose_name="内容")),
            ("size", models.PositiveIntegerField(verbose_name="大小")),
            ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
            ("added_by", models.CharField(max_length=40, verbose_name="上传人")),
            (
                "added_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="上传时间"),
            ),
            (
                "task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="grounds",
                    to="tasks.task",
                    verbose_name="抽查任务",
                ),
            ),
        ],
        options={
            "verbose_name": "任务依据材料",
            "ordering": ["task_id", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("task", "sha256"), name="task_ground_once")
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="task",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskevent" ("closed_at", "created_at", "disclosing", "drafted_by", "draw_kind", "id", "issued_at", "joint_scope", "labels", "lead_department_id", "matching", "matching_basis", "mode", "number", "object_filter", "origin", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_line_id", "ratios", "reason", "region_id", "risk_scheme", "source", "state", "summary", "title", "updated_at", "void_reason", "year") SELECT new_values."closed_at", new_values."created_at", new_values."disclosing", new_values."drafted_by", new_values."draw_kind", new_values."id", new_values."issued_at", new_values."joint_scope", new_values."labels", new_values."lead_department_id", new_values."matching", new_values."matching_basis", new_values."mode", new_values."number", new_values."object_filter", new_values."origin", new_values."period_from", new_values."period_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_line_id", new_values."ratios", new_values."reason", new_values."region_id", new_values."risk_scheme", new_values."source", new_values."state", new_values."summary", new_values."title", new_values."updated_at", new_values."void_reason", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="839e5c0e4cb5644f2391a562216486e0684fbf07",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_e2e86",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="tasks_task",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="task",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "tasks_taskevent" ("closed_at", "created_at", "disclosing", "drafted_by", "draw_kind", "id", "issued_at", "joint_scope", "labels", "lead_department_id", "matching", "matching_basis", "mode", "number", "object_filter", "origin", "period_from", "period_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_line_id", "ratios", "reason", "region_id", "risk_scheme", "source", "state", "summary", "title", "updated_at", "void_reason", "year") SELECT new_values."closed_at", new_values."created_at", new_values."disclosing", new_values."drafted_by", new_values."draw_kind", new_values."id", new_values."issued_at", new_values."joint_scope", new_values."labels", new_values."lead_department_id", new_values."matching", new_values."matching_basis", new_values."mode", new_values."number", new_values."object_filter", new_values."origin", new_values."period_from", new_values."period_to", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_line_id", new_values."ratios", new_values."reason", new_values."region_id", new_values."risk_scheme", new_values."source", new_values."state", new_values."summary", new_values."title", new_values."updated_at", new_values."void_reason", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="dfc8058ded81ed1f0aa271f8865f0ae019f2acad",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_705e1",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="tasks_task",
                when="AFTER",
            ),
        ),
    ),
]
