import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="TagRule",
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
                    related_name="tag_rules",
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "tag",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="rules",
                    to="registers.tag",
                    verbose_name="标签",
                ),
            ),
            ("expression", models.JSONField(verbose_name="规则")),
            ("is_active", models.BooleanField(default=True, verbose_name="自动执行")),
            ("written_by", models.CharField(max_length=40, verbose_name="编写人")),
        ],
        options={
            "verbose_name": "标签规则",
            "ordering": ["tag__name", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("department", "tag"), name="tag_rule_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="RuleTag",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "rule",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="put",
                    to="registers.tagrule",
                    verbose_name="规则",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
        ],
        options={
            "verbose_name": "按规则加上的标签",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(fields=("rule", "object"), name="rule_tag_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="TagRun",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "tag",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="runs",
                    to="registers.tag",
                    verbose_name="标签",
                ),
            ),
            (
                "rule",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="runs",
                    to="registers.tagrule",
                    verbose_name="规则",
                ),
            ),
            ("added", models.PositiveIntegerField(default=0, verbose_name="加上")),
            ("removed", models.PositiveIntegerField(default=0, verbose_name="去掉")),
            ("by", models.CharField(max_length=40, verbose_name="经办人")),
            ("at", models.DateTimeField(verbose_name="时间")),
            ("undone_by", models.CharField(blank=True, max_length=40, verbose_name="撤销人")),
            ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="撤销时间")),
            (
                "undone_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
        ],
        options={
            "verbose_name": "批量改标签",
            "ordering": ["-id"],
        },
    ),
    migrations.CreateModel(
        name="TagChange",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "run",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="changes",
                    to="registers.tagrun",
                    verbose_name="批次",
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="tag_changes",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            ("was_added", models.BooleanField(verbose_name="加上")),
        ],
        options={
            "verbose_name": "标签的一处改动",
            "ordering": ["id"],
            "constraints": [
                models.UniqueConstraint(fields=("run", "object"), name="tag_change_once")
            ],
        },
    ),
]
