import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="PoolStratum",
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
                    related_name="strata",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            (
                "sub_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="strata",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
                ),
            ),
            ("stratum", models.CharField(max_length=40, verbose_name="层")),
            ("code", models.CharField(max_length=32, verbose_name="层代码")),
            ("rows", models.PositiveIntegerField(verbose_name="对象数")),
            ("eligible", models.PositiveIntegerField(verbose_name="可抽数")),
        ],
        options={
            "verbose_name": "冻结名录的层",
            "ordering": ["draw_id", "sub_task_id", "stratum"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("draw", "sub_task", "stratum"), name="pool_stratum_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PoolEntry",
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
                    related_name="pool",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            (
                "sub_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="pool",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
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
            ("key", models.CharField(max_length=22, verbose_name="抽取用代码")),
            ("region_code", models.CharField(max_length=12, verbose_name="区划代码")),
            ("stratum", models.CharField(max_length=40, verbose_name="层")),
            (
                "exclusion",
                models.CharField(
                    blank=True,
                    choices=[
                        ("inspected_this_year", "本年度已检查"),
                        ("not_existing", "登记状态非存续"),
                        ("cap_reached", "达到检查频次上限"),
                        ("in_open_task", "已在其他任务抽中"),
                        ("by_register", "名录注明不参加抽查"),
                        ("in_sandbox", "沙盒监管对象，不参加一般抽查"),
                    ],
                    max_length=32,
                    verbose_name="排除原因",
                ),
            ),
            ("exclusion_note", models.CharField(blank=True, max_length=60, verbose_name="说明")),
        ],
        options={
            "verbose_name": "冻结的名录",
            "ordering": ["id"],
            "indexes": [
                models.Index(fields=["sub_task", "exclusion", "id"], name="pool_by_exclusion")
            ],
            "constraints": [
                models.UniqueConstraint(
                    fields=("draw", "sub_task", "object"), name="pool_entry_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ExpertPool",
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
                    related_name="expert_pools",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            (
                "sub_task",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="expert_pools",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
                ),
            ),
            ("content", models.TextField(verbose_name="冻结的专家池")),
            ("digest", models.CharField(max_length=64, verbose_name="指纹")),
            (
                "frozen_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="冻结时间"),
            ),
            ("key", models.CharField(blank=True, max_length=64, verbose_name="排序密钥")),
        ],
        options={
            "verbose_name": "专家池",
            "ordering": ["draw_id", "sub_task_id"],
            "constraints": [
                models.UniqueConstraint(fields=("draw", "sub_task"), name="expert_pool_once")
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="poolstratum",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="2223aa7fed6bd65a5f4a612879494a84314db735",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_be439",
                table="tasks_poolstratum",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="poolentry",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="60a2de2931ba131c79ee883c0f8c35b033636a5d",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_c92d6",
                table="tasks_poolentry",
                when="BEFORE",
            ),
        ),
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="expertpool",
        trigger=pgtrigger.compiler.Trigger(
            name="frozen_stays",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="\n            IF TG_OP = 'DELETE' OR OLD.key <> '' OR (OLD.draw_id, OLD.sub_task_id, OLD.content,\n                OLD.digest, OLD.frozen_at) IS DISTINCT FROM (NEW.draw_id, NEW.sub_task_id,\n                NEW.content, NEW.digest, NEW.frozen_at)\n            THEN\n                RAISE EXCEPTION 'the frozen pool of experts % stays as it is', OLD.id;\n            END IF;\n            RETURN NEW;\n        ",
                hash="95c9fb6ebba7b1ab6c89dfef4616a1adb6257632",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_frozen_stays_e3379",
                table="tasks_expertpool",
                when="BEFORE",
            ),
        ),
    ),
]
