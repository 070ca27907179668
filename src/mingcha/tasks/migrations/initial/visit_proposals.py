import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="VisitProposal",
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
                "asking",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.objecttask",
                    verbose_name="提出方的对象任务",
                ),
            ),
            (
                "asked",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="tasks.objecttask",
                    verbose_name="答复方的对象任务",
                ),
            ),
            (
                "state",
                models.CharField(
                    choices=[
                        ("proposed", "待答复"),
                        ("accepted", "已合并入户"),
                        ("declined", "未采纳"),
                        ("withdrawn", "已撤回"),
                        ("undone", "已解除"),
                    ],
                    default="proposed",
                    max_length=12,
                    verbose_name="状态",
                ),
            ),
            ("proposed_by", models.CharField(max_length=40, verbose_name="提出人")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="答复人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
        ],
        options={
            "verbose_name": "合并入户建议",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ("proposed", "accepted"))),
                    fields=("asking", "asked"),
                    name="visit_proposed_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state__in", ("declined", "undone")), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="visit_parted_for_a_reason",
                ),
            ],
        },
    ),
]
