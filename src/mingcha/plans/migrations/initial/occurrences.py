import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Occurrence",
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
                "obligation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="occurrences",
                    to="plans.obligation",
                    verbose_name="报送事项",
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
                    verbose_name="责任部门",
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="orgs.unit",
                    verbose_name="责任机构",
                ),
            ),
            ("opens_on", models.DateField(verbose_name="开始日期")),
            ("due_on", models.DateField(verbose_name="期限")),
            ("state", models.CharField(default="open", max_length=12, verbose_name="状态")),
            ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="完成情况")),
            ("seen", models.CharField(blank=True, max_length=200, verbose_name="平台查到的情况")),
            ("seen_url", models.CharField(blank=True, max_length=200, verbose_name="页面")),
            ("done_by", models.CharField(blank=True, max_length=40, verbose_name="登记人")),
            ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
            ("return_note", models.CharField(blank=True, max_length=200, verbose_name="退回意见")),
        ],
        options={
            "verbose_name": "到期事项",
            "ordering": ["due_on", "id"],
            "indexes": [
                models.Index(fields=["region", "due_on"], name="occurrence_by_place"),
                models.Index(fields=["department", "due_on"], name="occurrence_by_department"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("obligation", "region", "department", "unit", "due_on"),
                    name="occurrence_once",
                    nulls_distinct=False,
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("done_at__isnull", False),
                            ("done_on__isnull", False),
                            ("state", "done"),
                            models.Q(("done_by", ""), _negated=True),
                        ),
                        models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("done_at", None),
                            ("done_by", ""),
                            ("done_on", None),
                        ),
                        _connector="OR",
                    ),
                    name="occurrence_done_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("unit", None), ("department__isnull", False), _connector="OR"
                    ),
                    name="occurrence_unit_of_a_department",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="OccurrenceEvent",
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
                    to="plans.occurrence",
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
                "obligation",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="plans.obligation",
                    verbose_name="报送事项",
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
                    verbose_name="责任部门",
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.unit",
                    verbose_name="责任机构",
                ),
            ),
            ("opens_on", models.DateField(verbose_name="开始日期")),
            ("due_on", models.DateField(verbose_name="期限")),
            ("state", models.CharField(default="open", max_length=12, verbose_name="状态")),
            ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="完成情况")),
            ("seen", models.CharField(blank=True, max_length=200, verbose_name="平台查到的情况")),
            ("seen_url", models.CharField(blank=True, max_length=200, verbose_name="页面")),
            ("done_by", models.CharField(blank=True, max_length=40, verbose_name="登记人")),
            ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="登记时间")),
            ("return_note", models.CharField(blank=True, max_length=200, verbose_name="退回意见")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OccurrenceFile",
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
                "occurrence",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="files",
                    to="plans.occurrence",
                    verbose_name="到期事项",
                ),
            ),
        ],
        options={
            "verbose_name": "到期事项附件",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("occurrence", "sha256"), name="occurrence_file_once"
                )
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="occurrence",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_occurrenceevent" ("created_at", "department_id", "done_at", "done_by", "done_on", "due_on", "id", "note", "obligation_id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "return_note", "seen", "seen_url", "state", "unit_id", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."done_at", new_values."done_by", new_values."done_on", new_values."due_on", new_values."id", new_values."note", new_values."obligation_id", new_values."opens_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."return_note", new_values."seen", new_values."seen_url", new_values."state", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="f7c47cc07798e7611bcd7f1dac2f7dc3f624c04a",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_2b39b",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="plans_occurrence",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="occurrence",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "plans_occurrenceevent" ("created_at", "department_id", "done_at", "done_by", "done_on", "due_on", "id", "note", "obligation_id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "return_note", "seen", "seen_url", "state", "unit_id", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."done_at", new_values."done_by", new_values."done_on", new_values."due_on", new_values."id", new_values."note", new_values."obligation_id", new_values."opens_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."return_note", new_values."seen", new_values."seen_url", new_values."state", new_values."unit_id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="458190705ce16858380a5150c893338d552381af",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_33ba6",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="plans_occurrence",
                when="AFTER",
            ),
        ),
    ),
]
