import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="MergeProposal",
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
                "lead_line",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="plans.planline",
                    verbose_name="牵头任务",
                ),
            ),
            (
                "joining_line",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="plans.planline",
                    verbose_name="并入任务",
                ),
            ),
            (
                "lead_department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="牵头部门",
                ),
            ),
            (
                "joining_department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="配合部门",
                ),
            ),
            (
                "proposing_department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="提出部门",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            ("lead_title", models.CharField(max_length=120, verbose_name="牵头任务名称")),
            ("joining_title", models.CharField(max_length=120, verbose_name="并入任务名称")),
            ("ratios", models.JSONField(verbose_name="合并后的抽查比例")),
            ("labels", models.JSONField(default=list, verbose_name="合并后的分层标签")),
            ("apart", models.PositiveIntegerField(verbose_name="分别检查户次")),
            ("together", models.PositiveIntegerField(verbose_name="合并后户次")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("proposed", "待答复"),
                        ("accepted", "已合并"),
                        ("declined", "未采纳"),
                        ("withdrawn", "已撤回"),
                    ],
                    default="proposed",
                    max_length=12,
                    verbose_name="状态",
                ),
            ),
            ("proposed_by", models.CharField(max_length=40, verbose_name="提出人")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="答复人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="不采纳的理由")),
        ],
        options={
            "verbose_name": "任务合并建议",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state", "proposed")),
                    fields=("lead_line", "joining_line"),
                    name="merge_proposed_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "declined"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="merge_declined_for_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Target",
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
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="区划",
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            (
                "indicator",
                models.CharField(
                    choices=[
                        ("coverage", "企业抽查覆盖率"),
                        ("coverage_province", "企业抽查覆盖率（省级抽取）"),
                        ("coverage_city", "企业抽查覆盖率（市级抽取）"),
                        ("joint_count", "部门联合抽查次数占比"),
                        ("joint_households", "部门联合抽查户数占比"),
                        ("class_use", "信用风险分类应用率"),
                        ("joint_class_use", "部门联合抽查信用风险分类应用率"),
                        ("key_share", "重点行业和重点事项检查户数占比"),
                        ("publication", "检查结果公示率"),
                    ],
                    max_length=20,
                    verbose_name="指标",
                ),
            ),
            ("value_bp", models.PositiveIntegerField(verbose_name="目标（万分之）")),
            (
                "base_count",
                models.PositiveIntegerField(
                    blank=True, null=True, verbose_name="基数（上年末企业数）"
                ),
            ),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="依据或例外")),
        ],
        options={
            "verbose_name": "年度目标",
            "ordering": ["-year", "indicator"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("region", "department", "year", "indicator"),
                    name="target_once",
                    nulls_distinct=False,
                )
            ],
        },
    ),
]
