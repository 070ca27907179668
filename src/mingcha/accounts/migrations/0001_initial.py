import django.contrib.postgres.fields
import django.db.models.deletion
import mingcha.foundation.clock
from django.conf import settings
from django.db import migrations, models
from mingcha.foundation.tables_at_once import TablesAtOnce


class Migration(TablesAtOnce):
    initial = True

    dependencies = [
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=40, unique=True, verbose_name="账号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("post", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                (
                    "must_change_password",
                    models.BooleanField(default=True, verbose_name="须修改口令"),
                ),
                (
                    "password_changed_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="口令修改时间"
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
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="orgs.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="orgs.region",
                        verbose_name="区划范围",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="orgs.unit",
                        verbose_name="机构",
                    ),
                ),
            ],
            options={
                "verbose_name": "用户",
                "ordering": ["username"],
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("username", models.CharField(max_length=150, verbose_name="账号")),
                ("address", models.GenericIPAddressField(verbose_name="地址")),
                ("succeeded", models.BooleanField(verbose_name="成功")),
                ("forgiven", models.BooleanField(default=False, verbose_name="不再计数")),
                (
                    "at",
                    models.DateTimeField(default=mingcha.foundation.clock.now, verbose_name="时间"),
                ),
            ],
            options={
                "verbose_name": "登录记录",
                "ordering": ["-at"],
                "indexes": [
                    models.Index(fields=["username", "-at"], name="attempt_by_name"),
                    models.Index(fields=["address", "-at"], name="attempt_by_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60, verbose_name="用途")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="令牌摘要")),
                (
                    "permissions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("register.import", "写入检查对象名录"),
                                ("visit.record", "回传检查结果"),
                            ],
                            max_length=40,
                        ),
                        size=None,
                        verbose_name="可以做什么",
                    ),
                ),
                ("expires_on", models.DateField(verbose_name="有效期至")),
                ("created_by", models.CharField(max_length=40, verbose_name="发放人")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="发放时间"
                    ),
                ),
                ("revoked_by", models.CharField(blank=True, max_length=40, verbose_name="作废人")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="作废时间"),
                ),
                ("used_on", models.DateField(blank=True, null=True, verbose_name="最近使用")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "接口令牌",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="token_revoked_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coord_office", "双随办"),
                            ("dept_lead", "内部牵头机构"),
                            ("section_user", "业务股室"),
                            ("dept_head", "部门负责人"),
                            ("draw_operator", "抽取操作员"),
                            ("draw_witness", "抽取见证人"),
                            ("inspector", "检查人员"),
                            ("reviewer", "审核人员"),
                            ("follow_up_officer", "后续处置人员"),
                            ("sys_admin", "系统管理员"),
                            ("sec_admin", "安全管理员"),
                            ("auditor", "审计管理员"),
                        ],
                        max_length=40,
                        verbose_name="角色",
                    ),
                ),
                ("granted_by", models.CharField(max_length=40, verbose_name="授予人")),
                (
                    "granted_at",
                    models.DateTimeField(
                        default=mingcha.foundation.clock.now, verbose_name="授予时间"
                    ),
                ),
                ("revoked_by", models.CharField(blank=True, max_length=40, verbose_name="收回人")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="收回时间"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
            ],
            options={
                "verbose_name": "角色授予",
                "ordering": ["user_id", "role"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("user", "role"),
                        name="role_once_held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", "")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                models.Q(("revoked_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="role_revoked_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("page", models.CharField(max_length=40, verbose_name="列表")),
                ("name", models.CharField(max_length=20, verbose_name="名称")),
                ("query", models.CharField(max_length=1000, verbose_name="条件")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "常用筛选",
                "ordering": ["page", "name"],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "page", "name"), name="saved_view_once")
                ],
            },
        ),
    ]
