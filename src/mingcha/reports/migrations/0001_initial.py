import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
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
                        default=mingcha.foundation.clock.now,
                        editable=False,
                        verbose_name="建立时间",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("A", "“双随机、一公开”监管月报表（县级，当月）"),
                            ("B", "“双随机、一公开”监管工作月报表（市本级）"),
                            ("C", "县（区）“双随机、一公开”监管月报表（本年度累计）"),
                            ("D", "市有关部门“双随机、一公开”监管月报表（本年度累计）"),
                        ],
                        max_length=1,
                        verbose_name="报表",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("month", models.PositiveSmallIntegerField(verbose_name="月份")),
                ("state", models.CharField(default="computed", max_length=12, verbose_name="状态")),
                ("definition", models.CharField(max_length=12, verbose_name="统计口径")),
                ("figures", models.JSONField(default=list, verbose_name="数据")),
                ("texts", models.JSONField(default=dict, verbose_name="文字栏目")),
                ("findings", models.JSONField(default=list, verbose_name="校验结果")),
                ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("mobile", models.CharField(blank=True, max_length=30, verbose_name="手机")),
                ("computed_by", models.CharField(max_length=40, verbose_name="填报人")),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=40, verbose_name="报送人"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报送时间"),
                ),
                (
                    "return_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="退回原因"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.department",
                        verbose_name="填报部门",
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
            ],
            options={
                "verbose_name": "月报表",
                "ordering": ["-year", "-month", "form"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "region", "department", "year", "month"),
                        name="report_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)),
                        name="report_month_exists",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now,
                        editable=False,
                        verbose_name="建立时间",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("A", "“双随机、一公开”监管月报表（县级，当月）"),
                            ("B", "“双随机、一公开”监管工作月报表（市本级）"),
                            ("C", "县（区）“双随机、一公开”监管月报表（本年度累计）"),
                            ("D", "市有关部门“双随机、一公开”监管月报表（本年度累计）"),
                        ],
                        max_length=1,
                        verbose_name="报表",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("month", models.PositiveSmallIntegerField(verbose_name="月份")),
                ("state", models.CharField(default="computed", max_length=12, verbose_name="状态")),
                ("definition", models.CharField(max_length=12, verbose_name="统计口径")),
                ("figures", models.JSONField(default=list, verbose_name="数据")),
                ("texts", models.JSONField(default=dict, verbose_name="文字栏目")),
                ("findings", models.JSONField(default=list, verbose_name="校验结果")),
                ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="联系电话")),
                ("mobile", models.CharField(blank=True, max_length=30, verbose_name="手机")),
                ("computed_by", models.CharField(max_length=40, verbose_name="填报人")),
                (
                    "submitted_by",
                    models.CharField(blank=True, max_length=40, verbose_name="报送人"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报送时间"),
                ),
                (
                    "return_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="退回原因"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="orgs.department",
                        verbose_name="填报部门",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="reports.report",
                    ),
                ),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OtherPlatformFigures",
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
                        default=mingcha.foundation.clock.now,
                        editable=False,
                        verbose_name="建立时间",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("month", models.PositiveSmallIntegerField(verbose_name="月份")),
                ("platform", models.CharField(max_length=80, verbose_name="平台")),
                ("is_enterprise", models.BooleanField(verbose_name="对象为企业")),
                ("class_applied", models.BooleanField(verbose_name="应用信用风险分类")),
                ("checks", models.PositiveIntegerField(verbose_name="次数")),
                ("households", models.PositiveIntegerField(verbose_name="户数")),
                ("problem_households", models.PositiveIntegerField(verbose_name="发现问题户数")),
                ("evidence", models.CharField(max_length=200, verbose_name="佐证")),
                ("entered_by", models.CharField(max_length=40, verbose_name="填报人")),
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
            ],
            options={
                "verbose_name": "其他平台抽查情况",
                "ordering": ["-year", "-month", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("problem_households__lte", models.F("households"))),
                        name="problems_within_households",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("computed_by", "contact", "created_at", "definition", "department_id", "figures", "findings", "form", "id", "mobile", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "return_reason", "state", "submitted_at", "submitted_by", "texts", "updated_at", "year") SELECT new_values."computed_by", new_values."contact", new_values."created_at", new_values."definition", new_values."department_id", new_values."figures", new_values."findings", new_values."form", new_values."id", new_values."mobile", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."region_id", new_values."return_reason", new_values."state", new_values."submitted_at", new_values."submitted_by", new_values."texts", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="378d138c973c35d57890570bea2870df4d41c49b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_84ceb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="reports_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "reports_reportevent" ("computed_by", "contact", "created_at", "definition", "department_id", "figures", "findings", "form", "id", "mobile", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "region_id", "return_reason", "state", "submitted_at", "submitted_by", "texts", "updated_at", "year") SELECT new_values."computed_by", new_values."contact", new_values."created_at", new_values."definition", new_values."department_id", new_values."figures", new_values."findings", new_values."form", new_values."id", new_values."mobile", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."region_id", new_values."return_reason", new_values."state", new_values."submitted_at", new_values."submitted_by", new_values."texts", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="320d8e0bf787e09962e999b1d26baf6dfdaca5da",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_234a9",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="reports_report",
                    when="AFTER",
                ),
            ),
        ),
    ]
