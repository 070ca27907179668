import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="InspectionRecord",
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
                "object_task",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="record",
                    to="tasks.objecttask",
                    verbose_name="对象任务",
                ),
            ),
            (
                "visit",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="records",
                    to="inspections.visit",
                    verbose_name="入企检查",
                ),
            ),
            (
                "methods",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("on_site", "现场检查"),
                            ("written", "书面检查"),
                            ("other_results", "采用其他部门结果或专家意见"),
                            ("testing", "抽样检验"),
                            ("online", "网络监测"),
                            ("commissioned", "委托专业机构"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            (
                "result",
                models.CharField(
                    blank=True,
                    choices=[
                        ("no_problem", "未发现问题"),
                        ("not_disclosed", "未按规定公示应当公示的信息"),
                        ("false_disclosure", "公示信息隐瞒真实情况、弄虚作假"),
                        ("unreachable", "通过登记的住所（经营场所）无法联系"),
                        ("rectified", "发现问题已责令改正"),
                        ("refused_serious", "不配合检查情节严重"),
                        ("no_such_activity", "未发现开展本次抽查涉及的经营活动"),
                        ("pending_follow_up", "发现问题待后续处理"),
                        ("closed_or_liquidating", "已关闭停业或正在组织清算"),
                        ("deregistered", "注销"),
                        ("revoked", "被吊销"),
                        ("cancelled", "被撤销"),
                        ("moved_out", "迁出"),
                        ("other", "其他"),
                    ],
                    max_length=24,
                    verbose_name="检查结果",
                ),
            ),
            ("findings", models.TextField(blank=True, verbose_name="检查情况")),
            ("policy_explained", models.BooleanField(default=False, verbose_name="已讲解政策")),
            (
                "acknowledgement",
                models.CharField(
                    blank=True,
                    choices=[
                        ("signed", "当事人已签字"),
                        ("refused", "当事人拒绝签字"),
                        ("absent", "当事人不在场"),
                    ],
                    max_length=10,
                    verbose_name="当事人意见",
                ),
            ),
            (
                "refusal_note",
                models.CharField(blank=True, max_length=200, verbose_name="未签字的情况"),
            ),
            ("refusal_witness", models.CharField(blank=True, max_length=40, verbose_name="见证人")),
            ("entered_by", models.CharField(max_length=40, verbose_name="录入人")),
            (
                "signed_at",
                models.DateTimeField(blank=True, null=True, verbose_name="检查组确认时间"),
            ),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("publish_by", models.DateField(blank=True, null=True, verbose_name="公示期限")),
            ("source_system", models.CharField(blank=True, max_length=40, verbose_name="来源系统")),
            ("source_key", models.CharField(blank=True, max_length=80, verbose_name="来源编号")),
        ],
        options={
            "verbose_name": "检查记录",
            "ordering": ["id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("submitted_at", None),
                        models.Q(
                            models.Q(("result", ""), _negated=True), ("signed_at__isnull", False)
                        ),
                        _connector="OR",
                    ),
                    name="record_submitted_is_signed",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("acknowledgement", "refused"), _negated=True),
                        models.Q(
                            models.Q(("refusal_note", ""), _negated=True),
                            models.Q(("refusal_witness", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="record_refusal_is_witnessed",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("source_key", ""), _negated=True),
                    fields=("source_system", "source_key"),
                    name="record_once_from_source",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectionRecordEvent",
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
                    to="inspections.inspectionrecord",
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
                "visit",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="inspections.visit",
                    verbose_name="入企检查",
                ),
            ),
            (
                "methods",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("on_site", "现场检查"),
                            ("written", "书面检查"),
                            ("other_results", "采用其他部门结果或专家意见"),
                            ("testing", "抽样检验"),
                            ("online", "网络监测"),
                            ("commissioned", "委托专业机构"),
                        ],
                        max_length=16,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="检查方式",
                ),
            ),
            (
                "result",
                models.CharField(
                    blank=True,
                    choices=[
                        ("no_problem", "未发现问题"),
                        ("not_disclosed", "未按规定公示应当公示的信息"),
                        ("false_disclosure", "公示信息隐瞒真实情况、弄虚作假"),
                        ("unreachable", "通过登记的住所（经营场所）无法联系"),
                        ("rectified", "发现问题已责令改正"),
                        ("refused_serious", "不配合检查情节严重"),
                        ("no_such_activity", "未发现开展本次抽查涉及的经营活动"),
                        ("pending_follow_up", "发现问题待后续处理"),
                        ("closed_or_liquidating", "已关闭停业或正在组织清算"),
                        ("deregistered", "注销"),
                        ("revoked", "被吊销"),
                        ("cancelled", "被撤销"),
                        ("moved_out", "迁出"),
                        ("other", "其他"),
                    ],
                    max_length=24,
                    verbose_name="检查结果",
                ),
            ),
            ("findings", models.TextField(blank=True, verbose_name="检查情况")),
            ("policy_explained", models.BooleanField(default=False, verbose_name="已讲解政策")),
            (
                "acknowledgement",
                models.CharField(
                    blank=True,
                    choices=[
                        ("signed", "当事人已签字"),
                        ("refused", "当事人拒绝签字"),
                        ("absent", "当事人不在场"),
                    ],
                    max_length=10,
                    verbose_name="当事人意见",
                ),
            ),
            (
                "refusal_note",
                models.CharField(blank=True, max_length=200, verbose_name="未签字的情况"),
            ),
            ("refusal_witness", models.CharField(blank=True, max_length=40, verbose_name="见证人")),
            ("entered_by", models.CharField(max_length=40, verbose_name="录入人")),
            (
                "signed_at",
                models.DateTimeField(blank=True, null=True, verbose_name="检查组确认时间"),
            ),
            ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提交时间")),
            ("publish_by", models.DateField(blank=True, null=True, verbose_name="公示期限")),
            ("source_system", models.CharField(blank=True, max_length=40, verbose_name="来源系统")),
            ("source_key", models.CharField(blank=True, max_length=80, verbose_name="来源编号")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionrecord",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_inspectionrecordevent" ("acknowledgement", "created_at", "entered_by", "findings", "id", "methods", "object_task_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_explained", "publish_by", "refusal_note", "refusal_witness", "result", "signed_at", "source_key", "source_system", "submitted_at", "updated_at", "visit_id") SELECT new_values."acknowledgement", new_values."created_at", new_values."entered_by", new_values."findings", new_values."id", new_values."methods", new_values."object_task_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."policy_explained", new_values."publish_by", new_values."refusal_note", new_values."refusal_witness", new_values."result", new_values."signed_at", new_values."source_key", new_values."source_system", new_values."submitted_at", new_values."updated_at", new_values."visit_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2f8dc832722c47c0485b3c84ec7aeaa01c37f3a5",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_3fa7c",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="inspections_inspectionrecord",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionrecord",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "inspections_inspectionrecordevent" ("acknowledgement", "created_at", "entered_by", "findings", "id", "methods", "object_task_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_explained", "publish_by", "refusal_note", "refusal_witness", "result", "signed_at", "source_key", "source_system", "submitted_at", "updated_at", "visit_id") SELECT new_values."acknowledgement", new_values."created_at", new_values."entered_by", new_values."findings", new_values."id", new_values."methods", new_values."object_task_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."policy_explained", new_values."publish_by", new_values."refusal_note", new_values."refusal_witness", new_values."result", new_values."signed_at", new_values."source_key", new_values."source_system", new_values."submitted_at", new_values."updated_at", new_values."visit_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="7765da448de5613177ff030443d6ebf6cf9fb796",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_54eb9",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="inspections_inspectionrecord",
                when="AFTER",
            ),
        ),
    ),
]
