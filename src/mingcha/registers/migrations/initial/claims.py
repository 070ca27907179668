import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="CertifiedHeadcount",
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
                "department",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="headcounts",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("number", models.PositiveIntegerField(verbose_name="持证人数")),
            ("as_of", models.DateField(verbose_name="截至日期")),
            ("source", models.CharField(max_length=100, verbose_name="依据")),
            ("stated_by", models.CharField(max_length=40, verbose_name="登记人")),
        ],
        options={
            "verbose_name": "持证人数",
            "ordering": ["department_id", "-as_of"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "as_of"), name="headcount_once_a_day")
            ],
        },
    ),
    migrations.CreateModel(
        name="CertifiedHeadcountEvent",
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
                    to="registers.certifiedheadcount",
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
            ("number", models.PositiveIntegerField(verbose_name="持证人数")),
            ("as_of", models.DateField(verbose_name="截至日期")),
            ("source", models.CharField(max_length=100, verbose_name="依据")),
            ("stated_by", models.CharField(max_length=40, verbose_name="登记人")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="OutOfMandate",
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
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "item",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="out_of_mandate",
                    to="registers.inspectionitem",
                    verbose_name="上级事项",
                ),
            ),
            ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ("marked_by", models.CharField(max_length=40, verbose_name="标记人")),
        ],
        options={
            "verbose_name": "不在职责范围的事项",
            "ordering": ["department_id", "item_id"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "item"), name="out_of_mandate_once"),
                models.CheckConstraint(
                    condition=models.Q(("reason", ""), _negated=True),
                    name="out_of_mandate_for_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="OutOfMandateEvent",
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
                    to="registers.outofmandate",
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
                "item",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionitem",
                    verbose_name="上级事项",
                ),
            ),
            ("reason", models.CharField(max_length=200, verbose_name="理由")),
            ("marked_by", models.CharField(max_length=40, verbose_name="标记人")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ParentChange",
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
                "claim",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="parent_changes",
                    to="registers.inspectionitem",
                    verbose_name="认领的事项",
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.itemversion",
                    verbose_name="上级版本",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[("new_version", "上级修订"), ("retired", "上级停用")],
                    max_length=12,
                    verbose_name="变更",
                ),
            ),
            (
                "decision",
                models.CharField(
                    blank=True,
                    choices=[
                        ("taken_over", "已采纳"),
                        ("kept", "保留本级内容"),
                        ("overtaken", "上级又有变更，未处理"),
                    ],
                    max_length=12,
                    verbose_name="处理",
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="处理人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
        ],
        options={
            "verbose_name": "上级事项变更通知",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("claim", "version", "kind"), name="parent_change_told_once"
                ),
                models.UniqueConstraint(
                    condition=models.Q(("decision", "")),
                    fields=("claim",),
                    name="parent_change_one_open",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("decision", "kept"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="parent_change_kept_for_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ParentChangeEvent",
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
                    to="registers.parentchange",
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
                "claim",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionitem",
                    verbose_name="认领的事项",
                ),
            ),
            (
                "version",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.itemversion",
                    verbose_name="上级版本",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[("new_version", "上级修订"), ("retired", "上级停用")],
                    max_length=12,
                    verbose_name="变更",
                ),
            ),
            (
                "decision",
                models.CharField(
                    blank=True,
                    choices=[
                        ("taken_over", "已采纳"),
                        ("kept", "保留本级内容"),
                        ("overtaken", "上级又有变更，未处理"),
                    ],
                    max_length=12,
                    verbose_name="处理",
                ),
            ),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="处理人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="处理时间")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="certifiedheadcount",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_certifiedheadcountevent" ("as_of", "created_at", "department_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stated_by", "updated_at") SELECT new_values."as_of", new_values."created_at", new_values."department_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source", new_values."stated_by", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="fa8d47b24e635f6bbc8b2dbaa05a5b5fabbe940c",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_93b33",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_certifiedheadcount",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="certifiedheadcount",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_certifiedheadcountevent" ("as_of", "created_at", "department_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "stated_by", "updated_at") SELECT new_values."as_of", new_values."created_at", new_values."department_id", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source", new_values."stated_by", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="9e2569b7d4441b0d0e8d727f8be520553fa981be",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_398a6",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_certifiedheadcount",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outofmandate",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_outofmandateevent" ("created_at", "department_id", "id", "item_id", "marked_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."item_id", new_values."marked_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="10820e46c583bd1f63412122e4ebf07b14fba90a",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_26e3a",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_outofmandate",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="outofmandate",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_outofmandateevent" ("created_at", "department_id", "id", "item_id", "marked_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."id", new_values."item_id", new_values."marked_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="b0c15c10e9d35bfba0c20257593a2655f61f19cc",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_a9e72",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_outofmandate",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="parentchange",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_parentchangeevent" ("claim_id", "created_at", "decided_at", "decided_by", "decision", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at", "version_id") SELECT new_values."claim_id", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."updated_at", new_values."version_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="6ec528d78acda6a705f5cb296553d45a8f17fa3b",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_f99c7",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_parentchange",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="parentchange",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_parentchangeevent" ("claim_id", "created_at", "decided_at", "decided_by", "decision", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at", "version_id") SELECT new_values."claim_id", new_values."created_at", new_values."decided_at", new_values."decided_by", new_values."decision", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."updated_at", new_values."version_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="fa24c676e9668cf19863edb85813c0e3ce273fe3",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_f61e3",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_parentchange",
                when="AFTER",
            ),
        ),
    ),
]
