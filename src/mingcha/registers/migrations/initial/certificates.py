import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="InspectorAbsence",
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
                "inspector",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="absences",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("leave", "请休假"),
                        ("secondment", "借调"),
                        ("transfer", "调出"),
                        ("suspension", "暂停执法"),
                        ("retirement", "退休"),
                    ],
                    max_length=12,
                    verbose_name="种类",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="开始日期")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
            ("reason", models.CharField(max_length=200, verbose_name="事由")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("is_withdrawn", models.BooleanField(default=False, verbose_name="已撤销")),
        ],
        options={
            "verbose_name": "检查人员离岗时段",
            "ordering": ["inspector_id", "-starts_on", "-id"],
            "indexes": [
                models.Index(fields=["inspector", "starts_on", "ends_on"], name="absence_by_day")
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("ends_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"
                    ),
                    name="absence_ends_after_its_beginning",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectorAbsenceEvent",
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
                    to="registers.inspectorabsence",
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
                "inspector",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("leave", "请休假"),
                        ("secondment", "借调"),
                        ("transfer", "调出"),
                        ("suspension", "暂停执法"),
                        ("retirement", "退休"),
                    ],
                    max_length=12,
                    verbose_name="种类",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="开始日期")),
            ("ends_on", models.DateField(blank=True, null=True, verbose_name="结束日期")),
            ("reason", models.CharField(max_length=200, verbose_name="事由")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("is_withdrawn", models.BooleanField(default=False, verbose_name="已撤销")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="InspectorCertificate",
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
                "inspector",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="certificates",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("enforcement", "行政执法证"),
                        ("line_enforcement", "系统执法证"),
                        ("professional", "行业资格证"),
                        ("other", "其他证件"),
                    ],
                    max_length=20,
                    verbose_name="证件种类",
                ),
            ),
            ("number", models.CharField(max_length=40, verbose_name="证件编号")),
            ("issuer", models.CharField(blank=True, max_length=60, verbose_name="发证机关")),
            (
                "scope",
                models.CharField(blank=True, max_length=200, verbose_name="执法（执业）范围"),
            ),
            ("valid_from", models.DateField(blank=True, null=True, verbose_name="有效期自")),
            ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销（吊销）日期")),
            (
                "ended_reason",
                models.CharField(blank=True, max_length=200, verbose_name="注销（吊销）原因"),
            ),
        ],
        options={
            "verbose_name": "检查人员证件",
            "ordering": ["inspector_id", "kind", "-valid_until", "id"],
            "indexes": [
                models.Index(
                    fields=["inspector", "kind", "valid_until"], name="certificate_by_day"
                ),
                models.Index(fields=["valid_until"], name="certificate_by_end"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("inspector", "kind", "number"), name="certificate_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_from", None),
                        ("valid_until", None),
                        ("valid_from__lte", models.F("valid_until")),
                        _connector="OR",
                    ),
                    name="certificate_ends_after_its_beginning",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectorCertificateEvent",
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
                    to="registers.inspectorcertificate",
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
                "inspector",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("enforcement", "行政执法证"),
                        ("line_enforcement", "系统执法证"),
                        ("professional", "行业资格证"),
                        ("other", "其他证件"),
                    ],
                    max_length=20,
                    verbose_name="证件种类",
                ),
            ),
            ("number", models.CharField(max_length=40, verbose_name="证件编号")),
            ("issuer", models.CharField(blank=True, max_length=60, verbose_name="发证机关")),
            (
                "scope",
                models.CharField(blank=True, max_length=200, verbose_name="执法（执业）范围"),
            ),
            ("valid_from", models.DateField(blank=True, null=True, verbose_name="有效期自")),
            ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="注销（吊销）日期")),
            (
                "ended_reason",
                models.CharField(blank=True, max_length=200, verbose_name="注销（吊销）原因"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectorabsence",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorabsenceevent" ("created_at", "ends_on", "entered_by", "id", "inspector_id", "is_withdrawn", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "updated_at") SELECT new_values."created_at", new_values."ends_on", new_values."entered_by", new_values."id", new_values."inspector_id", new_values."is_withdrawn", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."starts_on", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="43bcabe291e88075fc84dc4a7d1896eac2bb8f25",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_9165c",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_inspectorabsence",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectorabsence",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorabsenceevent" ("created_at", "ends_on", "entered_by", "id", "inspector_id", "is_withdrawn", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on", "updated_at") SELECT new_values."created_at", new_values."ends_on", new_values."entered_by", new_values."id", new_values."inspector_id", new_values."is_withdrawn", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."starts_on", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="5ef78240adefc21a29ec8cca22a29c624e4eb52c",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c10be",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_inspectorabsence",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectorcertificate",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorcertificateevent" ("created_at", "ended_on", "ended_reason", "id", "inspector_id", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "updated_at", "valid_from", "valid_until") SELECT new_values."created_at", new_values."ended_on", new_values."ended_reason", new_values."id", new_values."inspector_id", new_values."issuer", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scope", new_values."updated_at", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2c56f7ad6edd75e9e5bc92067b5160e85c64fc93",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4e2b4",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_inspectorcertificate",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectorcertificate",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorcertificateevent" ("created_at", "ended_on", "ended_reason", "id", "inspector_id", "issuer", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "updated_at", "valid_from", "valid_until") SELECT new_values."created_at", new_values."ended_on", new_values."ended_reason", new_values."id", new_values."inspector_id", new_values."issuer", new_values."kind", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scope", new_values."updated_at", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="8ea50130b389e4e03e25d47c61367c0d0784416c",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_0bf4a",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_inspectorcertificate",
                when="AFTER",
            ),
        ),
    ),
]
