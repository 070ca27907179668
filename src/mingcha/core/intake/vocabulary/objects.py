"""Columns of the register of inspection objects (检查对象名录库)."""

from __future__ import annotations

from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

OBJECT_COLUMNS = Vocabulary(
    main=(
        column(
            "code",
            """统一社会信用代码 社会信用代码 统一信用代码 信用代码 统一代码 统一社会信用代码/注册号
            统一社会信用代码或注册号 注册号/统一社会信用代码 统一社会信用代码注册号
            社会统一信用代码 主体代码 企业代码 检查对象代码 对象代码 主体身份代码
            TYSHXYDM TYXYDM SHXYDM XYDM UNISCID USCC""",
        ),
        column(
            "registration_number",
            """注册号 工商注册号 营业执照注册号 登记号 营业执照号 营业执照编号 登记证号
            ZCH REGNO""",
        ),
        column(
            "name",
            """企业名称 检查对象名称 市场主体名称 经营主体名称 主体名称 对象名称 单位名称 名称
            检查对象 被检查对象 被检查单位 字号名称 企业名 公司名称 商户名称 个体工商户名称
            企业字号 QYMC ZTMC DWMC MC ENTNAME""",
        ),
        column(
            "region",
            """行政区划代码 区划代码
            所属区划代码 所属区划 属地区划代码 属地区划 所在区划代码 所在区划 属地代码 行政区划
            行政区划编码 区划编码 地区代码 区域代码 辖区代码 属地 XZQHDM QHDM XZQH""",
        ),
        column(
            "risk_class",
            """信用风险等级 信用风险分类 信用风险类别 风险等级 风险分类 风险类别 信用风险分级
            信用风险分类等级 企业信用风险分类 企业信用风险等级 信用风险分类结果 通用信用风险分类
            信用等级 信用分类 FXDJ XYFXDJ""",
        ),
        column(
            "status",
            """登记状态 存续状态 企业状态 经营状态 主体状态 登记存续状态 市场主体状态 状态
            企业登记状态 DJZT JYZT QYZT""",
        ),
        column(
            "exclusion",
            """不纳入抽查原因 不纳入原因 不参与抽查原因 排除原因 不抽取原因 剔除原因 免检原因
            不纳入抽取原因""",
        ),
        column(
            "kind",
            """主体类型 市场主体类型 经营主体类型 企业类型 检查对象类型 对象类型 主体类别
            企业类别 企业（机构）类型 企业机构类型 类型 QYLX ZTLX""",
        ),
        column(
            "address",
            """住所 注册地址 地址 住所（经营场所） 经营场所 住所/经营场所 企业地址 企业住所
            登记住所 注册住所 经营地址 生产经营地址 检查地址 详细地址 ZS DZ ZCDZ DOM""",
        ),
    ),
    extra=(
        column("established", "成立日期 注册日期 登记日期 开业日期 设立日期 CLRQ ESTDATE"),
        column("approved", "核准日期 HZRQ"),
        column("business_scope", "经营范围 业务范围 经营（业务）范围 主营业务 JYFW OPSCOPE"),
        column("capital", "注册资本 注册资金 注册资本（金） 出资额 资金数额 ZCZB REGCAP"),
        column("industry", "行业类型 行业 行业门类 所属行业 行业代码 行业类别 国民经济行业 HYDM"),
        column("province", "所在省份 省份 省 所属省份"),
        column("city", "地区 所在地区 市 所属地区 地市 所在市 所在地市"),
        column("county", "区县 区县推断 所属区县 县区 县（市、区） 县市区 所在区县"),
        # Where a code was issued is not where its holder is: a third of them differ.
        column("registry_region", "登记机关区划 登记机关区划代码 机构代码_登记机关区划"),
        column("township", "所属乡镇（街道） 所属乡镇 乡镇街道 乡镇 街道 所在乡镇 所属街道"),
        column(
            "authority",
            """登记机关 属地监管机关 监管机关 管辖机关 管辖单位 监管单位 属地监管所 监管所
            检查机关 辖区 所属辖区 DJJG REGORG""",
        ),
        column("special_register", "专项库名称 专项库"),
        column("tags", "对应专项库监管标签 监管标签 标签 分类标签"),
        column("licence", "许可证名称 许可名称"),
        column("licence_no", "许可证编号 许可证号"),
        column("licence_issued", "许可批准日期 许可日期 发证日期"),
        column("licence_valid_to", "有效期至 许可有效期 有效期"),
        column("licence_authority", "许可发证机关 发证机关"),
        column("professional_supervision", "专业监管"),
        column("qualification", "专业资质资格"),
        column("expert_leader", "配备专家（组长） 配备专家"),
        column("remark", "备注 说明"),
    ),
    essentials=(("code", "registration_number"), ("name",)),
    expected=("region", "risk_class", "status"),
    ignored=PERSONAL | SERIAL,
)
