import django.db.models.deletion
from django.db import migrations, models

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
            (
                "keeper",
                models.ForeignKey(
                    blank=True,
                    db_index=False,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="orgs.department",
                    verbose_name="维护部门",
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
