"""Columns of the register of inspectors (执法检查人员名录库)."""

from __future__ import annotations

from mingcha.core.intake.columns import Vocabulary, column, headings
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

_SEX = "性别"
_ID_NUMBER = "身份证号 身份证号码 公民身份号码 身份证"
_PHONE = "手机号 手机号码 手机 移动电话 联系电话 联系方式 电话"

INSPECTOR_COLUMNS = Vocabulary(
    main=(
        column("staff_no", "单位工号 工号 执法编号 执法人员编号 人员编号 职工号 员工号 警号 GH"),
        column(
            "certificate_no",
            """执法证号 执法证编号 行政执法证号 行政执法证编号 执法证件号 执法证件编号
            行政执法证件号 省执法证编号 省执法证号 证件编号 ZFZH""",
        ),
        column("name", "姓名 执法姓名 执法人员姓名 人员姓名 执法人员 检查人员 检查人员姓名 XM"),
        column(
            "unit",
            """所在单位 单位 工作单位 所属单位 单位名称 执法单位 所属部门 所在部门 部门
            所在业务部门（机构） 所在业务部门 所在机构 科室 所在科室 执法类别 执法机构 执法部门""",
        ),
        column(
            "region",
            """行政区划代码 区划代码 所属区划代码 所属区划 执法区划代码 属地区划代码 执法区域代码
            执法区域 所属区域 地区 属地 行政区划 辖区 XZQHDM""",
        ),
        column(
            "cert_valid_to",
            """执法证有效期 执法证有效期至 执法证有效期限 行政执法证有效期 有效期至 有效期限
            有效期 证件有效期 证件有效期至 执法证到期日期 到期日期 省执法证有效期""",
        ),
        column(
            "expertise",
            "业务专长 专长 专业特长 业务特长 业务领域 专业类别",
        ),
        column(
            "qualification",
            "岗位资质资格 岗位资质 资质资格 执法资质 专业资质 专业资质资格 资质",
        ),
        column("line_certificate_no", "工商执法证编号 工商执法证号 系统执法证号 系统执法证编号"),
        column("line_cert_valid_to", "工商执法证有效期 工商执法证有效期至 系统执法证有效期"),
        column(
            "capacity",
            """可承担户数 可承担检查户数 可检查户数 检查企业数量上限 检查户数上限 检查数量上限
            承担户数 最多检查户数""",
        ),
        column("status", "执法人员状态 人员状态 在岗状态 在职状态 状态"),
    ),
    extra=(
        column("unit_code", "单位代码 所在单位代码 部门代码"),
        column("section", "股室队所 股室 科室队所 所在股室 内设机构"),
        column("post_category", "岗位大类"),
        column("post_since", "从事本岗起始日期"),
        column("item_scope", "执法事项范围 执法范围"),
        column("level", "层级"),
        column("position", "担任职务 职务"),
        column("position_detail", "具体职务"),
        column("expert", "是否专家"),
        column("education", "学历 最高学历"),
        column("education_subject", "学历专业 所学专业"),
        column("sex", _SEX),
        column("id_number", _ID_NUMBER),
        column("phone", _PHONE),
        column("person_kind", "人员类别 人员性质 人员类型"),
        column("certificate_authority", "执法证发证机关 发证机关"),
        column("inspected_count", "检查企业数量"),
        column("list_colour", "黑白名单"),
        column("remark", "备注 说明"),
    ),
    essentials=(("staff_no", "certificate_no"), ("name",)),
    expected=("unit", "region", "certificate_no", "cert_valid_to"),
    ignored=(PERSONAL | SERIAL) - headings(f"{_SEX} {_ID_NUMBER} {_PHONE}"),
)
