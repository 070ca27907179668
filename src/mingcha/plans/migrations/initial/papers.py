import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="SamplingRules",
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
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="退回意见"),
            ),
            (
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("effective_from", models.DateField(blank=True, null=True, verbose_name="施行日期")),
            ("principles", models.TextField(blank=True, verbose_name="抽查原则")),
            ("tasks", models.TextField(blank=True, verbose_name="抽查任务")),
            ("methods", models.TextField(blank=True, verbose_name="抽查方式")),
            ("publicity", models.TextField(blank=True, verbose_name="抽查结果公示")),
            ("supervision", models.TextField(blank=True, verbose_name="监督和考核")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="修订原因")),
        ],
        options={
            "verbose_name": "抽查规则",
            "ordering": ["department_id", "-version"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by", ""),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="samplingrules_signed_by_another",
                ),
                models.UniqueConstraint(
                    fields=("department", "version"), name="rules_version_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("state", "issued"), _negated=True),
                    fields=("department",),
                    name="rules_one_in_work",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                    ),
                    name="rules_changed_for_a_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "issued"), _negated=True),
                        ("effective_from__isnull", False),
                        _connector="OR",
                    ),
                    name="rules_issued_with_their_day",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="SamplingRulesEvent",
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
                    to="plans.samplingrules",
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
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="退回意见"),
            ),
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
            ("version", models.PositiveSmallIntegerField(verbose_name="版本")),
            ("effective_from", models.DateField(blank=True, null=True, verbose_name="施行日期")),
            ("principles", models.TextField(blank=True, verbose_name="抽查原则")),
            ("tasks", models.TextField(blank=True, verbose_name="抽查任务")),
            ("methods", models.TextField(blank=True, verbose_name="抽查方式")),
            ("publicity", models.TextField(blank=True, verbose_name="抽查结果公示")),
            ("supervision", models.TextField(blank=True, verbose_name="监督和考核")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="修订原因")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SchemeFile",
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
                "scheme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="files",
                    to="plans.annualscheme",
                    verbose_name="实施方案",
                ),
            ),
        ],
        options={
            "verbose_name": "实施方案附件",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(fields=("scheme", "sha256"), name="scheme_file_once"),
                models.UniqueConstraint(
                    fields=("scheme", "file_name"), name="scheme_file_name_once"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AnnualScheme",
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
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="退回意见"),
            ),
            (
                "issuer",
                models.CharField(
                    choices=[("region", "双随办（全地区）"), ("department", "本部门")],
                    max_length=12,
                    verbose_name="发文主体",
                ),
            ),
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
            ("number", models.CharField(blank=True, max_length=40, verbose_name="文号")),
            ("goals", models.TextField(blank=True, verbose_name="工作目标")),
            ("duties", models.TextField(blank=True, verbose_name="任务分工")),
            ("deadlines", models.TextField(blank=True, verbose_name="时间安排")),
            ("measures", models.TextField(blank=True, verbose_name="工作要求")),
            (
                "parent",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="children",
                    to="plans.annualscheme",
                    verbose_name="依据的上级方案",
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="修订原因")),
        ],
        options={
            "verbose_name": "年度实施方案",
            "ordering": ["-year", "region_id", "-issuer", "department_id"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("approved_by", ""),
                        models.Q(("approved_by", models.F("drafted_by")), _negated=True),
                        _connector="OR",
                    ),
                    name="annualscheme_signed_by_another",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("issuer", "department")),
                    fields=("department", "year"),
                    name="annual_scheme_once_in_department",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("issuer", "region")),
                    fields=("region", "year"),
                    name="annual_scheme_once_in_region",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "issued"), _negated=True),
                        models.Q(("number", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="annual_scheme_issued_with_number",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AnnualSchemeEvent",
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
                    to="plans.annualscheme",
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
            ("state", models.CharField(default="draft", max_length=12, verbose_name="状态")),
            ("drafted_by", models.CharField(max_length=40, verbose_name="起草人")),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="签发人")),
            ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="印发时间")),
            (
                "approval_note",
                models.CharField(blank=True, max_length=200, verbose_name="退回意见"),
            ),
            (
                "issuer",
                models.CharField(
                    choices=[("region", "双随办（全地区）"), ("department", "本部门")],
                    max_length=12,
                    verbose_name="发文主体",
                ),
            ),
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
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            ("title", models.CharField(max_length=120, verbose_name="名称")),
            ("number", models.CharField(blank=True, max_length=40, verbose_name="文号")),
            ("goals", models.TextField(blank=True, verbose_name="工作目标")),
            ("duties", models.TextField(blank=True, verbose_name="任务分工")),
            ("deadlines", models.TextField(blank=True, verbose_name="时间安排")),
            ("measures", models.TextField(blank=True, verbose_name="工作要求")),
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
                    to="plans.annualscheme",
                    verbose_name="依据的上级方案",
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="修订原因")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="samplingrules",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_samplingrulesevent" ("approval_note", "approved_by", "created_at", "department_id", "drafted_by", "effective_from", "id", "issued_at", "methods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principles", "publicity", "reason", "state", "submitted_at", "supervision", "tasks", "updated_at", "version") SELECT new_values."approval_note", new_values."approved_by", new_values."created_at", new_values."department_id", new_values."drafted_by", new_values."effective_from", new_values."id", new_values."issued_at", new_values."methods", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."principles", new_values."publicity", new_values."reason", new_values."state", new_values."submitted_at", new_values."supervision", new_values."tasks", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="bcd5ea93c13dfa0030faf3d9c35885c446322144",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_cedd4",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_samplingrules",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="samplingrules",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_samplingrulesevent" ("approval_note", "approved_by", "created_at", "department_id", "drafted_by", "effective_from", "id", "issued_at", "methods", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principles", "publicity", "reason", "state", "submitted_at", "supervision", "tasks", "updated_at", "version") SELECT new_values."approval_note", new_values."approved_by", new_values."created_at", new_values."department_id", new_values."drafted_by", new_values."effective_from", new_values."id", new_values."issued_at", new_values."methods", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."principles", new_values."publicity", new_values."reason", new_values."state", new_values."submitted_at", new_values."supervision", new_values."tasks", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="71a3423e5eef64851a204fd9bf6a0686c71ab165",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_963f8",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_samplingrules",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="annualscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_annualschemeevent" ("approval_note", "approved_by", "created_at", "deadlines", "department_id", "drafted_by", "duties", "goals", "id", "issued_at", "issuer", "measures", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "state", "submitted_at", "title", "updated_at", "year") SELECT new_values."approval_note", new_values."approved_by", new_values."created_at", new_values."deadlines", new_values."department_id", new_values."drafted_by", new_values."duties", new_values."goals", new_values."id", new_values."issued_at", new_values."issuer", new_values."measures", new_values."number", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."region_id", new_values."state", new_values."submitted_at", new_values."title", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="b9db000846e6ac7cf56a68061abcb060bdf1ef8e",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_9b7b2",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_annualscheme",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="annualscheme",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_annualschemeevent" ("approval_note", "approved_by", "created_at", "deadlines", "department_id", "drafted_by", "duties", "goals", "id", "issued_at", "issuer", "measures", "number", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "region_id", "state", "submitted_at", "title", "updated_at", "year") SELECT new_values."approval_note", new_values."approved_by", new_values."created_at", new_values."deadlines", new_values."department_id", new_values."drafted_by", new_values."duties", new_values."goals", new_values."id", new_values."issued_at", new_values."issuer", new_values."measures", new_values."number", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."region_id", new_values."state", new_values."submitted_at", new_values."title", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="f14c3d2660cbfa4c9222055845ba1f8d268cdcdd",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_beba5",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_annualscheme",
                when="AFTER",
            ),
        ),
    ),
]
