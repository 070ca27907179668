import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="ColumnName",
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
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("objects", "检查对象名录"),
                        ("non_entities", "产品、项目、行为名录"),
                        ("inspectors", "执法检查人员名录"),
                        ("items", "抽查事项清单"),
                        ("joint_items", "部门联合抽查事项清单"),
                        ("members", "专项库成员和许可证"),
                        ("flags", "名单和标记"),
                        ("classes", "信用风险类别"),
                        ("experts", "专家库"),
                        ("bodies", "专业机构库"),
                    ],
                    max_length=12,
                    verbose_name="名录",
                ),
            ),
            (
                "source",
                models.CharField(
                    choices=[
                        ("registry", "市场主体登记系统"),
                        ("licensing", "许可审批系统"),
                        ("own", "本部门台账"),
                        ("other", "其他来源"),
                    ],
                    db_default="other",
                    default="other",
                    max_length=12,
                    verbose_name="数据来源",
                ),
            ),
            ("heading", models.CharField(max_length=100, verbose_name="表头")),
            ("column", models.CharField(blank=True, max_length=40, verbose_name="读作")),
            ("said_by", models.CharField(max_length=40, verbose_name="指定人")),
        ],
        options={
            "verbose_name": "列的对应",
            "ordering": ["department_id", "kind", "source", "heading"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("department", "kind", "source", "heading"), name="column_name_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportBatch",
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
                "department",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.department",
                    verbose_name="部门",
                ),
            ),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("objects", "检查对象名录"),
                        ("non_entities", "产品、项目、行为名录"),
                        ("inspectors", "执法检查人员名录"),
                        ("items", "抽查事项清单"),
                        ("joint_items", "部门联合抽查事项清单"),
                        ("members", "专项库成员和许可证"),
                        ("flags", "名单和标记"),
                        ("classes", "信用风险类别"),
                        ("experts", "专家库"),
                        ("bodies", "专业机构库"),
                    ],
                    max_length=12,
                    verbose_name="名录",
                ),
            ),
            (
                "source",
                models.CharField(
                    choices=[
                        ("registry", "市场主体登记系统"),
                        ("licensing", "许可审批系统"),
                        ("own", "本部门台账"),
                        ("other", "其他来源"),
                    ],
                    db_default="other",
                    default="other",
                    max_length=12,
                    verbose_name="数据来源",
                ),
            ),
            (
                "is_pushed",
                models.BooleanField(db_default=False, default=False, verbose_name="接口逐行推送"),
            ),
            ("state", models.CharField(default="uploaded", max_length=12, verbose_name="状态")),
            ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
            ("file_hash", models.CharField(max_length=64, verbose_name="文件摘要")),
            ("annotated", models.BinaryField(null=True, verbose_name="批注后的文件")),
            ("counts", models.JSONField(default=dict, verbose_name="行数")),
            ("findings", models.JSONField(default=list, verbose_name="发现的问题")),
            ("columns", models.JSONField(default=list, verbose_name="各列")),
            ("stamp", models.CharField(blank=True, max_length=64, verbose_name="校验时名录的指纹")),
            ("removes_gone", models.BooleanField(default=False, verbose_name="表中没有的移出名录")),
            ("progress", models.PositiveSmallIntegerField(default=0, verbose_name="进度")),
            ("failure", models.CharField(blank=True, max_length=300, verbose_name="失败原因")),
            ("uploaded_by", models.CharField(max_length=40, verbose_name="上传人")),
            ("confirmed_by", models.CharField(blank=True, max_length=40, verbose_name="确认人")),
            ("undone_by", models.CharField(blank=True, max_length=40, verbose_name="撤销人")),
            (
                "undone_reason",
                models.CharField(blank=True, max_length=200, verbose_name="撤销的理由"),
            ),
            ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="写入时间")),
        ],
        options={
            "verbose_name": "导入批次",
            "ordering": ["-id"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(
                        ("state__in", ["cancelled", "failed", "undoing", "undone"]), _negated=True
                    ),
                    fields=("department", "kind", "file_hash"),
                    name="import_once",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportObjects",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "batch",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="unchanged",
                    to="registers.importbatch",
                    verbose_name="批次",
                ),
            ),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("new", "新增"),
                        ("changed", "变更"),
                        ("same", "不变"),
                        ("gone", "库中有、表中没有"),
                        ("refused", "退回"),
                        ("repeated", "重复"),
                    ],
                    max_length=10,
                    verbose_name="结果",
                ),
            ),
            ("number", models.PositiveIntegerField(verbose_name="次序")),
            (
                "ids",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.BigIntegerField(), size=None, verbose_name="检查对象"
                ),
            ),
        ],
        options={
            "verbose_name": "导入未变更的对象",
            "ordering": ["batch_id", "outcome", "number"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("batch", "outcome", "number"), name="import_objects_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportPart",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "batch",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="parts",
                    to="registers.importbatch",
                    verbose_name="批次",
                ),
            ),
            ("number", models.PositiveIntegerField(verbose_name="次序")),
            ("content", models.BinaryField(verbose_name="内容")),
        ],
        options={
            "verbose_name": "导入文件的一段",
            "ordering": ["batch_id", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("batch", "number"), name="import_part_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="ImportRow",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "batch",
                models.ForeignKey(
                    db_constraint=False,
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="rows",
                    to="registers.importbatch",
                    verbose_name="批次",
                ),
            ),
            ("row", models.PositiveIntegerField(null=True, verbose_name="行号")),
            (
                "outcome",
                models.CharField(
                    choices=[
                        ("new", "新增"),
                        ("changed", "变更"),
                        ("same", "不变"),
                        ("gone", "库中有、表中没有"),
                        ("refused", "退回"),
                        ("repeated", "重复"),
                    ],
                    max_length=10,
                    verbose_name="结果",
                ),
            ),
            ("key", models.CharField(blank=True, max_length=64, verbose_name="代码")),
            ("name", models.CharField(blank=True, max_length=200, verbose_name="名称")),
            ("before", models.JSONField(default=dict, verbose_name="原值")),
            ("after", models.JSONField(default=dict, verbose_name="新值")),
            ("message", models.CharField(blank=True, max_length=400, verbose_name="说明")),
        ],
        options={
            "verbose_name": "导入行",
            "ordering": ["batch_id", "id"],
            "indexes": [models.Index(fields=["batch", "outcome", "id"], name="row_by_outcome")],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("outcome__in", ["new", "changed"]), ("row", None)),
                    fields=("batch", "key"),
                    name="pushed_row_once",
                )
            ],
        },
    ),
]
