import django.db.models.deletion
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BusinessLine",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=16, primary_key=True, serialize=False, verbose_name="代码"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
            ],
            options={
                "verbose_name": "业务条线",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("date", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("is_workday", models.BooleanField(verbose_name="上班")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
            ],
            options={
                "verbose_name": "节假日与调休",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                (
                    "code",
                    models.CharField(
                        max_length=12, primary_key=True, serialize=False, verbose_name="代码"
                    ),
                ),
                ("prefix", models.CharField(max_length=12, unique=True, verbose_name="前缀")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "省级"),
                            ("city", "市级"),
                            ("county", "县级"),
                            ("township", "乡级"),
                        ],
                        max_length=10,
                        verbose_name="层级",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="orgs.region",
                        verbose_name="上级",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="orgs.region",
                        verbose_name="并入",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政区划",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=16, verbose_name="代码")),
                ("name", models.CharField(max_length=80, verbose_name="名称")),
                ("short_name", models.CharField(max_length=20, verbose_name="简称")),
                (
                    "is_inspecting_body",
                    models.BooleanField(default=True, verbose_name="具有行政检查权"),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.businessline",
                        verbose_name="业务条线",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.region",
                        verbose_name="行政区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门",
                "ordering": ["region_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "code"), name="department_once_in_region"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section", "科室（股室）"),
                            ("station", "监管所"),
                            ("township_team", "乡镇综合执法机构"),
                            ("coordination_office", "双随办"),
                        ],
                        default="section",
                        max_length=20,
                        verbose_name="性质",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="orgs.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.region",
                        verbose_name="辖区",
                    ),
                ),
            ],
            options={
                "verbose_name": "内设机构",
                "ordering": ["department_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "name"), name="unit_once_in_department"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Parameter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, verbose_name="参数")),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="年度"),
                ),
                ("value", models.JSONField(verbose_name="取值")),
                ("reason", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="orgs.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="orgs.region",
                        verbose_name="区划",
                    ),
                ),
            ],
            options={
                "verbose_name": "参数",
                "ordering": ["key", "region_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "region", "department", "year"),
                        name="parameter_once_in_scope",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
    ]
