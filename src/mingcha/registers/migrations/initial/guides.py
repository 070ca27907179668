import mingcha.foundation.clock
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="Guide",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            ("file_name", models.CharField(max_length=100, verbose_name="文件名")),
            ("media_type", models.CharField(max_length=100, verbose_name="类型")),
            ("content", models.BinaryField(verbose_name="内容")),
            ("size", models.PositiveIntegerField(verbose_name="大小")),
            ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
            ("added_by", models.CharField(max_length=40, verbose_name="上传人")),
            (
                "added_at",
                models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="上传时间"),
            ),
        ],
        options={
            "verbose_name": "工作指引",
            "ordering": ["file_name", "id"],
        },
    ),
]
