import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
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
                    "object_task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_up",
                        to="tasks.objecttask",
                        verbose_name="对象任务",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("rectification", "责令限期改正"),
                            ("reminder", "教育提醒、行政指导"),
                            ("case_filing", "立案查处"),
                            ("copy_notice", "抄告其他部门"),
                            ("transfer", "移送"),
                            ("list_proposal", "列入经营异常名录"),
                        ],
                        default="rectification",
                        max_length=16,
                        verbose_name="处置方式",
                    ),
                ),
                (
                    "requirement",
                    models.CharField(blank=True, max_length=500, verbose_name="整改要求"),
                ),
                ("due_on", models.DateField(verbose_name="期限")),
                ("state", models.CharField(default="open", max_length=20, verbose_name="状态")),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="登记时间"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("closed_by", models.CharField(blank=True, max_length=40, verbose_name="办结人")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="处置结果")),
            ],
            options={
                "verbose_name": "后续处置",
                "ordering": ["due_on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_closed_with_outcome",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpEvent",
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
                        to="followup.followup",
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
                        default=mingcha.foundation.clock.now,
                        editable=False,
                        verbose_name="建立时间",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "object_task",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tasks.objecttask",
                        verbose_name="对象任务",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("rectification", "责令限期改正"),
                            ("reminder", "教育提醒、行政指导"),
                            ("case_filing", "立案查处"),
                            ("copy_notice", "抄告其他部门"),
                            ("transfer", "移送"),
                            ("list_proposal", "列入经营异常名录"),
                        ],
                        default="rectification",
                        max_length=16,
                        verbose_name="处置方式",
                    ),
                ),
                (
                    "requirement",
                    models.CharField(blank=True, max_length=500, verbose_name="整改要求"),
                ),
                ("due_on", models.DateField(verbose_name="期限")),
                ("state", models.CharField(default="open", max_length=20, verbose_name="状态")),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="登记时间"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="办结时间")),
                ("closed_by", models.CharField(blank=True, max_length=40, verbose_name="办结人")),
                ("outcome", models.CharField(blank=True, max_length=300, verbose_name="处置结果")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FollowUpStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="followup.followup",
                        verbose_name="后续处置",
                    ),
                ),
                ("action", models.CharField(max_length=24, verbose_name="环节")),
                ("text", models.CharField(max_length=500, verbose_name="内容")),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="文件名")),
                ("media_type", models.CharField(blank=True, max_length=60, verbose_name="类型")),
                ("content", models.BinaryField(null=True, verbose_name="文件")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("by", models.CharField(max_length=40, verbose_name="办理人")),
                ("by_name", models.CharField(max_length=40, verbose_name="姓名")),
                (
                    "at",
                    models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "处置记录",
                "ordering": ["id"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_followupevent" ("closed_at", "closed_by", "created_at", "due_on", "id", "measure", "object_task_id", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirement", "state", "updated_at") SELECT new_values."closed_at", new_values."closed_by", new_values."created_at", new_values."due_on", new_values."id", new_values."measure", new_values."object_task_id", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."requirement", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b9884c05c3b83bfe37ce80de99205838154cc64e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0cf81",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="followup_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "followup_followupevent" ("closed_at", "closed_by", "created_at", "due_on", "id", "measure", "object_task_id", "opened_at", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "requirement", "state", "updated_at") SELECT new_values."closed_at", new_values."closed_by", new_values."created_at", new_values."due_on", new_values."id", new_values."measure", new_values."object_task_id", new_values."opened_at", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."requirement", new_values."state", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e91e2446ce933ccf3b94d7ad38f390f3bc7dc8c8",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6e370",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="followup_followup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followupstep",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="00ee470cd96de6fb74b7de99f3afdf314a80cb34",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0ef4d",
                    table="followup_followupstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
