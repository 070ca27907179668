import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="FrequencyCap",
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
                    verbose_name="适用区划",
                ),
            ),
            ("title", models.CharField(max_length=60, verbose_name="名称")),
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
            (
                "item",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.inspectionitem",
                    verbose_name="抽查事项",
                ),
            ),
            ("levels", models.JSONField(blank=True, default=list, verbose_name="检查部门的层级")),
            ("sources", models.JSONField(blank=True, default=list, verbose_name="任务来源")),
            ("object_filter", models.JSONField(blank=True, default=dict, verbose_name="适用对象")),
            (
                "window",
                models.CharField(
                    choices=[("year", "自然年"), ("twelve_months", "连续十二个月")],
                    default="year",
                    max_length=16,
                    verbose_name="计算期间",
                ),
            ),
            ("max_visits", models.PositiveSmallIntegerField(verbose_name="最多检查次数")),
            (
                "min_interval_days",
                models.PositiveSmallIntegerField(
                    blank=True, null=True, verbose_name="两次检查至少间隔（日）"
                ),
            ),
            (
                "exempt_sources",
                models.JSONField(blank=True, default=list, verbose_name="不受限制的任务来源"),
            ),
            ("basis", models.CharField(max_length=200, verbose_name="依据")),
            ("since", models.DateField(verbose_name="施行日期")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
            ("set_by", models.CharField(max_length=40, verbose_name="制定人")),
        ],
        options={
            "verbose_name": "检查频次上限",
            "ordering": ["region_id", "id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ended_on", None), ("ended_on__gte", models.F("since")), _connector="OR"
                    ),
                    name="frequency_cap_ends_after_it_begins",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ClassTable",
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
                    related_name="+",
                    to="orgs.region",
                    verbose_name="适用区划",
                ),
            ),
            ("name", models.CharField(max_length=60, verbose_name="名称")),
            (
                "scheme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="registers.riskscheme",
                    verbose_name="分类方案",
                ),
            ),
            ("ratios", models.JSONField(verbose_name="各类比例")),
            ("frequencies", models.JSONField(blank=True, default=dict, verbose_name="各类频次")),
            ("basis", models.CharField(max_length=200, verbose_name="依据")),
            ("example", models.SlugField(blank=True, max_length=32, verbose_name="参照的实例")),
            ("set_by", models.CharField(max_length=40, verbose_name="制定人")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
        ],
        options={
            "verbose_name": "分类抽查比例表",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("region", "name"),
                    name="class_table_name_once",
                )
            ],
        },
    ),
]
