import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="NeighbourHelp",
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
                "part",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="helps",
                    to="tasks.subtask",
                    verbose_name="部门分任务",
                ),
            ),
            (
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="支援部门",
                ),
            ),
            ("note", models.CharField(max_length=200, verbose_name="请求说明")),
            (
                "state",
                models.CharField(
                    choices=[
                        ("asked", "待答复"),
                        ("agreed", "同意支援"),
                        ("refused", "不能支援"),
                        ("withdrawn", "已撤回"),
                    ],
                    default="asked",
                    max_length=12,
                    verbose_name="状态",
                ),
            ),
            ("asked_by", models.CharField(max_length=40, verbose_name="提出人")),
            ("decided_by", models.CharField(blank=True, max_length=40, verbose_name="答复人")),
            ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
            ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
        ],
        options={
            "verbose_name": "邻近支援请求",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("state__in", ("asked", "agreed"))),
                    fields=("part", "department"),
                    name="neighbour_asked_once",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "refused"), _negated=True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="neighbour_refused_for_a_reason",
                ),
            ],
        },
    ),
]
