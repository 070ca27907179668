import django.contrib.postgres.fields
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
        ("registers", "0001_initial"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="TriggerRule",
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
                ("title", models.CharField(max_length=60, verbose_name="名称")),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                (
                    "indicator",
                    models.CharField(
                        choices=[
                            ("flags", "投诉举报等标记的次数"),
                            ("listed", "列入失信名单的个数"),
                            ("overdue", "后续处置逾期的件数"),
                            ("problems", "最近几次检查中发现问题的次数"),
                            ("class_worse", "风险类别上升的级数"),
                            ("problem_share", "事项的问题发现率（%）"),
                        ],
                        max_length=16,
                        verbose_name="指标",
                    ),
                ),
                (
                    "flag_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="标记种类",
                    ),
                ),
                (
                    "object_filter",
                    models.JSONField(blank=True, default=dict, verbose_name="对象范围"),
                ),
                ("threshold", models.PositiveSmallIntegerField(verbose_name="触发值")),
                ("window_days", models.PositiveSmallIntegerField(verbose_name="统计天数")),
                (
                    "last_checks",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="最近几次检查"
                    ),
                ),
                (
                    "least_results",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="最少检查结果数"
                    ),
                ),
                (
                    "ratio",
                    models.CharField(default="100%", max_length=12, verbose_name="抽查比例或户数"),
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
                    "task_days",
                    models.PositiveSmallIntegerField(default=30, verbose_name="任务期限（日）"),
                ),
                (
                    "also_told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("head", "部门负责人"), ("office", "双随办")], max_length=8
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="同时提示",
                    ),
                ),
                ("since", models.DateField(verbose_name="施行日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
                ("set_by", models.CharField(max_length=40, verbose_name="制定人")),
                (
                    "evaluated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="最近检查时间"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trigger_rules",
                        to="orgs.department",
                        verbose_name="检查部门",
                    ),
                ),
                (
                    "items",
                    models.ManyToManyField(
                        related_name="+", to="registers.inspectionitem", verbose_name="检查事项"
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.region",
                        verbose_name="制定地区",
                    ),
                ),
            ],
            options={
                "verbose_name": "触发规则",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="trigger_rule_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("threshold__gte", 1), ("window_days__gte", 1)),
                        name="trigger_rule_has_a_threshold_and_a_window",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TriggerProposal",
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
                ("made_on", models.DateField(verbose_name="提示日期")),
                ("made_by", models.CharField(max_length=40, verbose_name="提出")),
                ("objects_found", models.PositiveIntegerField(verbose_name="户数")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待答复"),
                            ("accepted", "已发起任务"),
                            ("declined", "不检查"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="答复人")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="答复时间"),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不检查的理由"),
                ),
                (
                    "task",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trigger_proposal",
                        to="tasks.task",
                        verbose_name="任务",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="triggers.triggerrule",
                        verbose_name="规则",
                    ),
                ),
            ],
            options={
                "verbose_name": "触发提示",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["rule"],
                        name="trigger_proposal_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="trigger_declined_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True),
                            ("task__isnull", False),
                            _connector="OR",
                        ),
                        name="trigger_accepted_with_a_task",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TriggerHit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="指标值"),
                ),
                (
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trigger_hits",
                        to="registers.inspectionobject",
                        verbose_name="检查对象",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hits",
                        to="triggers.triggerproposal",
                        verbose_name="触发提示",
                    ),
                ),
            ],
            options={
                "verbose_name": "触发对象",
                "ordering": ["proposal_id", "-value", "object_id"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "object"), name="trigger_hit_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="triggerhit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4e6893eac93e8f251943ec83c0321979f5c65ce0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1c8a6",
                    table="triggers_triggerhit",
                    when="BEFORE",
                ),
            ),
        ),
    ]
