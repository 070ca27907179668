import mingcha.foundation.clock
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("foundation", "0001_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportedFile",
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
                ("name", models.CharField(max_length=80, verbose_name="文件名")),
                ("content", models.BinaryField(null=True, verbose_name="内容")),
                ("asked_by", models.CharField(max_length=40, verbose_name="申请人")),
            ],
            options={
                "verbose_name": "导出的文件",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Job",
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
                ("key", models.CharField(max_length=80, unique=True, verbose_name="工作对象")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "排队中"),
                            ("running", "进行中"),
                            ("done", "已完成"),
                            ("failed", "未完成"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已处理")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共")),
                ("message", models.CharField(blank=True, max_length=400, verbose_name="说明")),
                ("stop_asked", models.BooleanField(default=False, verbose_name="要求停止")),
                ("page", models.CharField(max_length=200, verbose_name="结果页面")),
                ("started_by", models.CharField(max_length=40, verbose_name="发起人")),
            ],
            options={
                "verbose_name": "后台作业",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="IdempotentCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("caller", models.CharField(max_length=40, verbose_name="账号")),
                ("operation", models.CharField(max_length=40, verbose_name="操作")),
                ("key", models.CharField(max_length=64, verbose_name="幂等键")),
                ("body_hash", models.CharField(max_length=64, verbose_name="内容摘要")),
                ("answer", models.JSONField(null=True, verbose_name="回答")),
                (
                    "at",
                    models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "接口调用",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("caller", "operation", "key"), name="called_once"
                    )
                ],
            },
        ),
    ]
