import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

operations = [
    migrations.CreateModel(
        name="RiskScheme",
        fields=[
            (
                "code",
                models.SlugField(
                    max_length=32, primary_key=True, serialize=False, verbose_name="代码"
                ),
            ),
            ("name", models.CharField(max_length=60, verbose_name="名称")),
            (
                "levels",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=4),
                    size=None,
                    verbose_name="等级（由低到高）",
                ),
            ),
            ("is_generic", models.BooleanField(default=True, verbose_name="通用型")),
            (
                "line",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="orgs.businessline",
                    verbose_name="业务条线",
                ),
            ),
            (
                "object_kinds",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(
                        choices=[
                            ("enterprise", "企业"),
                            ("self_employed", "个体工商户"),
                            ("farmer_cooperative", "农民专业合作社"),
                            ("foreign_rep_office", "外国企业常驻代表机构"),
                            ("product", "产品"),
                            ("project", "项目"),
                            ("behaviour", "行为"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                    ),
                    blank=True,
                    default=list,
                    size=None,
                    verbose_name="适用的对象类型",
                ),
            ),
            ("basis", models.CharField(blank=True, max_length=200, verbose_name="依据")),
            ("retired_on", models.DateField(blank=True, null=True, verbose_name="停用日期")),
        ],
        options={
            "verbose_name": "风险分类方案",
            "ordering": ["code"],
        },
    ),
    migrations.CreateModel(
        name="RiskCombination",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "scheme",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="combinations",
                    to="registers.riskscheme",
                    verbose_name="专业型方案",
                ),
            ),
            ("generic_level", models.CharField(max_length=4, verbose_name="通用类别")),
            ("level", models.CharField(max_length=4, verbose_name="专业类别")),
            ("combined", models.CharField(max_length=4, verbose_name="组合后的类别")),
        ],
        options={
            "verbose_name": "风险类别组合",
            "ordering": ["scheme_id", "generic_level", "level"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("scheme", "generic_level", "level"), name="risk_combination_once"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="RiskClass",
        fields=[
            (
                "id",
                models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                ),
            ),
            (
                "object",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="risk_classes",
                    to="registers.inspectionobject",
                    verbose_name="检查对象",
                ),
            ),
            (
                "scheme",
                models.ForeignKey(
                    db_index=False,
                    on_delete=django.db.models.deletion.PROTECT,
                    to="registers.riskscheme",
                    verbose_name="方案",
                ),
            ),
            ("level", models.CharField(max_length=4, verbose_name="等级")),
            ("as_of", models.DateField(verbose_name="起始日期")),
            (
                "given_by",
                models.CharField(blank=True, db_default="", max_length=40, verbose_name="经办人"),
            ),
            (
                "given_at",
                models.DateTimeField(
                    db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间"
                ),
            ),
            (
                "reason",
                models.CharField(blank=True, db_default="", max_length=200, verbose_name="理由"),
            ),
        ],
        options={
            "verbose_name": "风险类别",
            "ordering": ["object_id", "scheme_id", "-as_of"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("object", "scheme", "as_of"), name="risk_class_once"
                )
            ],
        },
    ),
]
