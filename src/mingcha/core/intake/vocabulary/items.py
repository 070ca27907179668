"""Columns of lists of inspection items (抽查事项清单)."""

from __future__ import annotations

from mingcha.core.intake.columns import Vocabulary, column
from mingcha.core.intake.vocabulary.personal import PERSONAL, SERIAL

ITEM_COLUMNS = Vocabulary(
    main=(
        column(
            "name",
            """抽查事项 抽查事项名称 检查事项 检查事项名称 事项名称 随机抽查事项 抽查检查事项
            项目名称 二级检查项 指标 抽查项目 检查项目""",
        ),
        column(
            "category",
            """抽查类别 抽查领域 检查领域 领域 类别 事项大类 抽查大类 分项 一级检查项
            监管领域""",
        ),
        column("object", "检查对象 抽查对象 检查对象范围 抽查对象范围 对象范围 对象"),
        column("item_class", "事项类别 事项类型 事项分类 检查事项类别 抽查事项类别 事项性质"),
        column("method", "检查方式 抽查方式 检查方法 抽查方法 检查方法/标准 方式"),
        column("body", "检查主体 抽查主体 实施主体 检查机关 执法主体 监管主体"),
        column("basis", "检查依据 抽查依据 法律依据 设定依据 法律法规 依据 法律法规依据"),
        column("ratio", "抽查比例 抽取比例 检查比例 抽查比例及频次 比例"),
        column("frequency", "抽查频次 检查频次 抽查频率 频次"),
        column("initiating", "发起部门 牵头部门 主办部门 发起单位 牵头单位"),
        column("cooperating", "配合部门 参与部门 联查部门 协办部门 联合部门 配合单位 参与单位"),
    ),
    extra=(
        column("code", "事项编码 抽查事项编码 事项代码 编码"),
        column("unit", "编制单位名称 编制单位 单位名称 部门 责任部门 责任单位"),
        column("sub_item", "抽查子项 子项 检查子项"),
        column("content", "检查内容 抽查内容 检查内容及要求 检查要素 检查要求 项目描述 内容"),
        column("requirement", "检查人员要求 人员要求"),
        column("level", "检查层级 组织层级 实施层级 层级"),
        column("risk_level", "风险等级"),
        column("part", "分部"),
        column("subpart", "子分部"),
        column("section", "责任处室 责任科室 股室 处室"),
        column("remark", "备注 说明"),
    ),
    essentials=(("name",),),
    expected=("body", "basis", "method", "item_class"),
    ignored=PERSONAL | SERIAL,
)
