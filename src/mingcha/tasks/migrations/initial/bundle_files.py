import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="BundleFile",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("size", models.PositiveBigIntegerField(verbose_name="字节数")),
            ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
            (
                "draw",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="files",
                    to="tasks.draw",
                    verbose_name="抽取",
                ),
            ),
            ("path", models.CharField(max_length=80, verbose_name="路径")),
            ("is_private", models.BooleanField(default=False, verbose_name="不进入数据包")),
            (
                "written_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="写入时间"),
            ),
        ],
        options={
            "verbose_name": "数据包文件",
            "ordering": ["draw_id", "path"],
            "constraints": [
                models.UniqueConstraint(fields=("draw", "path"), name="bundle_file_once")
            ],
        },
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
