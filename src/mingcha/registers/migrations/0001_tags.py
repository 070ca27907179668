from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("foundation", "0002_jobs"),
        ("orgs", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=32, unique=True, verbose_name="代码")),
                ("name", models.CharField(max_length=30, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("object", "检查对象"),
                            ("expertise", "业务专长"),
                            ("qualification", "执法资质"),
                        ],
                        max_length=16,
                        verbose_name="用于",
                    ),
                ),
                ("is_retired", models.BooleanField(default=False, verbose_name="停用")),
            ],
            options={
                "verbose_name": "标签",
                "ordering": ["kind", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "name"), name="tag_name_once_in_kind")
                ],
            },
        ),
    ]
