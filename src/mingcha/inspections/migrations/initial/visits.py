import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Visit",
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
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="visits",
                    to="tasks.task",
                    verbose_name="任务",
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
            ("planned_on", models.DateField(blank=True, null=True, verbose_name="约定日期")),
            ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="到达时间")),
            (
                "certificate_shown_at",
                models.DateTimeField(blank=True, null=True, verbose_name="出示执法证时间"),
            ),
            (
                "beyond_cap_reason",
                models.CharField(blank=True, max_length=200, verbose_name="超出频次上限的理由"),
            ),
            ("started_by", models.CharField(blank=True, max_length=40, verbose_name="登记人")),
        ],
        options={
            "verbose_name": "入企检查",
            "ordering": ["task_id", "object_id"],
            "constraints": [models.UniqueConstraint(fields=("task", "object"), name="visit_once")],
        },
    ),
]
