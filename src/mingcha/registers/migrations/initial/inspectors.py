import django.core.validators
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Inspector",
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
                "unit",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.unit",
                    verbose_name="机构",
                ),
            ),
            (
                "user",
                models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="inspector",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="账号",
                ),
            ),
            ("staff_no", models.CharField(max_length=32, verbose_name="工号")),
            ("name", models.CharField(max_length=40, verbose_name="姓名")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("civil_servant", "行政执法类公务员"),
                        ("enforcement_staff", "其他执法人员"),
                        ("daily_supervision", "日常监管人员"),
                        ("assistant", "执法辅助人员"),
                    ],
                    default="enforcement_staff",
                    max_length=20,
                    verbose_name="人员类别",
                ),
            ),
            (
                "sex",
                models.CharField(
                    blank=True,
                    choices=[("male", "男"), ("female", "女")],
                    max_length=8,
                    verbose_name="性别",
                ),
            ),
            ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="手机号")),
            ("education", models.CharField(blank=True, max_length=20, verbose_name="学历")),
            (
                "education_subject",
                models.CharField(blank=True, max_length=60, verbose_name="所学专业"),
            ),
            (
                "level",
                models.CharField(
                    blank=True,
                    choices=[
                        ("province", "省级"),
                        ("city", "市级"),
                        ("county", "县级"),
                        ("station", "所级"),
                    ],
                    max_length=12,
                    verbose_name="层级",
                ),
            ),
            (
                "post_category",
                models.CharField(blank=True, max_length=120, verbose_name="岗位大类"),
            ),
            (
                "post_since",
                models.DateField(blank=True, null=True, verbose_name="从事本岗起始日期"),
            ),
            ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
            ("post_detail", models.CharField(blank=True, max_length=60, verbose_name="具体职务")),
            (
                "item_scope",
                models.TextField(blank=True, max_length=2000, verbose_name="执法事项范围"),
            ),
            ("expert_in", models.CharField(blank=True, max_length=120, verbose_name="专家类别")),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="执法区域",
                ),
            ),
            ("capacity", models.PositiveSmallIntegerField(default=30, verbose_name="可承担户数")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("active", "在岗"),
                        ("on_leave", "请假"),
                        ("suspended", "暂停执法"),
                        ("left", "离岗"),
                    ],
                    default="active",
                    max_length=12,
                    verbose_name="状态",
                ),
            ),
            ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
            (
                "expertise",
                models.ManyToManyField(blank=True, to="registers.tag", verbose_name="业务专长"),
            ),
            (
                "qualifications",
                models.ManyToManyField(
                    blank=True,
                    related_name="qualified_inspectors",
                    to="registers.tag",
                    verbose_name="岗位资质",
                ),
            ),
        ],
        options={
            "verbose_name": "执法检查人员",
            "ordering": ["department_id", "staff_no"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "staff_no"), name="staff_no_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="InspectorEvent",
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
                    to="registers.inspector",
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
                    verbose_name="机构",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="账号",
                ),
            ),
            ("staff_no", models.CharField(max_length=32, verbose_name="工号")),
            ("name", models.CharField(max_length=40, verbose_name="姓名")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("civil_servant", "行政执法类公务员"),
                        ("enforcement_staff", "其他执法人员"),
                        ("daily_supervision", "日常监管人员"),
                        ("assistant", "执法辅助人员"),
                    ],
                    default="enforcement_staff",
                    max_length=20,
                    verbose_name="人员类别",
                ),
            ),
            (
                "sex",
                models.CharField(
                    blank=True,
                    choices=[("male", "男"), ("female", "女")],
                    max_length=8,
                    verbose_name="性别",
                ),
            ),
            ("id_number", models.CharField(blank=True, max_length=18, verbose_name="身份证号")),
            ("phone", models.CharField(blank=True, max_length=20, verbose_name="手机号")),
            ("education", models.CharField(blank=True, max_length=20, verbose_name="学历")),
            (
                "education_subject",
                models.CharField(blank=True, max_length=60, verbose_name="所学专业"),
            ),
            (
                "level",
                models.CharField(
                    blank=True,
                    choices=[
                        ("province", "省级"),
                        ("city", "市级"),
                        ("county", "县级"),
                        ("station", "所级"),
                    ],
                    max_length=12,
                    verbose_name="层级",
                ),
            ),
            (
                "post_category",
                models.CharField(blank=True, max_length=120, verbose_name="岗位大类"),
            ),
            (
                "post_since",
                models.DateField(blank=True, null=True, verbose_name="从事本岗起始日期"),
            ),
            ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
            ("post_detail", models.CharField(blank=True, max_length=60, verbose_name="具体职务")),
            (
                "item_scope",
                models.TextField(blank=True, max_length=2000, verbose_name="执法事项范围"),
            ),
            ("expert_in", models.CharField(blank=True, max_length=120, verbose_name="专家类别")),
            (
                "region",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="orgs.region",
                    verbose_name="执法区域",
                ),
            ),
            ("capacity", models.PositiveSmallIntegerField(default=30, verbose_name="可承担户数")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("active", "在岗"),
                        ("on_leave", "请假"),
                        ("suspended", "暂停执法"),
                        ("left", "离岗"),
                    ],
                    default="active",
                    max_length=12,
                    verbose_name="状态",
                ),
            ),
            ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TrainingRecord",
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
                    related_name="trainings",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            (
                "session",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="records",
                    to="registers.trainingsession",
                    verbose_name="培训场次",
                ),
            ),
            ("held_on", models.DateField(verbose_name="培训日期")),
            ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
            ("organiser", models.CharField(blank=True, max_length=60, verbose_name="组织单位")),
            (
                "hours",
                models.DecimalField(
                    decimal_places=1,
                    max_digits=4,
                    validators=[
                        django.core.validators.MinValueValidator(0.5),
                        django.core.validators.MaxValueValidator(200),
                    ],
                    verbose_name="学时",
                ),
            ),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("is_withdrawn", models.BooleanField(default=False, verbose_name="已撤销")),
        ],
        options={
            "verbose_name": "培训记录",
            "ordering": ["inspector_id", "-held_on", "-id"],
            "indexes": [models.Index(fields=["inspector", "held_on"], name="training_by_day")],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("is_withdrawn", False)),
                    fields=("session", "inspector"),
                    name="attended_a_session_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="TrainingRecordEvent",
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
                    to="registers.trainingrecord",
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
                "session",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.trainingsession",
                    verbose_name="培训场次",
                ),
            ),
            ("held_on", models.DateField(verbose_name="培训日期")),
            ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
            ("organiser", models.CharField(blank=True, max_length=60, verbose_name="组织单位")),
            (
                "hours",
                models.DecimalField(
                    decimal_places=1,
                    max_digits=4,
                    validators=[
                        django.core.validators.MinValueValidator(0.5),
                        django.core.validators.MaxValueValidator(200),
                    ],
                    verbose_name="学时",
                ),
            ),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            ("is_withdrawn", models.BooleanField(default=False, verbose_name="已撤销")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspector",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorevent" ("capacity", "created_at", "department_id", "education", "education_subject", "expert_in", "id", "id_number", "item_scope", "kind", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "post_category", "post_detail", "post_since", "region_id", "remark", "sex", "staff_no", "state", "unit_id", "updated_at", "user_id") SELECT new_values."capacity", new_values."created_at", new_values."department_id", new_values."education", new_values."education_subject", new_values."expert_in", new_values."id", new_values."id_number", new_values."item_scope", new_values."kind", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."post", new_values."post_category", new_values."post_detail", new_values."post_since", new_values."region_id", new_values."remark", new_values."sex", new_values."staff_no", new_values."state", new_values."unit_id", new_values."updated_at", new_values."user_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="01f6e4d0ad9b2a5ad21407c7cdb54d11a67d8d04",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_0ccc8",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_inspector",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="inspector",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_inspectorevent" ("capacity", "created_at", "department_id", "education", "education_subject", "expert_in", "id", "id_number", "item_scope", "kind", "level", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "post", "post_category", "post_detail", "post_since", "region_id", "remark", "sex", "staff_no", "state", "unit_id", "updated_at", "user_id") SELECT new_values."capacity", new_values."created_at", new_values."department_id", new_values."education", new_values."education_subject", new_values."expert_in", new_values."id", new_values."id_number", new_values."item_scope", new_values."kind", new_values."level", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."post", new_values."post_category", new_values."post_detail", new_values."post_since", new_values."region_id", new_values."remark", new_values."sex", new_values."staff_no", new_values."state", new_values."unit_id", new_values."updated_at", new_values."user_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="9ee2751fe304929eeb38f209e1d5629079d16021",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_f5426",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_inspector",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="trainingrecord",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_trainingrecordevent" ("created_at", "entered_by", "held_on", "hours", "id", "inspector_id", "is_withdrawn", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic", "updated_at") SELECT new_values."created_at", new_values."entered_by", new_values."held_on", new_values."hours", new_values."id", new_values."inspector_id", new_values."is_withdrawn", new_values."organiser", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."session_id", new_values."topic", new_values."updated_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="46aada915f9b9944ef2b915349e819d56b092c81",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_92c09",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_trainingrecord",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="trainingrecord",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_trainingrecordevent" ("created_at", "entered_by", "held_on", "hours", "id", "inspector_id", "is_withdrawn", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic", "updated_at") SELECT new_values."created_at", new_values."entered_by", new_values."held_on", new_values."hours", new_values."id", new_values."inspector_id", new_values."is_withdrawn", new_values."organiser", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."session_id", new_values."topic", new_values."updated_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="d502a41e45b0fd8ae13c10d12e5b78dca611abdb",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_c1677",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_trainingrecord",
                when="AFTER",
            ),
        ),
    ),
]
