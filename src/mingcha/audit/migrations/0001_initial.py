import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "seq",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="序号"),
                ),
                ("prev", models.CharField(max_length=64, verbose_name="前一摘要")),
                ("time", models.CharField(max_length=40, verbose_name="时间")),
                ("type", models.CharField(db_index=True, max_length=64, verbose_name="类型")),
                ("actor", models.CharField(db_index=True, max_length=150, verbose_name="操作人")),
                ("subject", models.CharField(db_index=True, max_length=120, verbose_name="对象")),
                ("body", models.JSONField(verbose_name="内容")),
                ("hash", models.CharField(max_length=64, verbose_name="摘要")),
            ],
            options={
                "verbose_name": "审计事件",
                "ordering": ["seq"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0450288fcb55201b346da4e2d56d2293ba7aac03",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_00dfa",
                    table="audit_auditevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
