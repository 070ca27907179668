import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Licence",
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
                "object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="licences",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("kind", models.CharField(max_length=60, verbose_name="许可证名称")),
            ("number", models.CharField(max_length=60, verbose_name="许可证编号")),
            ("issuer", models.CharField(blank=True, max_length=100, verbose_name="发证机关")),
            ("valid_from", models.DateField(blank=True, null=True, verbose_name="批准日期")),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ("scope", models.CharField(blank=True, max_length=300, verbose_name="许可范围")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
        ],
        options={
            "verbose_name": "许可证",
            "ordering": ["object_id", "kind", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("object", "kind", "number"), name="licence_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        ("valid_from", None),
                        ("valid_to", None),
                        ("valid_from__lte", models.F("valid_to")),
                        _connector="OR",
                    ),
                    name="licence_ends_after_its_beginning",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LicenceEvent",
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
                    to="registers.licence",
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
            ("kind", models.CharField(max_length=60, verbose_name="许可证名称")),
            ("number", models.CharField(max_length=60, verbose_name="许可证编号")),
            ("issuer", models.CharField(blank=True, max_length=100, verbose_name="发证机关")),
            ("valid_from", models.DateField(blank=True, null=True, verbose_name="批准日期")),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            ("scope", models.CharField(blank=True, max_length=300, verbose_name="许可范围")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="SpecialRegister",
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
                    related_name="special_registers",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("name", models.CharField(max_length=60, verbose_name="专项库名称")),
            ("industry", models.CharField(blank=True, max_length=60, verbose_name="行业")),
            ("note", models.CharField(blank=True, max_length=200, verbose_name="收录范围")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
            (
                "retired_reason",
                models.CharField(blank=True, max_length=200, verbose_name="停用的理由"),
            ),
        ],
        options={
            "verbose_name": "专项库",
            "ordering": ["department_id", "name"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("retired_on", None)),
                    fields=("department", "name"),
                    name="special_register_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SpecialMember",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "register",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="members",
                    to="registers.specialregister",
                    verbose_name="专项库",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="special_memberships",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("joined_at", models.DateTimeField(verbose_name="入库时间")),
            ("joined_by", models.CharField(max_length=40, verbose_name="入库经办人")),
            ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="出库时间")),
            ("left_by", models.CharField(blank=True, max_length=40, verbose_name="出库经办人")),
            (
                "left_reason",
                models.CharField(blank=True, max_length=200, verbose_name="出库的理由"),
            ),
        ],
        options={
            "verbose_name": "专项库成员",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("left_at", None)),
                    fields=("register", "object"),
                    name="special_member_once",
                )
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="licence",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_licenceevent" ("created_at", "entered_by", "id", "issuer", "kind", "number", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "updated_at", "valid_from", "valid_to") SELECT new_values."created_at", new_values."entered_by", new_values."id", new_values."issuer", new_values."kind", new_values."number", new_values."object_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scope", new_values."updated_at", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="0f10741f898973c382c0d9f3e6ec6f372a3d0d2f",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4b344",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_licence",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="licence",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_licenceevent" ("created_at", "entered_by", "id", "issuer", "kind", "number", "object_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "updated_at", "valid_from", "valid_to") SELECT new_values."created_at", new_values."entered_by", new_values."id", new_values."issuer", new_values."kind", new_values."number", new_values."object_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scope", new_values."updated_at", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="7d2044f9476ac6424861c86528e18b9f43b42559",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_7e83b",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_licence",
                when="AFTER",
            ),
        ),
    ),
]
