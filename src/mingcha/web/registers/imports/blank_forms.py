"""The templates that a department fills in (R-018): headings that the import knows, own choices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO

from mingcha.core.intake.kinds import KINDS
from mingcha.core.intake.non_entities import KINDS as NON_ENTITY_WORDS
from mingcha.orgs.models import Department, Region
from mingcha.registers.models import ProfessionalBody, RiskScheme, Tag
from mingcha.registers.models.import_batch import ImportKind
from mingcha.registers.models.inspection_item import CheckMethod, ItemClass
from mingcha.registers.models.inspection_object import STATED_STATUSES, ObjectKind
from mingcha.registers.models.inspector import InspectorState
from mingcha.registers.models.object_flag import FlagKind
from mingcha.registers.models.risk_class import GENERIC_LEVELS
from mingcha.registers.models.tag import TagKind
from mingcha.registers.selectors.special_registers import special_registers_in_use
from mingcha.spreadsheets.blank_form import BlankColumn, write_blank_form


def blank_form(kind: str, department: Department) -> bytes:
    """Return the workbook that a department fills in for one of its registers."""
    stream = BytesIO()
    columns = _COLUMNS[ImportKind(kind)](department)
    write_blank_form(stream, ImportKind(kind).label, columns)
    return stream.getvalue()


def _objects(department: Department) -> list[BlankColumn]:
    title = KINDS["objects"].vocabulary.title
    return [
        BlankColumn(title("name"), "与营业执照一致的全称", 36, must=True),
        BlankColumn(
            title("code"), "18 位统一社会信用代码；尚未换照的填 15 位注册号", 24, must=True
        ),
        _regions(title("region"), department),
        _chosen(title("status"), "空着按存续", [label for _, label in STATED_STATUSES]),
        _chosen(title("kind"), "空着按代码判断", ObjectKind.labels),
        _chosen(title("risk_class"), "通用信用风险类别；没有分类的空着", GENERIC_LEVELS),
        BlankColumn(title("address"), "住所或者经营场所，检查人员按它上门", 44),
        BlankColumn(title("industry"), "国民经济行业，写名称或代码", 20),
        BlankColumn(title("business_scope"), "与营业执照一致", 44),
        BlankColumn(title("established"), "如 2020-03-05", 14, is_date=True),
        BlankColumn(title("exclusion"), "不参加抽查的写明原因，参加的空着", 24),
        BlankColumn(
            title("tags"), "几个标签之间用顿号隔开", 24, choices=_tags(TagKind.OBJECT), is_open=True
        ),
    ]


def _non_entities(department: Department) -> list[BlankColumn]:
    title = KINDS["non_entities"].vocabulary.title
    return [
        BlankColumn(title("code"), "本部门内不重复，如立项编号、批准文号", 24, must=True),
        BlankColumn(title("name"), "产品、项目或者行为的名称", 36, must=True),
        BlankColumn(title("kind"), "必填，从列表中选择", 12, must=True, choices=NON_ENTITY_WORDS),
        _regions(title("region"), department),
        BlankColumn(title("address"), "项目、生产或者发生的地点", 44),
        BlankColumn(title("industry"), "可不填", 20),
        BlankColumn(title("business_scope"), "项目的内容、产品的用途等，可不填", 44),
        BlankColumn(title("owner_name"), "产品的生产者、项目的建设单位、行为人", 30),
        BlankColumn(title("owner_code"), "责任主体的统一社会信用代码", 22),
        BlankColumn(title("specification"), "产品填写，项目和行为可不填", 20),
        BlankColumn(title("approval_no"), "项目的批准文号、行为的许可或备案文号", 22),
        BlankColumn(title("exclusion"), "不参加抽查的写明原因，参加的空着", 24),
        BlankColumn(
            title("tags"), "几个标签之间用顿号隔开", 24, choices=_tags(TagKind.OBJECT), is_open=True
        ),
    ]


def _inspectors(department: Department) -> list[BlankColumn]:
    title = KINDS["inspectors"].vocabulary.title
    units = list(department.units.order_by("name").values_list("name", flat=True))
    return [
        BlankColumn(title("name"), "与执法证一致", 12, must=True),
        BlankColumn(title("staff_no"), "本部门内不重复；没有工号的填执法证号", 16, must=True),
        BlankColumn(title("unit"), "本部门全称", 24, choices=[department.name]),
        BlankColumn(title("section"), "内设机构、队、所", 20, choices=units),
        _regions(title("region"), department),
        BlankColumn(title("certificate_no"), "没有执法证的只能协助，不计入两人", 20),
        BlankColumn(title("cert_valid_to"), "最后一天，如 2027-12-31", 16, is_date=True),
        BlankColumn(
            title("expertise"),
            "几项之间用顿号隔开",
            24,
            choices=_tags(TagKind.EXPERTISE),
            is_open=True,
        ),
        BlankColumn(title("capacity"), "一次任务最多检查多少户，整数；不限的空着", 12),
        _chosen(title("status"), "空着按在岗", InspectorState.labels),
    ]


def _items(department: Department) -> list[BlankColumn]:
    title = KINDS["items"].vocabulary.title
    return [
        BlankColumn(title("code"), "本部门内不重复；空着由系统编", 16),
        BlankColumn(title("category"), "抽查类别，如“登记事项检查”", 20),
        BlankColumn(title("name"), "抽查事项", 30, must=True),
        BlankColumn(title("object"), "检查哪一类对象", 24),
        _chosen(title("item_class"), "一般事项有比例上限", ItemClass.labels),
        BlankColumn(
            title("method"), "几种之间用顿号隔开", 20, choices=CheckMethod.labels, is_open=True
        ),
        BlankColumn(title("body"), "由谁检查", 24, choices=[department.name], is_open=True),
        BlankColumn(title("basis"), "法律法规及条款，启用前必须写明", 50),
        BlankColumn(title("content"), "检查什么、怎样算合格", 50),
        BlankColumn(title("ratio"), "如 3%；写成文字，原样保留", 14),
    ]


def _joint_items(department: Department) -> list[BlankColumn]:
    title = KINDS["joint_items"].vocabulary.title
    bodies = Department.objects.filter(region=department.region_id, is_inspecting_body=True)
    names = [each.short_name for each in bodies]
    return [
        BlankColumn(title("area"), "一个领域的几行写同一名称", 26, must=True),
        BlankColumn(title("name"), "与发起部门事项清单中的名称一致", 36, must=True),
        BlankColumn(title("object"), "检查哪一类对象", 26),
        BlankColumn(
            title("initiating"),
            "第一行的发起部门牵头；几个部门之间用顿号隔开",
            24,
            must=True,
            choices=names,
            is_open=True,
        ),
        BlankColumn(
            title("cooperating"), "几个部门之间用顿号隔开", 30, choices=names, is_open=True
        ),
    ]


def _members(department: Department) -> list[BlankColumn]:
    title = KINDS["members"].vocabulary.title
    names = list(special_registers_in_use(department).values_list("name", flat=True))
    must = "一户有几个许可证的，每个许可证一行"
    return [
        BlankColumn(title("special_register"), must, 26, must=True, choices=names),
        BlankColumn(title("code"), "要在本部门名录中", 24, must=True),
        BlankColumn(title("name"), "便于核对", 36),
        BlankColumn(title("licence"), "没有许可证的空着", 22),
        BlankColumn(title("licence_no"), "与许可证名称一起填", 24),
        BlankColumn(title("licence_issued"), "如 2024-03-05", 14, is_date=True),
        BlankColumn(title("licence_valid_to"), "长期有效的写 9999-12-31", 14, is_date=True),
        BlankColumn(title("licence_authority"), "与许可证一致", 26),
        BlankColumn(title("licence_scope"), "与许可证一致", 36),
    ]


def _flags(_: Department) -> list[BlankColumn]:
    title = KINDS["flags"].vocabulary.title
    return [
        BlankColumn(title("code"), "要在本部门名录中", 24, must=True),
        BlankColumn(title("name"), "便于核对", 36),
        _chosen(title("flag"), "必填", FlagKind.labels),
        BlankColumn(title("since"), "从哪一天起，如 2026-03-05", 14, must=True, is_date=True),
        BlankColumn(title("until"), "现在仍有的空着；已结束的填最后一天", 14, is_date=True),
        BlankColumn(title("source"), "文书编号、来函单位或者网页", 30, must=True),
        BlankColumn(title("note"), "可不填", 30),
    ]


def _classes(_: Department) -> list[BlankColumn]:
    title = KINDS["classes"].vocabulary.title
    schemes = [each.name for each in RiskScheme.objects.all()] or [RiskScheme.generic().name]
    return [
        BlankColumn(title("code"), "要在本部门名录中", 24, must=True),
        BlankColumn(title("name"), "便于核对", 36),
        BlankColumn(title("risk_class"), "方案中的类别，如 A、B、C、D", 14, must=True),
        _chosen(title("scheme"), "空着按通用型", schemes),
        BlankColumn(title("as_of"), "从哪一天起；空着按校验当天", 14, is_date=True),
    ]


def _experts(department: Department) -> list[BlankColumn]:
    title = KINDS["experts"].vocabulary.title
    bodies = ProfessionalBody.objects.filter(department=department, is_active=True)
    return [
        BlankColumn(title("name"), "同名的，写明工作单位以便区分", 12, must=True),
        BlankColumn(title("employer"), "全称", 30),
        BlankColumn(
            title("body"),
            "以机构名义协助的才填，要在本部门的专业机构库中",
            30,
            choices=list(bodies.order_by("name").values_list("name", flat=True)),
        ),
        BlankColumn(title("title"), "如：高级工程师", 16),
        *_of_helpers(title),
    ]


def _bodies(_: Department) -> list[BlankColumn]:
    title = KINDS["bodies"].vocabulary.title
    return [
        BlankColumn(title("name"), "与营业执照一致的全称", 30, must=True),
        BlankColumn(title("code"), "18 位；没有的空着", 22),
        BlankColumn(title("services"), "如：抽样检验、账目审计", 30, must=True),
        BlankColumn(title("contact"), "可不填", 12),
        *_of_helpers(title),
    ]


def _of_helpers(title: Callable[[str], str]) -> list[BlankColumn]:
    areas = [*_tags(TagKind.EXPERTISE), *_tags(TagKind.QUALIFICATION)]
    hint = "几项之间用顿号隔开；抽取专家时按它限定范围"
    return [
        BlankColumn(title("expertise"), hint, 24, choices=areas, is_open=True),
        BlankColumn(title("phone"), "11位手机号，或带区号的固定电话", 16),
        _chosen(title("status"), "空着按“是”", ("是", "否")),
    ]


_COLUMNS: dict[ImportKind, Callable[[Department], list[BlankColumn]]] = {
    ImportKind.OBJECTS: _objects,
    ImportKind.NON_ENTITIES: _non_entities,
    ImportKind.INSPECTORS: _inspectors,
    ImportKind.ITEMS: _items,
    ImportKind.JOINT_ITEMS: _joint_items,
    ImportKind.MEMBERS: _members,
    ImportKind.FLAGS: _flags,
    ImportKind.CLASSES: _classes,
    ImportKind.EXPERTS: _experts,
    ImportKind.BODIES: _bodies,
}


def _regions(title: str, department: Department) -> BlankColumn:
    below = Region.objects.within(department.region).in_use()
    codes = list(below.order_by("code").values_list("code", flat=True)[:1000])
    hint = f"6、9 或 12 位代码；空着按{department.region.name}"
    return BlankColumn(title, hint, 16, choices=codes, is_open=True)


def _chosen(title: str, hint: str, choices: Iterable[object]) -> BlankColumn:
    return BlankColumn(title, f"从列表中选择；{hint}", 14, choices=[str(each) for each in choices])


def _tags(kind: TagKind) -> list[str]:
    names = Tag.objects.filter(kind=kind, is_retired=False).order_by("name")
    return list(names.values_list("name", flat=True))
