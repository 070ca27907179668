import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Review",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "record",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reviews",
                    to="inspections.inspectionrecord",
                    verbose_name="检查记录",
                ),
            ),
            ("is_approved", models.BooleanField(verbose_name="通过")),
            ("reason", models.CharField(blank=True, max_length=300, verbose_name="意见")),
            ("by", models.CharField(max_length=40, verbose_name="审核人")),
            ("by_name", models.CharField(max_length=40, verbose_name="姓名")),
            ("at", models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间")),
        ],
        options={
            "verbose_name": "审核记录",
            "ordering": ["id"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("is_approved", True),
                        models.Q(("reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="review_returned_for_a_reason",
                )
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="review",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="e810dd791350c82477e00272b8c12121e49e2744",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_22a97",
                table="inspections_review",
                when="BEFORE",
            ),
        ),
    ),
]
