import django.contrib.postgres.indexes
import django.db.models.deletion
import mingcha.foundation.clock
import mingcha.foundation.search
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="InspectionObject",
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
            ("code", models.CharField(max_length=64, verbose_name="代码")),
            ("key", models.CharField(max_length=22, verbose_name="抽取用代码")),
            ("name", models.CharField(max_length=200, verbose_name="名称")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("enterprise", "企业"),
                        ("self_employed", "个体工商户"),
                        ("farmer_cooperative", "农民专业合作社"),
                        ("foreign_rep_office", "外国企业常驻代表机构"),
                        ("product", "产品"),
                        ("project", "项目"),
                        ("behaviour", "行为"),
                        ("other", "其他"),
                    ],
                    max_length=20,
                    verbose_name="类型",
                ),
            ),
            (
                "status",
                models.CharField(
                    choices=[
                        ("existing", "存续"),
                        ("deregistered", "注销"),
                        ("revoked", "吊销"),
                        ("cancelled", "撤销"),
                        ("moved_out", "迁出"),
                        ("closed", "停业、歇业或清算"),
                        ("merged", "已合并"),
                    ],
                    default="existing",
                    max_length=16,
                    verbose_name="登记状态",
                ),
            ),
            (
                "region",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="行政区划",
                ),
            ),
            (
                "address",
                models.CharField(blank=True, max_length=300, verbose_name="住所（经营场所）"),
            ),
            ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
            (
                "business_scope",
                models.TextField(blank=True, max_length=2000, verbose_name="经营范围"),
            ),
            (
                "owner_name",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="责任主体"
                ),
            ),
            (
                "owner_code",
                models.CharField(
                    blank=True, db_default="", max_length=18, verbose_name="责任主体代码"
                ),
            ),
            (
                "specification",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="规格型号"
                ),
            ),
            (
                "approval_no",
                models.CharField(
                    blank=True, db_default="", max_length=60, verbose_name="批准或备案文号"
                ),
            ),
            ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
            (
                "risk_level",
                models.CharField(blank=True, max_length=4, verbose_name="现行通用风险类别"),
            ),
            ("name_words", mingcha.foundation.search.BigramsField(of="name")),
            ("name_hash", mingcha.foundation.search.NameHashField(of="name")),
            ("tags", models.ManyToManyField(blank=True, to="registers.tag", verbose_name="标签")),
        ],
        options={
            "verbose_name": "检查对象",
            "ordering": ["id"],
            "indexes": [
                django.contrib.postgres.indexes.GinIndex(
                    fields=["name_words"], name="object_by_words"
                ),
                models.Index(fields=["region", "kind"], name="object_by_region"),
                models.Index(fields=["name"], name="object_by_name"),
                models.Index(fields=["risk_level"], name="object_by_class"),
                models.Index(fields=["name_hash"], name="object_by_name_hash"),
                models.Index(
                    condition=models.Q(("risk_level__gt", "")), fields=["id"], name="object_classed"
                ),
                models.Index(
                    fields=["code"], name="object_by_code_prefix", opclasses=["varchar_pattern_ops"]
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("code",), name="object_code_once"),
                models.UniqueConstraint(fields=("key",), name="object_key_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectionObjectEvent",
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
                    to="registers.inspectionobject",
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
            ("code", models.CharField(max_length=64, verbose_name="代码")),
            ("key", models.CharField(max_length=22, verbose_name="抽取用代码")),
            ("name", models.CharField(max_length=200, verbose_name="名称")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("enterprise", "企业"),
                        ("self_employed", "个体工商户"),
                        ("farmer_cooperative", "农民专业合作社"),
                        ("foreign_rep_office", "外国企业常驻代表机构"),
                        ("product", "产品"),
                        ("project", "项目"),
                        ("behaviour", "行为"),
                        ("other", "其他"),
                    ],
                    max_length=20,
                    verbose_name="类型",
                ),
            ),
            (
                "status",
                models.CharField(
                    choices=[
                        ("existing", "存续"),
                        ("deregistered", "注销"),
                        ("revoked", "吊销"),
                        ("cancelled", "撤销"),
                        ("moved_out", "迁出"),
                        ("closed", "停业、歇业或清算"),
                        ("merged", "已合并"),
                    ],
                    default="existing",
                    max_length=16,
                    verbose_name="登记状态",
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
                    verbose_name="行政区划",
                ),
            ),
            (
                "address",
                models.CharField(blank=True, max_length=300, verbose_name="住所（经营场所）"),
            ),
            ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
            (
                "business_scope",
                models.TextField(blank=True, max_length=2000, verbose_name="经营范围"),
            ),
            (
                "owner_name",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="责任主体"
                ),
            ),
            (
                "owner_code",
                models.CharField(
                    blank=True, db_default="", max_length=18, verbose_name="责任主体代码"
                ),
            ),
            (
                "specification",
                models.CharField(
                    blank=True, db_default="", max_length=200, verbose_name="规格型号"
                ),
            ),
            (
                "approval_no",
                models.CharField(
                    blank=True, db_default="", max_length=60, verbose_name="批准或备案文号"
                ),
            ),
            ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
            (
                "risk_level",
                models.CharField(blank=True, max_length=4, verbose_name="现行通用风险类别"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="RegisterEntry",
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
                    related_name="register",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="entries",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
            (
                "exclusion",
                models.CharField(blank=True, max_length=60, verbose_name="不参加抽查的原因"),
            ),
            ("left_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
            ("left_reason", models.CharField(blank=True, max_length=100, verbose_name="移出原因")),
        ],
        options={
            "verbose_name": "名录登记",
            "ordering": ["id"],
            "indexes": [
                models.Index(
                    condition=models.Q(("is_active", True)),
                    fields=["department", "object"],
                    name="entry_active",
                )
            ],
            "constraints": [
                models.UniqueConstraint(fields=("department", "object"), name="entry_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="RegisterEntryEvent",
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
                    to="registers.registerentry",
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
            ("is_active", models.BooleanField(default=True, verbose_name="在库")),
            (
                "exclusion",
                models.CharField(blank=True, max_length=60, verbose_name="不参加抽查的原因"),
            ),
            ("left_on", models.DateField(blank=True, null=True, verbose_name="移出日期")),
            ("left_reason", models.CharField(blank=True, max_length=100, verbose_name="移出原因")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionobject",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectionobjectevent" ("address", "approval_no", "business_scope", "code", "created_at", "established_on", "id", "industry", "key", "kind", "name", "owner_code", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "risk_level", "specification", "status", "updated_at") SELECT new_values."address", new_values."approval_no", new_values."business_scope", new_values."code", new_values."created_at", new_values."established_on", new_values."id", new_values."industry", new_values."key", new_values."kind", new_values."name", new_values."owner_code", new_values."owner_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."risk_level", new_values."specification", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="6a182752c94691278e3fe6e9c69db36a98920ef5",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_c6554",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_inspectionobject",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspectionobject",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectionobjectevent" ("address", "approval_no", "business_scope", "code", "created_at", "established_on", "id", "industry", "key", "kind", "name", "owner_code", "owner_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "risk_level", "specification", "status", "updated_at") SELECT new_values."address", new_values."approval_no", new_values."business_scope", new_values."code", new_values."created_at", new_values."established_on", new_values."id", new_values."industry", new_values."key", new_values."kind", new_values."name", new_values."owner_code", new_values."owner_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."risk_level", new_values."specification", new_values."status", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."approval_no" IS DISTINCT FROM (new_values."approval_no") OR old_values."business_scope" IS DISTINCT FROM (new_values."business_scope") OR old_values."code" IS DISTINCT FROM (new_values."code") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."established_on" IS DISTINCT FROM (new_values."established_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."industry" IS DISTINCT FROM (new_values."industry") OR old_values."key" IS DISTINCT FROM (new_values."key") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."owner_code" IS DISTINCT FROM (new_values."owner_code") OR old_values."owner_name" IS DISTINCT FROM (new_values."owner_name") OR old_values."region_id" IS DISTINCT FROM (new_values."region_id") OR old_values."risk_level" IS DISTINCT FROM (new_values."risk_level") OR old_values."specification" IS DISTINCT FROM (new_values."specification") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="02cfe35bc00a88ea4e55c932b66f8138dde230e7",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_17813",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_inspectionobject",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="registerentry",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_registerentryevent" ("created_at", "department_id", "exclusion", "id", "is_active", "left_on", "left_reason", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."exclusion", new_values."id", new_values."is_active", new_values."left_on", new_values."left_reason", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="c4caa2f83ed04b9890f4b7d43ce24b679b8138ab",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_51ee2",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_registerentry",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="registerentry",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_registerentryevent" ("created_at", "department_id", "exclusion", "id", "is_active", "left_on", "left_reason", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at") SELECT new_values."created_at", new_values."department_id", new_values."exclusion", new_values."id", new_values."is_active", new_values."left_on", new_values."left_reason", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="3c423e21cf802de69a024a33ce759f8574acd153",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_50cd3",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_registerentry",
                when="AFTER",
            ),
        ),
    ),
]
