import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Approval",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="approvals",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            ("step", models.CharField(max_length=24, verbose_name="环节")),
            ("is_approved", models.BooleanField(verbose_name="同意")),
            ("note", models.CharField(blank=True, max_length=300, verbose_name="意见")),
            ("by", models.CharField(max_length=40, verbose_name="办理人")),
            ("by_name", models.CharField(max_length=40, verbose_name="姓名")),
            ("at", models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间")),
        ],
        options={
            "verbose_name": "审批记录",
            "ordering": ["id"],
        },
    ),
    migrations.CreateModel(
        name="Departure",
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
                    related_name="departures",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("frame", models.CharField(max_length=16, verbose_name="抽样框")),
            (
                "object",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="departures",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            (
                "inspector",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="departures",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "reason",
                models.CharField(
                    choices=[
                        ("deregistered", "已注销"),
                        ("moved_out", "已迁出"),
                        ("closed", "已关闭歇业"),
                        ("not_found", "查无下落"),
                        ("merged_case", "并案处理"),
                        ("force_majeure", "不可抗力"),
                        ("recusal", "回避"),
                        ("leave", "请休假、借调"),
                        ("transfer", "调离、离岗"),
                        ("certificate", "执法证失效"),
                        ("dismissed", "暂停执法或不再具备执法资格"),
                    ],
                    max_length=16,
                    verbose_name="退出原因",
                ),
            ),
            ("facts", models.CharField(max_length=300, verbose_name="情况和凭据")),
            ("evidence", models.CharField(max_length=64, verbose_name="凭据摘要")),
            (
                "state",
                models.CharField(
                    choices=[("asked", "待审批"), ("approved", "已替换"), ("refused", "不予替换")],
                    default="asked",
                    max_length=10,
                    verbose_name="状态",
                ),
            ),
            ("asked_by", models.CharField(max_length=40, verbose_name="申请人")),
            ("asked_by_name", models.CharField(max_length=40, verbose_name="申请人姓名")),
            (
                "asked_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="申请时间"),
            ),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="审批人")),
            (
                "decided_by_name",
                models.CharField(blank=True, max_length=40, verbose_name="审批人姓名"),
            ),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="审批时间")),
            ("decision", models.CharField(blank=True, max_length=200, verbose_name="审批意见")),
            ("entry", models.BigIntegerField(blank=True, null=True, verbose_name="日志序号")),
            ("placed", models.JSONField(default=list, verbose_name="补位结果")),
            (
                "successor",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="successions",
                    to="registers.inspectionobject",
                    verbose_name="递补对象",
                ),
            ),
        ],
        options={
            "verbose_name": "退出和替换",
            "ordering": ["draw_id", "id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("object__isnull", False), ("inspector__isnull", False), _connector="OR"
                    ),
                    name="departure_is_of_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("entry__isnull", False), ("state", "approved")),
                        models.Q(models.Q(("state", "approved"), _negated=True), ("entry", None)),
                        _connector="OR",
                    ),
                    name="departure_approved_in_the_log",
                ),
                models.CheckConstraint(
                    condition=models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    name="departure_decided_by_another",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "asked")),
                    fields=("draw", "object", "inspector"),
                    name="departure_asked_once",
                    nulls_distinct=False,
                ),
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="approval",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="c42b9d233baa1992b1de8e4d4f576458705ef436",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_23a9d",
                table="tasks_approval",
                when="BEFORE",
            ),
        ),
    ),
]
