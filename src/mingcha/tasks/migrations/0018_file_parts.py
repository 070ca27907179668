"""Keep the files of a draw in parts, so that one may be longer than a value of a back-up."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

_FILL = """
INSERT INTO tasks_bundlepart (file_id, number, content)
SELECT file.id, number, substring(file.content FROM number * 8388608 + 1 FOR 8388608)
FROM tasks_bundlefile AS file,
    generate_series(0, greatest(octet_length(file.content) - 1, 0) / 8388608) AS number;
UPDATE tasks_bundlefile SET size = octet_length(content);
"""
"""What was kept as one value is cut by the database itself; a file without bytes has one part."""
_KEEP_PLAIN = "ALTER TABLE tasks_bundlepart ALTER COLUMN content SET STORAGE EXTERNAL"


class Migration(migrations.Migration):
    dependencies = [("tasks", "0017_census_of_one")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="bundlefile", name="sealed_stays"),
        migrations.AddField(
            model_name="bundlefile",
            name="size",
            field=models.PositiveBigIntegerField(default=0, verbose_name="字节数"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="BundlePart",
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="tasks.bundlefile",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "数据包文件的一段",
                "constraints": [
                    models.UniqueConstraint(fields=("file", "number"), name="bundle_part_once")
                ],
            },
        ),
        migrations.RunSQL(_KEEP_PLAIN),
        migrations.RunSQL(_FILL),
        migrations.RemoveField(model_name="bundlefile", name="content"),
        pgtrigger.migrations.AddTrigger(
            model_name="bundlefile",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT FROM tasks_bundlefile AS kept\n                JOIN tasks_bundlefile AS decisive ON decisive.draw_id = kept.draw_id\n                WHERE kept.id = OLD.id AND kept.path <> 'draft.json'\n                AND (decisive.path = 'result.tsv' OR decisive.path = 'plan.json'\n                     AND kept.path NOT IN ('entropy.json', 'sealed.json'))\n            ) THEN\n                RAISE EXCEPTION 'file % of a sealed draw stays as it is', OLD.id;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="7750c80689bf9b37be662d9649d01e4afaacb88d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_stays_1a2bb",
                    table="tasks_bundlefile",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundlepart",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT FROM tasks_bundlefile AS kept\n                JOIN tasks_bundlefile AS decisive ON decisive.draw_id = kept.draw_id\n                WHERE kept.id = OLD.file_id AND kept.path <> 'draft.json'\n                AND (decisive.path = 'result.tsv' OR decisive.path = 'plan.json'\n                     AND kept.path NOT IN ('entropy.json', 'sealed.json'))\n            ) THEN\n                RAISE EXCEPTION 'file % of a sealed draw stays as it is', OLD.file_id;\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ",
                    hash="ffbf77cca410c70d21683993ad99adf6f0266274",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_stays_544e9",
                    table="tasks_bundlepart",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bundlepart",
            trigger=pgtrigger.compiler.Trigger(
                name="part_fits",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF octet_length(NEW.content) <> (\n                SELECT least(size - NEW.number * 8388608::bigint, 8388608)\n                FROM tasks_bundlefile WHERE id = NEW.file_id\n            ) OR octet_length(NEW.content) = 0 AND NEW.number > 0 THEN\n                RAISE EXCEPTION 'part % is none of its file, which stays as it is', NEW.number;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="2712c1d5b50a95e1e83c5085b54f4e8ed76b99ee",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_part_fits_b2bb6",
                    table="tasks_bundlepart",
                    when="BEFORE",
                ),
            ),
        ),
    ]
