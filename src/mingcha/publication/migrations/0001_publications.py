"""All tables of publications; its name is one that no former step had (docs/adr/0021)."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import mingcha.foundation.clock
import mingcha.foundation.search
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce

# Packing a register's text takes longer than writing it.
_KEEP_PLAIN = "ALTER TABLE publication_publishedpart ALTER COLUMN content SET STORAGE EXTERNAL"


class Migration(TablesAtOnce):
    initial = True

    replaces = [
        ("publication", "0001_initial"),
        ("publication", "0002_plain_files"),
        ("publication", "0003_object_lists"),
        ("publication", "0004_file_parts"),
    ]

    dependencies = [
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("item_list", "抽查事项清单"),
                            ("guide", "工作指引"),
                            ("staff_list", "检查人员名录"),
                            ("object_list", "检查对象名录"),
                            ("plan", "年度计划"),
                            ("scheme", "年度实施方案"),
                            ("rules", "抽查规则"),
                            ("announcement", "抽查公告"),
                            ("draw", "抽取公开材料"),
                            ("drawn_list", "抽查名单"),
                            ("result", "抽查结果"),
                            ("follow_up", "后续处置"),
                            ("report", "统计公开"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="编号")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="版本")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("region_prefix", models.CharField(max_length=12, verbose_name="区划")),
                ("department", models.CharField(max_length=80, verbose_name="发布部门")),
                (
                    "task_number",
                    models.CharField(blank=True, max_length=20, verbose_name="任务编号"),
                ),
                (
                    "object_code",
                    models.CharField(blank=True, max_length=64, verbose_name="对象代码"),
                ),
                (
                    "object_name",
                    models.CharField(blank=True, max_length=200, verbose_name="对象名称"),
                ),
                ("name_words", mingcha.foundation.search.BigramsField(of="object_name")),
                ("content", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="更正原因")),
                ("published_by", models.CharField(max_length=40, verbose_name="发布人")),
                (
                    "published_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="公布时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "公开快照",
                "ordering": ["-published_at", "-id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_words"], name="published_by_words"
                    ),
                    models.Index(fields=["kind", "-published_at"], name="published_by_kind"),
                    models.Index(fields=["object_code", "kind"], name="published_by_object"),
                    models.Index(fields=["task_number", "kind"], name="published_by_task"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "version"), name="published_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="published_again_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFile",
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
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="publication.publication",
                        verbose_name="公开快照",
                    ),
                ),
                ("path", models.CharField(max_length=120, verbose_name="路径")),
            ],
            options={
                "verbose_name": "公开文件",
                "ordering": ["publication_id", "path"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "path"), name="published_file_once"
                    )
                ],
            },
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
        migrations.CreateModel(
            name="ObjectProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="object_proofs",
                        to="tasks.draw",
                        verbose_name="抽取",
                    ),
                ),
                ("key", models.CharField(max_length=22, verbose_name="抽取用代码")),
                ("content", models.BinaryField(verbose_name="内容")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("made_by", models.CharField(max_length=40, verbose_name="出具人")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="出具时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "抽取证明",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(fields=("draw", "key"), name="object_proof_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
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
                        default=mingcha.foundation.clock.now,
                        editable=False,
                        verbose_name="建立时间",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新时间")),
                (
                    "object_task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemption",
                        to="tasks.objecttask",
                        verbose_name="对象任务",
                    ),
                ),
                ("masked", models.JSONField(default=list, verbose_name="不公开的内容")),
                ("basis", models.CharField(max_length=200, verbose_name="法律依据")),
                ("requested_by", models.CharField(max_length=40, verbose_name="申请人")),
                ("approved_by", models.CharField(blank=True, max_length=40, verbose_name="批准人")),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="批准时间"),
                ),
            ],
            options={
                "verbose_name": "不予公开决定",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", ""),
                            models.Q(("approved_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="exemption_approved_by_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "object_task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="release",
                        to="tasks.objecttask",
                        verbose_name="对象任务",
                    ),
                ),
                ("released_by", models.CharField(max_length=40, verbose_name="提交人")),
                (
                    "released_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="提交时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "待一并公示",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Recomputation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recomputations",
                        to="tasks.draw",
                        verbose_name="抽取",
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("agreed", "重算一致"), ("differs", "重算不一致")],
                        max_length=8,
                        verbose_name="结论",
                    ),
                ),
                ("bundle_digest", models.CharField(max_length=64, verbose_name="数据包指纹")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("stated_by", models.CharField(max_length=40, verbose_name="声明人")),
                (
                    "stated_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="声明时间"
                    ),
                ),
            ],
            options={
                "verbose_name": "重算声明",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draw", "stated_by"), name="recomputed_once_by_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "agreed"),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_differs_is_told",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publication",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8f19e800067cd9f101c76c078743c4b92fb2b362",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45846",
                    table="publication_publication",
                    when="BEFORE",
                ),
            ),
        ),
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
        pgtrigger.migrations.AddTrigger(
            model_name="objectproof",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e8d8e02b94c153348b6afede2e5231ea4ee9c557",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9e91",
                    table="publication_objectproof",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recomputation",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7032c04507b28d848f25809b0fe9f9c5f517d95c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b75af",
                    table="publication_recomputation",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(_KEEP_PLAIN, migrations.RunSQL.noop),
    ]
