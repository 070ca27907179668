import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.core.draw.log
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Draw",
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
                "task",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="draw",
                    to="tasks.task",
                    verbose_name="任务",
                ),
            ),
            (
                "ended_of",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="ended_draws",
                    to="tasks.task",
                    verbose_name="已终止抽取的任务",
                ),
            ),
            ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="终止原因")),
            ("draw_id", models.CharField(max_length=30, unique=True, verbose_name="抽取编号")),
            ("state", models.CharField(default="frozen", max_length=12, verbose_name="状态")),
            ("suite", models.CharField(default="S1", max_length=2, verbose_name="算法")),
            ("plan_hash", models.CharField(blank=True, max_length=64, verbose_name="方案指纹")),
            (
                "profile",
                models.CharField(
                    choices=[("witnessed", "当场见证"), ("public", "公开彩票号码参与")],
                    default="witnessed",
                    max_length=10,
                    verbose_name="随机数来源",
                ),
            ),
            (
                "public_sources",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=100),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="公共随机源",
                ),
            ),
            ("reveal_by", models.DateTimeField(verbose_name="揭示期限")),
            (
                "public_after",
                models.DateTimeField(blank=True, null=True, verbose_name="公共随机数产生时间"),
            ),
            (
                "frozen_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="冻结时间"),
            ),
            ("frozen_by", models.CharField(max_length=40, verbose_name="冻结人")),
            ("sealed_at", models.DateTimeField(blank=True, null=True, verbose_name="封存时间")),
            ("drawn_at", models.DateTimeField(blank=True, null=True, verbose_name="抽取时间")),
            ("drawn_by", models.CharField(blank=True, max_length=40, verbose_name="抽取人")),
            ("result_root", models.CharField(blank=True, max_length=64, verbose_name="结果指纹")),
            (
                "assignment_root",
                models.CharField(blank=True, max_length=64, verbose_name="人员匹配指纹"),
            ),
            ("log_head", models.CharField(blank=True, max_length=64, verbose_name="日志链头")),
            ("shortages", models.JSONField(default=list, verbose_name="人员不足")),
            (
                "census_basis",
                models.CharField(
                    blank=True, max_length=200, verbose_name="只有一户的层全数检查的依据"
                ),
            ),
            (
                "training",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="draws",
                    to="registers.trainingsession",
                    verbose_name="抽取前的培训",
                ),
            ),
        ],
        options={
            "verbose_name": "抽取",
            "ordering": ["-id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended_of", None), ("task__isnull", False)),
                        models.Q(("ended_of__isnull", False), ("task", None)),
                        _connector="OR",
                    ),
                    name="draw_is_of_one_task",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("ended_of", None), ("state__in", ["voided", "incident"]), _connector="OR"
                    ),
                    name="draw_left_its_task_ended",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("profile", "witnessed"), ("public_after", None), ("public_sources", [])
                        ),
                        models.Q(
                            models.Q(("public_sources", []), _negated=True),
                            ("profile", "public"),
                            ("public_after__gt", models.F("reveal_by")),
                        ),
                        _connector="OR",
                    ),
                    name="draw_profile_is_whole",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PartyInvitation",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="invitations",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            (
                "party",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="invitation",
                    to="tasks.drawparty",
                    verbose_name="参与方",
                ),
            ),
            ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
            ("title", models.CharField(max_length=20, verbose_name="身份")),
            ("token_digest", models.CharField(max_length=64, unique=True, verbose_name="链接摘要")),
            (
                "code_digest",
                models.CharField(blank=True, max_length=128, verbose_name="验证码摘要"),
            ),
            ("wrong_codes", models.PositiveSmallIntegerField(default=0, verbose_name="输错次数")),
            ("expires_at", models.DateTimeField(verbose_name="验证码有效期至")),
            ("created_by", models.CharField(max_length=40, verbose_name="邀请人")),
            (
                "created_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="邀请时间"),
            ),
            ("name", models.CharField(blank=True, max_length=40, verbose_name="姓名")),
            ("unit", models.CharField(blank=True, max_length=80, verbose_name="单位")),
            (
                "entered_at",
                models.DateTimeField(blank=True, null=True, verbose_name="首次进入时间"),
            ),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="撤回时间")),
            ("withdrawn_by", models.CharField(blank=True, max_length=40, verbose_name="撤回人")),
        ],
        options={
            "verbose_name": "抽取邀请",
            "ordering": ["draw_id", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("draw", "number"), name="invitation_number_once"),
                models.CheckConstraint(
                    condition=models.Q(("withdrawn_at", None), ("party", None), _connector="OR"),
                    name="withdrawn_invitation_has_no_party",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DrawParty",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="parties",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
            ("code", models.CharField(max_length=32, verbose_name="参与方")),
            ("title", models.CharField(max_length=20, verbose_name="身份")),
            (
                "user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="人员",
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.unit",
                    verbose_name="单位",
                ),
            ),
            ("commitment", models.CharField(blank=True, max_length=64, verbose_name="承诺")),
            ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="承诺时间")),
            ("reveal", models.CharField(blank=True, max_length=64, verbose_name="揭示值")),
            ("revealed_at", models.DateTimeField(blank=True, null=True, verbose_name="揭示时间")),
        ],
        options={
            "verbose_name": "抽取参与方",
            "ordering": ["draw_id", "order"],
            "constraints": [
                models.UniqueConstraint(fields=("draw", "code"), name="party_once"),
                models.UniqueConstraint(fields=("draw", "user"), name="party_is_one_person"),
            ],
        },
    ),
    migrations.CreateModel(
        name="PublicValue",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="public_values",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("source", models.CharField(max_length=100, verbose_name="来源和期号")),
            ("line", models.CharField(max_length=300, verbose_name="公共随机数")),
            ("entered_by", models.CharField(max_length=40, verbose_name="登记人")),
            (
                "entered_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="登记时间"),
            ),
            ("confirmed_by", models.CharField(blank=True, max_length=40, verbose_name="复核人")),
            ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="复核时间")),
        ],
        options={
            "verbose_name": "公共随机数",
            "ordering": ["draw_id", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("draw", "source"), name="public_value_once"),
                models.CheckConstraint(
                    condition=models.Q(("confirmed_by", models.F("entered_by")), _negated=True),
                    name="public_value_by_two_people",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="DrawnObject",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="drawn",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("frame", models.CharField(max_length=16, verbose_name="抽样框")),
            ("stratum", models.CharField(max_length=32, verbose_name="层")),
            ("rank", models.PositiveIntegerField(verbose_name="次序")),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("key", models.CharField(max_length=22, verbose_name="抽取用代码")),
            ("ticket", models.CharField(max_length=64, verbose_name="签号")),
            ("status", models.CharField(max_length=8, verbose_name="结果")),
        ],
        options={
            "verbose_name": "抽中的对象",
            "ordering": ["draw_id", "id"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("draw", "frame", "key"), name="drawn_once_in_frame"
                ),
                models.UniqueConstraint(
                    fields=("draw", "frame", "stratum", "rank"), name="drawn_rank_once"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="LogEntry",
        fields=[
            ("seq", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号")),
            ("prev", models.CharField(max_length=64, verbose_name="前一链头")),
            ("type", models.CharField(max_length=12, verbose_name="类型")),
            ("time", models.CharField(max_length=40, verbose_name="时间")),
            ("draw_id", models.CharField(db_index=True, max_length=30, verbose_name="抽取编号")),
            ("body", models.JSONField(verbose_name="内容")),
            ("body_hash", models.CharField(max_length=64, verbose_name="内容摘要")),
            ("head", models.CharField(max_length=64, verbose_name="链头")),
        ],
        options={
            "verbose_name": "抽取日志",
            "ordering": ["seq"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(
                        (
                            "type__in",
                            [
                                mingcha.core.draw.log.EntryType["PLAN"],
                                mingcha.core.draw.log.EntryType["ENTROPY"],
                                mingcha.core.draw.log.EntryType["RESULT"],
                                mingcha.core.draw.log.EntryType["ASSIGN"],
                                mingcha.core.draw.log.EntryType["CLOSE"],
                                mingcha.core.draw.log.EntryType["VOID"],
                                mingcha.core.draw.log.EntryType["INCIDENT"],
                            ],
                        )
                    ),
                    fields=("draw_id", "type"),
                    name="logged_once_for_a_draw",
                )
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="drawnobject",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="309a7f0fed813e08d07da5e62d5c2697e74c0b6b",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_70b5b",
                table="tasks_drawnobject",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="logentry",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="7733bb022ba6eff0dd36cd5ddc94fb62f0aed0c2",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_6b939",
                table="tasks_logentry",
                when="BEFORE",
            ),
        ),
    ),
]
