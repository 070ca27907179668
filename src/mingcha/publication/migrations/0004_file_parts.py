"""Keep published files in parts, so that one may be longer than a value of a back-up."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

_FILL = """
INSERT INTO publication_publishedpart (file_id, number, content)
SELECT file.id, number, substring(file.content FROM number * 8388608 + 1 FOR 8388608)
FROM publication_publishedfile AS file,
    generate_series(0, greatest(octet_length(file.content) - 1, 0) / 8388608) AS number;
UPDATE publication_publishedfile SET size = octet_length(content);
"""
"""What was kept as one value is cut by the database itself; a file without bytes has one part."""
_KEEP_PLAIN = "ALTER TABLE publication_publishedpart ALTER COLUMN content SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_object_lists")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="publishedfile", name="append_only"),
        migrations.AddField(
            model_name="publishedfile",
            name="size",
            field=models.PositiveBigIntegerField(default=0, verbose_name="字节数"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="PublishedPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="次序")),
                ("content", models.BinaryField(verbose_name="内容")),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="publication.publishedfile",
                        verbose_name="公开文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "公开文件的一段",
                "constraints": [
                    models.UniqueConstraint(fields=("file", "number"), name="published_part_once")
                ],
            },
        ),
        migrations.RunSQL(_KEEP_PLAIN),
        migrations.RunSQL(_FILL),
        migrations.RemoveField(model_name="publishedfile", name="content"),
        pgtrigger.migrations.AddTrigger(
            model_name="publishedfile",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b2bb5b756f91c1b773803decb5391d692e5a13bc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aebb7",
                    table="publication_publishedfile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publishedpart",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2a5cd3360924c7b0e734345d28a766687c8d53f6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31905",
                    table="publication_publishedpart",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publishedpart",
            trigger=pgtrigger.compiler.Trigger(
                name="part_fits",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF octet_length(NEW.content) <> (\n                SELECT least(size - NEW.number * 8388608::bigint, 8388608)\n                FROM publication_publishedfile WHERE id = NEW.file_id\n            ) OR octet_length(NEW.content) = 0 AND NEW.number > 0 THEN\n                RAISE EXCEPTION 'part % is none of its file, which stays as it is', NEW.number;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="30964001057fcc27b04be8ea325cb6bae517a05c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_part_fits_f46a1",
                    table="publication_publishedpart",
                    when="BEFORE",
                ),
            ),
        ),
    ]
