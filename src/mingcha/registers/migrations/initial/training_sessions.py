import django.core.validators
import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="PlannedTraining",
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
                    related_name="planned_trainings",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            ("content", models.CharField(max_length=120, verbose_name="培训内容")),
            ("trainees", models.CharField(max_length=120, verbose_name="培训范围")),
            (
                "first_month",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(12),
                    ],
                    verbose_name="开始月份",
                ),
            ),
            (
                "last_month",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(12),
                    ],
                    verbose_name="结束月份",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=60, verbose_name="时间说明")),
            (
                "dropped_reason",
                models.CharField(blank=True, max_length=200, verbose_name="取消的理由"),
            ),
        ],
        options={
            "verbose_name": "培训计划条目",
            "ordering": ["department_id", "year", "first_month", "id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("dropped_reason", "")),
                    fields=("department", "year", "content"),
                    name="planned_training_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("first_month__gte", 1),
                        ("last_month__gte", models.F("first_month")),
                        ("last_month__lte", 12),
                    ),
                    name="planned_training_in_the_year",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlannedTrainingEvent",
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
                    to="registers.plannedtraining",
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
            ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
            ("content", models.CharField(max_length=120, verbose_name="培训内容")),
            ("trainees", models.CharField(max_length=120, verbose_name="培训范围")),
            (
                "first_month",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(12),
                    ],
                    verbose_name="开始月份",
                ),
            ),
            (
                "last_month",
                models.PositiveSmallIntegerField(
                    validators=[
                        django.core.validators.MinValueValidator(1),
                        django.core.validators.MaxValueValidator(12),
                    ],
                    verbose_name="结束月份",
                ),
            ),
            ("note", models.CharField(blank=True, max_length=60, verbose_name="时间说明")),
            (
                "dropped_reason",
                models.CharField(blank=True, max_length=200, verbose_name="取消的理由"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="TrainingSession",
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
                    related_name="training_sessions",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "planned",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="sessions",
                    to="registers.plannedtraining",
                    verbose_name="培训计划条目",
                ),
            ),
            ("held_on", models.DateField(verbose_name="培训日期")),
            ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
            ("organiser", models.CharField(max_length=60, verbose_name="组织单位")),
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
            (
                "withdrawn_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
        ],
        options={
            "verbose_name": "培训场次",
            "ordering": ["-held_on", "-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("withdrawn_reason", "")),
                    fields=("department", "held_on", "topic"),
                    name="training_session_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="TrainingSessionEvent",
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
                    to="registers.trainingsession",
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
                "planned",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.plannedtraining",
                    verbose_name="培训计划条目",
                ),
            ),
            ("held_on", models.DateField(verbose_name="培训日期")),
            ("topic", models.CharField(max_length=120, verbose_name="培训内容")),
            ("organiser", models.CharField(max_length=60, verbose_name="组织单位")),
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
            (
                "withdrawn_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="plannedtraining",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_plannedtrainingevent" ("content", "created_at", "department_id", "dropped_reason", "first_month", "id", "last_month", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trainees", "updated_at", "year") SELECT new_values."content", new_values."created_at", new_values."department_id", new_values."dropped_reason", new_values."first_month", new_values."id", new_values."last_month", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."trainees", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="99f9826982cd8f0b5323e30415a8a26190934369",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_4842d",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_plannedtraining",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="plannedtraining",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_plannedtrainingevent" ("content", "created_at", "department_id", "dropped_reason", "first_month", "id", "last_month", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "trainees", "updated_at", "year") SELECT new_values."content", new_values."created_at", new_values."department_id", new_values."dropped_reason", new_values."first_month", new_values."id", new_values."last_month", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."trainees", new_values."updated_at", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="562f725459b4258876349c3baa77af9b1b8d4e50",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_56b0b",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_plannedtraining",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="trainingsession",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_trainingsessionevent" ("created_at", "department_id", "entered_by", "held_on", "hours", "id", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_id", "topic", "updated_at", "withdrawn_reason") SELECT new_values."created_at", new_values."department_id", new_values."entered_by", new_values."held_on", new_values."hours", new_values."id", new_values."organiser", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_id", new_values."topic", new_values."updated_at", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="4ff63ac026c9990ce4c2dc65393fdfda594bb2bd",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_3a497",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_trainingsession",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="trainingsession",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_trainingsessionevent" ("created_at", "department_id", "entered_by", "held_on", "hours", "id", "organiser", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_id", "topic", "updated_at", "withdrawn_reason") SELECT new_values."created_at", new_values."department_id", new_values."entered_by", new_values."held_on", new_values."hours", new_values."id", new_values."organiser", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_id", new_values."topic", new_values."updated_at", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="68ed708aeee309ce4c251d1a89cab83f8a8aa521",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_8cff9",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_trainingsession",
                when="AFTER",
            ),
        ),
    ),
]
