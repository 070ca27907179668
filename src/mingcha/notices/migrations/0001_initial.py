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
            name="NoticeText",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("inspection_notice", "检查通知书"),
                            ("result_notice", "检查结果告知书"),
                            ("rectification_order", "责令改正通知书"),
                        ],
                        max_length=24,
                        verbose_name="文书",
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
                ("number", models.PositiveIntegerField(verbose_name="版本")),
                ("is_own", models.BooleanField(default=True, verbose_name="自定文本")),
                ("title", models.CharField(blank=True, max_length=60, verbose_name="标题")),
                ("text", models.TextField(blank=True, max_length=6000, verbose_name="正文")),
                (
                    "for_subordinates",
                    models.BooleanField(default=False, verbose_name="下级部门也使用"),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="修改说明")),
                ("written_by", models.CharField(max_length=40, verbose_name="编写人")),
                ("since", models.DateField(blank=True, null=True, verbose_name="启用日期")),
                ("set_by", models.CharField(blank=True, max_length=40, verbose_name="启用人")),
            ],
            options={
                "verbose_name": "文书文本",
                "ordering": ["kind", "-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "region", "department", "number"),
                        name="notice_text_number_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("since", None)),
                        fields=("kind", "region", "department"),
                        name="notice_text_one_draft",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_own", False),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_text_is_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inspection_notice", "检查通知书"),
                            ("result_notice", "检查结果告知书"),
                            ("rectification_order", "责令改正通知书"),
                        ],
                        max_length=24,
                        verbose_name="文书",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="tasks.task",
                        verbose_name="任务",
                    ),
                ),
                (
                    "object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registers.inspectionobject",
                        verbose_name="检查对象",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.department",
                        verbose_name="出具部门",
                    ),
                ),
                ("serial", models.PositiveSmallIntegerField(default=1, verbose_name="第几次出具")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="重新出具的理由"),
                ),
                (
                    "text_version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="notices.noticetext",
                        verbose_name="文本版本",
                    ),
                ),
                ("title", models.CharField(max_length=60, verbose_name="标题")),
                ("values", models.JSONField(verbose_name="填入的内容")),
                ("parts", models.JSONField(verbose_name="正文")),
                (
                    "issued_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="出具时间"
                    ),
                ),
                ("issued_by", models.CharField(max_length=40, verbose_name="出具人")),
            ],
            options={
                "verbose_name": "已出具的文书",
                "ordering": ["task_id", "object_id", "kind", "-serial"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("task", "object", "kind", "department", "serial"),
                        name="issued_notice_serial_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("serial", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="issued_notice_again_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecusalRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusal_requests",
                        to="notices.issuednotice",
                        verbose_name="检查通知书",
                    ),
                ),
                (
                    "inspector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusal_requests",
                        to="registers.inspector",
                        verbose_name="检查人员",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="申请回避的理由")),
                ("asked_by", models.CharField(max_length=60, verbose_name="申请人姓名和职务")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="申请时间"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "待决定"),
                            ("granted", "同意回避"),
                            ("refused", "不予回避"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="办理情况",
                    ),
                ),
                (
                    "decision",
                    models.CharField(blank=True, max_length=200, verbose_name="决定的理由"),
                ),
                ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="决定人")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="决定时间"),
                ),
                (
                    "recusal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="registers.recusal",
                        verbose_name="回避登记",
                    ),
                ),
            ],
            options={
                "verbose_name": "检查对象申请回避",
                "ordering": ["asked_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "inspector"), name="recusal_asked_once_by_a_notice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recusal__isnull", False), ("state", "granted")),
                            models.Q(
                                models.Q(("state", "granted"), _negated=True), ("recusal", None)
                            ),
                            _connector="OR",
                        ),
                        name="granted_request_has_its_recusal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), ("state", "asked")),
                            models.Q(
                                models.Q(("state", "asked"), _negated=True),
                                models.Q(("decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="request_decided_for_a_reason",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticetext",
            trigger=pgtrigger.compiler.Trigger(
                name="in_force_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."since" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="58c4ef41b88bfc4f9b8ce262b3c98c68b266b5ce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_in_force_stays_18f8e",
                    table="notices_noticetext",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuednotice",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="548d00542a95ac9a88a8c1316d706ac77dc324ca",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2334c",
                    table="notices_issuednotice",
                    when="BEFORE",
                ),
            ),
        ),
    ]
