"""What kinds of documents there are, and which placeholders a text of each may and must have.

What a document must tell: 控制对企业进行经济检查的规定 art. 8 (basis, content, time, inspectors), the
standard documents of 2025 (visits so far, right to recusal; dossier E-10) and R-089.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.notices import standard


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name that stands in braces; ``is_block`` ones stand alone on their line and bring more than text."""

    name: str
    meaning: str
    sample: str = ""
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of document.

    Of each group of ``mandatory`` at least one placeholder stands in the text; each of ``words``
    stands in it too, by the duty that it tells of.
    """

    key: str
    title: str
    text: str
    placeholders: tuple[Placeholder, ...]
    mandatory: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, str], ...] = ()

    def placeholder(self, name: str) -> Placeholder | None:
        """Return the placeholder of a name, None where the kind has none such."""
        return next((each for each in self.placeholders if each.name == name), None)


_COMMON = (
    Placeholder("企业名称", "检查对象的名称", "澄川县示例商贸有限公司"),
    Placeholder("统一社会信用代码", "检查对象的代码", "91130136MA00000X01"),
    Placeholder("任务名称", "抽查任务的名称", "餐饮行业综合监管双随机抽查"),
    Placeholder("任务编号", "抽查任务的编号", "13013620260001"),
    Placeholder("牵头部门", "任务的牵头部门", "澄川县市场监督管理局"),
    Placeholder("检查部门", "去检查的部门，几个部门用顿号分开", "澄川县市场监督管理局"),
    Placeholder("检查事项", "检查的事项，用分号分开", "营业执照检查；住所检查"),
    Placeholder("检查依据", "各事项的依据，不重复", "《企业信息公示暂行条例》第十四条"),
    Placeholder("检查人员", "检查组的成员；检查前不告知姓名的，写到场时出示", "张某（组长）、李某"),
    Placeholder("检查方式", "检查的方式", "现场检查"),
    Placeholder("出具日期", "出具文书的日期", "2026年9月1日"),
    Placeholder("落款", "出具文书的部门和日期，靠右两行", is_block=True),
)

INSPECTION_NOTICE = NoticeKind(
    key="inspection_notice",
    title="检查通知书",
    text=standard.INSPECTION_NOTICE,
    placeholders=(
        *_COMMON,
        Placeholder("抽取编号", "随机抽取的编号", "C13013620260001"),
        Placeholder("检查日期", "检查的起止日期", "2026年9月1日至2026年12月31日"),
        Placeholder("上门方式", "一个部门上门，或几个部门联合上门一次完成", "联合上门，一次完成"),
        Placeholder("告知方式", "不事先通知的检查写明到场出示；其他检查为空"),
        Placeholder("准备材料", "请企业准备的材料", "营业执照及与上述事项有关的材料"),
        Placeholder("本年度检查次数", "今年此前已被检查几次", "0"),
        Placeholder("日志链头", "公开抽取的指纹，可在公开页面核对", "2f6a 91c0 …"),
        Placeholder("检查安排表", "部门、事项、依据、组长单位、人员的表格", is_block=True),
    ),
    mandatory=(
        ("企业名称",),
        ("检查安排表", "检查部门"),
        ("检查安排表", "检查事项"),
        ("检查安排表", "检查依据"),
        ("检查安排表", "检查人员"),
        ("检查日期",),
        ("本年度检查次数",),
        ("落款",),
    ),
    words=(("回避", "申请回避的权利"), ("证件", "出示执法证件"), ("陈述", "陈述、申辩的权利")),
)

RESULT_NOTICE = NoticeKind(
    key="result_notice",
    title="检查结果告知书",
    text=standard.RESULT_NOTICE,
    placeholders=(
        *_COMMON,
        Placeholder("实际检查日期", "到场检查的日期", "2026年9月16日"),
        Placeholder("检查结果", "检查的总结论", "未发现问题"),
        Placeholder("检查情况", "检查记录里写明的情况", "各项资料齐全"),
        Placeholder("事项结果表", "各事项的结果和说明的表格", is_block=True),
    ),
    mandatory=(("企业名称",), ("检查结果",), ("实际检查日期",), ("落款",)),
    words=(("异议", "对结果提出异议的途径"),),
)

RECTIFICATION_ORDER = NoticeKind(
    key="rectification_order",
    title="责令改正通知书",
    text=standard.RECTIFICATION_ORDER,
    placeholders=(
        *_COMMON,
        Placeholder("实际检查日期", "到场检查的日期", "2026年9月16日"),
        Placeholder("发现问题", "有问题的事项和说明", "住所检查：登记住所与实际不符"),
        Placeholder("整改要求", "责令改正时写明的要求", "办理住所变更登记"),
        Placeholder("整改期限", "改正的最后一天", "2026年10月8日"),
    ),
    mandatory=(("企业名称",), ("发现问题",), ("整改要求",), ("整改期限",), ("落款",)),
    words=(("复议", "申请行政复议的权利"), ("诉讼", "提起行政诉讼的权利")),
)

KINDS: dict[str, NoticeKind] = {
    kind.key: kind for kind in (INSPECTION_NOTICE, RESULT_NOTICE, RECTIFICATION_ORDER)
}
