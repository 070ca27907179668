import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Obligation",
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
                "issuer",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="制定部门",
                ),
            ),
            ("title", models.CharField(max_length=100, verbose_name="事项")),
            ("rule", models.JSONField(verbose_name="期限规则")),
            ("first_year", models.PositiveSmallIntegerField(verbose_name="起始年度")),
            (
                "last_year",
                models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="截止年度"),
            ),
            ("since", models.DateField(verbose_name="起算日期")),
            (
                "answered_by",
                models.JSONField(blank=True, default=list, verbose_name="责任单位类别"),
            ),
            (
                "evidence",
                models.CharField(
                    blank=True,
                    choices=[
                        ("plan_published", "年度计划已公布"),
                        ("plan_filed", "年度计划已备案"),
                        ("scheme_issued", "年度实施方案已印发"),
                        ("rules_issued", "抽查规则已印发"),
                        ("training_held", "培训已登记"),
                        ("items_published", "抽查事项清单已公布"),
                        ("staff_published", "检查人员名录已公布"),
                        ("report_submitted", "月报表已报送"),
                    ],
                    max_length=20,
                    verbose_name="平台可查的完成情况",
                ),
            ),
            ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
            ("preset", models.SlugField(blank=True, max_length=32, verbose_name="参照的实例")),
            (
                "scheme",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="obligations",
                    to="plans.annualscheme",
                    verbose_name="年度实施方案",
                ),
            ),
            ("task", models.CharField(blank=True, max_length=200, verbose_name="方案中的任务")),
            ("set_by", models.CharField(max_length=40, verbose_name="制定人")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
            ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="停止原因")),
            (
                "departments",
                models.ManyToManyField(
                    blank=True, related_name="+", to="orgs.department", verbose_name="责任部门"
                ),
            ),
            (
                "units",
                models.ManyToManyField(
                    blank=True, related_name="+", to="orgs.unit", verbose_name="责任机构"
                ),
            ),
        ],
        options={
            "verbose_name": "报送事项",
            "ordering": ["-first_year", "id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("last_year", None),
                        ("last_year__gte", models.F("first_year")),
                        _connector="OR",
                    ),
                    name="obligation_ends_after_it_begins",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("scheme", None), ("task", "")),
                        models.Q(("scheme__isnull", False), models.Q(("task", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="obligation_of_a_scheme_names_its_task",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None), models.Q(("preset", ""), _negated=True)),
                    fields=("region", "preset", "first_year"),
                    name="obligation_adopted_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ObligationEvent",
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
                    to="plans.obligation",
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
                "issuer",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.department",
                    verbose_name="制定部门",
                ),
            ),
            ("title", models.CharField(max_length=100, verbose_name="事项")),
            ("rule", models.JSONField(verbose_name="期限规则")),
            ("first_year", models.PositiveSmallIntegerField(verbose_name="起始年度")),
            (
                "last_year",
                models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="截止年度"),
            ),
            ("since", models.DateField(verbose_name="起算日期")),
            (
                "answered_by",
                models.JSONField(blank=True, default=list, verbose_name="责任单位类别"),
            ),
            (
                "evidence",
                models.CharField(
                    blank=True,
                    choices=[
                        ("plan_published", "年度计划已公布"),
                        ("plan_filed", "年度计划已备案"),
                        ("scheme_issued", "年度实施方案已印发"),
                        ("rules_issued", "抽查规则已印发"),
                        ("training_held", "培训已登记"),
                        ("items_published", "抽查事项清单已公布"),
                        ("staff_published", "检查人员名录已公布"),
                        ("report_submitted", "月报表已报送"),
                    ],
                    max_length=20,
                    verbose_name="平台可查的完成情况",
                ),
            ),
            ("basis", models.CharField(blank=True, max_length=100, verbose_name="依据")),
            (
                "preset",
                models.SlugField(
                    blank=True, db_index=False, max_length=32, verbose_name="参照的实例"
                ),
            ),
            (
                "scheme",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.annualscheme",
                    verbose_name="年度实施方案",
                ),
            ),
            ("task", models.CharField(blank=True, max_length=200, verbose_name="方案中的任务")),
            ("set_by", models.CharField(max_length=40, verbose_name="制定人")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="停止日期")),
            ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="停止原因")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="obligation",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_obligationevent" ("answered_by", "basis", "created_at", "end_reason", "ended_on", "evidence", "first_year", "id", "issuer_id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset", "region_id", "rule", "scheme_id", "set_by", "since", "task", "title", "updated_at") SELECT new_values."answered_by", new_values."basis", new_values."created_at", new_values."end_reason", new_values."ended_on", new_values."evidence", new_values."first_year", new_values."id", new_values."issuer_id", new_values."last_year", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."preset", new_values."region_id", new_values."rule", new_values."scheme_id", new_values."set_by", new_values."since", new_values."task", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="aa5d25d00d59f563b9dd732172f0ee2b90388d71",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_aa142",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_obligation",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="obligation",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_obligationevent" ("answered_by", "basis", "created_at", "end_reason", "ended_on", "evidence", "first_year", "id", "issuer_id", "last_year", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "preset", "region_id", "rule", "scheme_id", "set_by", "since", "task", "title", "updated_at") SELECT new_values."answered_by", new_values."basis", new_values."created_at", new_values."end_reason", new_values."ended_on", new_values."evidence", new_values."first_year", new_values."id", new_values."issuer_id", new_values."last_year", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."preset", new_values."region_id", new_values."rule", new_values."scheme_id", new_values."set_by", new_values."since", new_values."task", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="91e767f4d322696ecbfa08e3bfa72a95b70e9f90",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_68712",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_obligation",
                when="AFTER",
            ),
        ),
    ),
]
