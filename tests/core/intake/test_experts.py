from __future__ import annotations

from mingcha.core.intake.bodies import BODIES
from mingcha.core.intake.experts import EXPERTS

EXPERT = {
    "专家姓名": "周专家",
    "工作单位": "省质检院",
    "职称": "高级工程师",
    "专业领域": "计量、食品安全",
    "手机号": "13800001234",
}
BODY = {"机构名称": "检测中心", "技术服务": "抽样检验", "专业领域": "计量", "联系人": "李某"}


def test_an_expert_is_read_with_fields_and_telephone(intake) -> None:
    found = intake(EXPERTS, EXPERT, EXPERT)
    assert found.counts[:4] == (2, 1, 0, 1)
    one = found.records[0]
    assert (one.name, one.employer, one.title) == ("周专家", "省质检院", "高级工程师")
    assert (one.expertise, one.phone) == (("计量", "食品安全"), "13800001234")


def test_two_experts_of_one_name_are_told_apart_by_their_employers(intake, codes) -> None:
    found = intake(EXPERTS, EXPERT, EXPERT | {"工作单位": "市食检所"})
    assert found.counts.accepted == 2
    assert codes(intake(EXPERTS, EXPERT, EXPERT | {"职称": "教授"})) == ["experts.row.differs"]


def test_nobody_is_an_expert_without_a_name(intake, codes) -> None:
    found = intake(EXPERTS, EXPERT | {"专家姓名": None})
    assert codes(found) == ["experts.name.missing"]
    assert not found.records


def test_a_body_is_read_by_its_name(intake, codes) -> None:
    found = intake(BODIES, BODY, BODY | {"技术服务": "审计"}, BODY | {"机构名称": None})
    assert [(each.name, each.services, each.contact) for each in found.records] == [
        ("检测中心", "抽样检验", "李某")
    ]
    assert sorted(codes(found)) == ["bodies.name.missing", "bodies.row.differs"]
