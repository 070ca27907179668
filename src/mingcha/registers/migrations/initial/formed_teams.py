import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="FormedTeam",
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
                    related_name="formed_teams",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            ("name", models.CharField(max_length=40, verbose_name="检查组名称")),
            (
                "region",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.region",
                    verbose_name="执法区域",
                ),
            ),
            ("valid_from", models.DateField(verbose_name="组建日期")),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            (
                "dissolved_reason",
                models.CharField(blank=True, max_length=200, verbose_name="解散的理由"),
            ),
        ],
        options={
            "verbose_name": "固定检查组",
            "ordering": ["department_id", "name"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("dissolved_reason", "")),
                    fields=("department", "name"),
                    name="formed_team_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("dissolved_reason", ""), ("valid_to__isnull", False), _connector="OR"
                    ),
                    name="formed_team_dissolved_on_a_day",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="FormedTeamEvent",
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
                    to="registers.formedteam",
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
            ("name", models.CharField(max_length=40, verbose_name="检查组名称")),
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
            ("valid_from", models.DateField(verbose_name="组建日期")),
            ("valid_to", models.DateField(blank=True, null=True, verbose_name="有效期至")),
            (
                "dissolved_reason",
                models.CharField(blank=True, max_length=200, verbose_name="解散的理由"),
            ),
        ],
        options={
            "abstract": False,
        },
    ),
    migrations.CreateModel(
        name="FormedTeamMember",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "team",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="members",
                    to="registers.formedteam",
                    verbose_name="检查组",
                ),
            ),
            (
                "inspector",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="formed_teams",
                    to="registers.inspector",
                    verbose_name="检查人员",
                ),
            ),
            ("is_leader", models.BooleanField(default=False, verbose_name="组长")),
            ("joined_on", models.DateField(verbose_name="加入日期")),
            ("left_on", models.DateField(blank=True, null=True, verbose_name="离开日期")),
        ],
        options={
            "verbose_name": "固定检查组成员",
            "ordering": ["team_id", "id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("left_on", None)),
                    fields=("inspector",),
                    name="of_one_formed_team",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("is_leader", True), ("left_on", None)),
                    fields=("team",),
                    name="formed_team_has_one_leader",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="FormedTeamMemberEvent",
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
                    to="registers.formedteammember",
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
                "team",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    related_query_name="+",
                    to="registers.formedteam",
                    verbose_name="检查组",
                ),
            ),
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
            ("is_leader", models.BooleanField(default=False, verbose_name="组长")),
            ("joined_on", models.DateField(verbose_name="加入日期")),
            ("left_on", models.DateField(blank=True, null=True, verbose_name="离开日期")),
        ],
        options={
            "abstract": False,
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="formedteam",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_formedteamevent" ("created_at", "department_id", "dissolved_reason", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "updated_at", "valid_from", "valid_to") SELECT new_values."created_at", new_values."department_id", new_values."dissolved_reason", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."region_id", new_values."updated_at", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="c07a3848dd268981a2059c3d97a8df0b3ac6bed9",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_d91d0",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_formedteam",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="formedteam",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_formedteamevent" ("created_at", "department_id", "dissolved_reason", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region_id", "updated_at", "valid_from", "valid_to") SELECT new_values."created_at", new_values."department_id", new_values."dissolved_reason", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."region_id", new_values."updated_at", new_values."valid_from", new_values."valid_to" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="f21c3e9066b1d805883a1481748e14f2e6c97d9d",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_65fdf",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_formedteam",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="formedteammember",
        trigger=pgtrigger.compiler.Trigger(
            name="insert_insert",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_formedteammemberevent" ("id", "inspector_id", "is_leader", "joined_on", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id") SELECT new_values."id", new_values."inspector_id", new_values."is_leader", new_values."joined_on", new_values."left_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."team_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="01fbb75e2b426ea89f3d73899a3e7b251f957c1c",
                level="STATEMENT",
                operation="INSERT",
                pgid="pgtrigger_insert_insert_da8f1",
                referencing="REFERENCING NEW TABLE AS new_values ",
                table="registers_formedteammember",
                when="AFTER",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="formedteammember",
        trigger=pgtrigger.compiler.Trigger(
            name="update_update",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "registers_formedteammemberevent" ("id", "inspector_id", "is_leader", "joined_on", "left_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "team_id") SELECT new_values."id", new_values."inspector_id", new_values."is_leader", new_values."joined_on", new_values."left_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."team_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                hash="0a1f6bedb71812eebc8cf7dd26b8c5aae9a7ada7",
                level="STATEMENT",
                operation="UPDATE",
                pgid="pgtrigger_update_update_8cfbc",
                referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                table="registers_formedteammember",
                when="AFTER",
            ),
        ),
    ),
]
