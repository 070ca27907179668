import django.db.models.deletion
import mingcha.foundation.clock
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="编号")),
                ("permission", models.CharField(max_length=40, verbose_name="收件人的权限")),
                ("title", models.CharField(max_length=80, verbose_name="标题")),
                ("text", models.CharField(max_length=400, verbose_name="内容")),
                ("url", models.CharField(max_length=200, verbose_name="页面")),
                (
                    "at",
                    models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间"),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.department",
                        verbose_name="部门",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息",
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["department", "-id"], name="message_by_place")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
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
                ("outlet", models.CharField(max_length=16, verbose_name="渠道")),
                ("address", models.CharField(max_length=200, verbose_name="地址")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "等待发送"),
                            ("sent", "已发送"),
                            ("failed", "没有发出"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("fault", models.CharField(blank=True, max_length=300, verbose_name="原因")),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="inbox.message",
                        verbose_name="消息",
                    ),
                ),
            ],
            options={
                "verbose_name": "消息发送",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("message", "outlet"), name="delivery_once_an_outlet"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间"),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="inbox.message",
                        verbose_name="消息",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="读者",
                    ),
                ),
            ],
            options={
                "verbose_name": "已读",
                "constraints": [
                    models.UniqueConstraint(fields=("message", "user"), name="reading_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="663b03168ee8421de84636121f912259e0890620",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_99d4e",
                    table="inbox_message",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reading",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c300cef85b85fc51bb70783056c0875ba66c4c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6b779",
                    table="inbox_reading",
                    when="BEFORE",
                ),
            ),
        ),
    ]
