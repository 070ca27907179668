import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Expert",
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
                "body",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="experts",
                    to="registers.professionalbody",
                    verbose_name="所属专业机构",
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="姓名")),
            ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
            ("title", models.CharField(blank=True, max_length=60, verbose_name="职称或职务")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
            (
                "tags",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="专业领域"),
            ),
        ],
        options={
            "verbose_name": "专家",
            "ordering": ["department_id", "name", "id"],
        },
    ),
    migrations.CreateModel(
        name="ExpertEvent",
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
                    to="registers.expert",
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
                "body",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.professionalbody",
                    verbose_name="所属专业机构",
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="姓名")),
            ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
            ("title", models.CharField(blank=True, max_length=60, verbose_name="职称或职务")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="AssistantInterest",
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
                "expert",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="interests",
                    to="registers.expert",
                    verbose_name="专家",
                ),
            ),
            (
                "body",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="interests",
                    to="registers.professionalbody",
                    verbose_name="机构",
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
            ("reason", models.CharField(max_length=60, verbose_name="利害关系")),
            ("declared_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
        ],
        options={
            "verbose_name": "专家回避登记",
            "ordering": ["ended_on", "id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("body__isnull", False), ("expert", None)),
                        models.Q(("body", None), ("expert__isnull", False)),
                        _connector="OR",
                    ),
                    name="interest_is_of_one",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("expert", "object"),
                    name="expert_interest_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("ended_on", None)),
                    fields=("body", "object"),
                    name="body_interest_once",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AssistantInterestEvent",
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
                    to="registers.assistantinterest",
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
                "expert",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.expert",
                    verbose_name="专家",
                ),
            ),
            (
                "body",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.professionalbody",
                    verbose_name="机构",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("reason", models.CharField(max_length=60, verbose_name="利害关系")),
            ("declared_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("ended_on", models.DateField(blank=True, null=True, verbose_name="解除日期")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="ProfessionalBody",
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
            ("name", models.CharField(max_length=120, verbose_name="机构名称")),
            ("code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
            ("services", models.CharField(max_length=200, verbose_name="可提供的技术服务")),
            ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
            (
                "tags",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="专业领域"),
            ),
        ],
        options={
            "verbose_name": "专业机构",
            "ordering": ["department_id", "name"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("department", "name"), name="body_once_in_department"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ProfessionalBodyEvent",
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
                    to="registers.professionalbody",
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
            ("name", models.CharField(max_length=120, verbose_name="机构名称")),
            ("code", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
            ("services", models.CharField(max_length=200, verbose_name="可提供的技术服务")),
            ("contact", models.CharField(blank=True, max_length=40, verbose_name="联系人")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="联系电话")),
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_expertevent" ("body_id", "created_at", "department_id", "employer", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "updated_at") SELECT new_values."body_id", new_values."created_at", new_values."department_id", new_values."employer", new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="ff033c6915bfab785ab4982c4c4c86d6b9301298",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_3a200",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_expert",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expert",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_expertevent" ("body_id", "created_at", "department_id", "employer", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "title", "updated_at") SELECT new_values."body_id", new_values."created_at", new_values."department_id", new_values."employer", new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."title", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="2eb1637c5751dbc80fa9aaab114e7e61e41b3f50",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_e0656",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_expert",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="assistantinterest",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_assistantinterestevent" ("body_id", "created_at", "declared_by", "ended_on", "expert_id", "id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at") SELECT new_values."body_id", new_values."created_at", new_values."declared_by", new_values."ended_on", new_values."expert_id", new_values."id", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="0958a0d22d8068dc715ee55331134987c61ba408",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_61277",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_assistantinterest",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="assistantinterest",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_assistantinterestevent" ("body_id", "created_at", "declared_by", "ended_on", "expert_id", "id", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "updated_at") SELECT new_values."body_id", new_values."created_at", new_values."declared_by", new_values."ended_on", new_values."expert_id", new_values."id", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="76c78bdf7716e9f1a6b72a73d1dda4b8eada583a",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_505fa",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_assistantinterest",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="professionalbody",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_professionalbodyevent" ("code", "contact", "created_at", "department_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "services", "updated_at") SELECT new_values."code", new_values."contact", new_values."created_at", new_values."department_id", new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."services", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="9ca2206de43eabae80334c1b54a2a09bbe10fb3a",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_46773",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_professionalbody",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="professionalbody",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_professionalbodyevent" ("code", "contact", "created_at", "department_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "services", "updated_at") SELECT new_values."code", new_values."contact", new_values."created_at", new_values."department_id", new_values."id", new_values."is_active", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."services", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="de0648c14da69b10a72dafda1dd2dca5866424cd",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_4e22b",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_professionalbody",
                when="AFTER",
            ),
        ),
    ),
]
