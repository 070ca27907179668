import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Evidence",
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
                    related_name="evidence",
                    to="inspections.inspectionrecord",
                    verbose_name="检查记录",
                ),
            ),
            (
                "check_point",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.checkpoint",
                    verbose_name="检查要点",
                ),
            ),
            ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
            ("media_type", models.CharField(max_length=60, verbose_name="类型")),
            ("content", models.BinaryField(verbose_name="内容")),
            ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
            ("caption", models.CharField(blank=True, max_length=120, verbose_name="说明")),
            ("added_by", models.CharField(max_length=40, verbose_name="上传人")),
            (
                "added_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="上传时间"),
            ),
        ],
        options={
            "verbose_name": "证据",
            "ordering": ["record_id", "id"],
            "constraints": [
                models.UniqueConstraint(fields=("record", "sha256"), name="evidence_once")
            ],
        },
    ),
    pgtrigger.migrations.AddTrigger(
        model_name="evidence",
        trigger=pgtrigger.compiler.Trigger(
            name="append_only",
            sql=pgtrigger.compiler.UpsertTriggerSql(
                func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                hash="4f5535294f23b64c3d70596209d9ff5404c1273d",
                operation="UPDATE OR DELETE",
                pgid="pgtrigger_append_only_76aac",
                table="inspections_evidence",
                when="BEFORE",
            ),
        ),
    ),
]
