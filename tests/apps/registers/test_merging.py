"""Objects that stand in the register twice: suspected, merged, counted together, parted again."""

from __future__ import annotations

from datetime import date

import pytest
from county import County
from registers_files import imported, objects_file, shop, uscc, workbook
from task_station import TODAY, WHOLE, approved_task, make_inspectors, make_line, make_station

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.registers.actions.experts import add_body, add_expert, declare_interest
from mingcha.registers.actions.flags import enter_flag
from mingcha.registers.actions.licences import write_licence
from mingcha.registers.actions.merging import (
    merge_objects,
    tell_apart,
    undo_merge,
    withdraw_pair,
)
from mingcha.registers.actions.objects import add_object, edit_object, set_risk_class
from mingcha.registers.actions.recusals import declare_recusal
from mingcha.registers.actions.special_registers import add_members, write_special_register
from mingcha.registers.actions.upserting import upsert_objects
from mingcha.registers.intake.pushed_row import Row
from mingcha.registers.models import (
    InspectionObject,
    Inspector,
    Licence,
    ObjectMerge,
    Recusal,
    RegisterEntry,
    RiskClass,
    SpecialMember,
)
from mingcha.registers.selectors.duplicates import Ground, number_of_suspects, suspects
from mingcha.registers.selectors.experts import bodies_for, experts_for
from mingcha.registers.selectors.objects import register_of
from mingcha.tasks.models import ObjectTask, SubTask, Task
from mingcha.tasks.pool_query import candidates
from mingcha.tasks.selectors.teams import visits_this_year

OLD = "130136000012345"
LICENCE = {
    "kind": "食品经营许可证",
    "number": "1",
    "issuer": "",
    "valid_from": None,
    "valid_to": None,
    "scope": "",
}


def one(code: str) -> InspectionObject:
    return InspectionObject.objects.get(code=code)


@pytest.fixture
def twice(county: County) -> tuple[InspectionObject, InspectionObject]:
    """A shop under its credit code, and again under its old registration number."""
    rows = (
        shop(1, name="澄川县丰收粮店（总店）", risk="A"),
        shop(2, name="澄川县丰收粮店(总店)", code=OLD, region="130136", risk="B", tags="粮油"),
        shop(3),
    )
    imported(county, objects_file(*rows))
    return one(uscc(1)), one(OLD)


def found(county: County) -> list[tuple[str, str, Ground]]:
    pairs, _ = suspects(register_of(county.market))
    return [(each.first.code, each.second.code, each.ground) for each in pairs]


def test_the_same_name_under_an_old_number_is_suspected(county: County, twice):
    assert found(county) == [(OLD, uscc(1), Ground.NUMBER)]


def test_grounds_are_told_and_other_places_are_nobodys_twin(county: County):
    rows = (
        shop(1, name="同一家店", address="南环路1号", region="130136001"),
        shop(2, name="同一家 店", address="南环路１号", region="130136100"),
        shop(3, name="旺旺便利店", region="130136001"),
        shop(4, name="旺旺便利店", region="130136100"),
        shop(5, name="另一家店", region="130136001"),
        shop(6, name="另一家店", region="130136001", status="注销"),
        shop(7, name="甲", region="130136001"),
        shop(8, name="乙", code="130136" + uscc(7)[8:17], region="130136001"),
        shop(9, name="多多超市", region="130136001"),
        shop(10, name="多多超市", region="130136001"),
    )
    imported(county, objects_file(*rows[:7], *rows[8:]))
    facts = {"name": "乙", "kind": "enterprise", "region_id": "130136001"}
    code = "130136" + uscc(7)[8:17]
    other = InspectionObject.objects.create(code=code, key=code, **facts)
    RegisterEntry.objects.create(department=county.market, object=other)
    assert found(county) == [
        (uscc(7), code, Ground.CODE),
        (uscc(1), uscc(2), Ground.ADDRESS),
        (uscc(9), uscc(10), Ground.NAME),
    ]
    assert number_of_suspects(register_of(county.market)) == 3


def test_a_name_that_hundreds_bear_does_not_make_pairs_of_all(county: County):
    imported(county, objects_file(*(shop(n, name="小卖部") for n in range(1, 41))))
    assert number_of_suspects(register_of(county.market)) < 40 * 8


def test_what_the_survivor_lacks_goes_along_and_the_other_leaves_every_register(
    county: County, twice
):
    kept, gone = twice
    make_inspectors(county.market, 1)
    register = write_special_register(by=county.lead, name="粮油专项库", industry="", note="")
    add_members(
        by=county.lead,
        register=register,
        objects=InspectionObject.objects.filter(pk=gone.pk),
    )
    entry = RegisterEntry.objects.get(object=gone)
    write_licence(by=county.lead, entry=entry, facts=LICENCE | {"number": "JY1"})
    enter_flag(
        by=county.lead, entry=entry, kind="complaint", since=date(2026, 1, 5), source="12315"
    )
    inspector = Inspector.objects.filter(department=county.market).first()
    declare_recusal(by=county.lead, inspector=inspector, code=OLD, reason="亲属经营")
    merge = merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    gone.refresh_from_db()
    assert gone.status == "merged"
    assert not register_of(county.market).filter(pk=gone.pk)
    assert list(kept.tags.values_list("name", flat=True)) == ["粮油"]
    assert [member.object_id for member in SpecialMember.objects.filter(left_at=None)] == [kept.pk]
    assert kept.licences.get().number == "JY1"
    assert kept.flags.get().kind == "complaint"
    assert one(kept.code).risk_level == "A"
    assert Recusal.objects.filter(object=kept, ended_on=None).exists()
    assert AuditEvent.objects.get(type="object.merged").body["other"] == OLD
    assert not found(county)
    undo_merge(by=county.lead, merge=merge, reason="是两家店")
    gone.refresh_from_db()
    assert gone.status == "existing"
    assert register_of(county.market).filter(pk=gone.pk)
    assert not kept.tags.exists()
    assert not kept.licences.exists()
    assert not kept.flags.exists()
    assert [member.object_id for member in SpecialMember.objects.filter(left_at=None)] == [gone.pk]
    assert not Recusal.objects.filter(object=kept, ended_on=None)
    assert Recusal.objects.filter(object=gone, ended_on=None).exists()
    assert found(county)


def test_a_class_goes_along_only_where_there_is_none(county: County):
    rows = (shop(1, name="一家", risk=""), shop(2, name="一家", risk="C"))
    imported(county, objects_file(*rows))
    merge = merge_objects(by=county.lead, kept=one(uscc(1)), gone=one(uscc(2)), reason="重复登记")
    assert one(uscc(1)).risk_level == "C"
    assert RiskClass.objects.filter(object=one(uscc(1))).exists()
    undo_merge(by=county.lead, merge=merge, reason="看错了")
    assert one(uscc(1)).risk_level == ""
    assert not RiskClass.objects.filter(object=one(uscc(1)))


def test_what_somebody_changed_since_stays_when_a_merge_is_undone(county: County, twice):
    kept, gone = twice
    entry = RegisterEntry.objects.get(object=gone)
    write_licence(by=county.lead, entry=entry, facts=LICENCE)
    merge = merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    kept_entry = RegisterEntry.objects.get(object=kept)
    write_licence(
        by=county.lead,
        entry=kept_entry,
        licence=kept.licences.get(),
        facts=LICENCE | {"issuer": "县局"},
    )
    undo_merge(by=county.lead, merge=merge, reason="是两家店")
    assert Licence.objects.get(object=kept).issuer == "县局"


def test_chains_lead_to_the_last_and_are_undone_from_there(county: County):
    imported(county, objects_file(*(shop(n, name="一家") for n in (1, 2, 3))))
    a, b, c = (one(uscc(n)) for n in (1, 2, 3))
    first = merge_objects(by=county.lead, kept=b, gone=a, reason="重复登记")
    second = merge_objects(by=county.lead, kept=c, gone=b, reason="重复登记")
    first.refresh_from_db()
    assert first.survivor == c
    with pytest.raises(DomainError, match="请先撤销"):
        undo_merge(by=county.lead, merge=first, reason="看错了")
    with pytest.raises(NotFound):
        merge_objects(by=county.lead, kept=c, gone=a, reason="重复登记")
    undo_merge(by=county.lead, merge=second, reason="看错了")
    first.refresh_from_db()
    assert first.survivor == b


def test_who_may_merge_and_what_cannot_stay(county: County, twice):
    kept, gone = twice
    with pytest.raises(NotFound):
        merge_objects(by=county.fire_lead, kept=kept, gone=gone, reason="重复登记")
    with pytest.raises(Forbidden):
        merge_objects(by=county.head, kept=kept, gone=gone, reason="重复登记")
    with pytest.raises(DomainError, match="理由"):
        merge_objects(by=county.lead, kept=kept, gone=gone, reason=" ")
    with pytest.raises(DomainError) as same:
        merge_objects(by=county.lead, kept=kept, gone=kept, reason="重复登记")
    assert same.value.field == "kept"
    kept.status = "deregistered"
    kept.save()
    with pytest.raises(DomainError, match="请留下存续"):
        merge_objects(by=county.lead, kept=kept, gone=gone, reason="重复登记")
    assert not ObjectMerge.objects.exists()


def test_two_that_are_two_are_not_shown_again_until_that_is_withdrawn(county: County, twice):
    kept, gone = twice
    pair = tell_apart(by=county.lead, first=gone, second=kept, reason="分店，两张执照")
    assert not found(county)
    with pytest.raises(DomainError, match="取消认定"):
        merge_objects(by=county.lead, kept=kept, gone=gone, reason="重复登记")
    withdraw_pair(by=county.lead, pair=pair)
    assert found(county)
    verbs = [e.body["action"] for e in AuditEvent.objects.filter(type="object.merged")]
    assert verbs == ["tell_apart", "withdraw_pair"]


def test_interests_of_experts_go_along_and_come_back(county: County, twice):
    kept, gone = twice
    add = {"by": county.lead, "department": county.market}
    lab = add_body(**add, facts={"name": "检测中心"})
    expert = add_expert(**add, facts={"name": "周专家"})
    late = add_expert(**add, facts={"name": "吴专家"})
    for helper in (lab, expert):
        told = {"helper": helper, "reason": "提供过咨询"}
        declare_interest(by=county.lead, code=gone.code, **told)
    merge = merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    declare_interest(by=county.lead, helper=late, code=gone.code, reason="亲属任职")
    assert not experts_for(county.market, kept).exists()
    assert not bodies_for(county.market, kept).exists()
    undo_merge(by=county.lead, merge=merge, reason="确是两户")
    assert list(experts_for(county.market, kept)) == [expert]
    assert list(bodies_for(county.market, kept)) == [lab]
    assert list(experts_for(county.market, gone)) == [late]


def test_a_merged_object_is_not_edited_nor_entered_again_by_hand(county: County, twice):
    kept, gone = twice
    entry = RegisterEntry.objects.get(object=gone)
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    with pytest.raises(DomainError, match="留下的那一户"):
        edit_object(by=county.lead, entry=entry, facts={"status": "existing"}, exclusion="")
    facts = {"name": "丰收", "kind": "enterprise", "region": county.region}
    with pytest.raises(DomainError) as again:
        add_object(by=county.lead, department=county.market, code=OLD, facts=facts)
    assert again.value.field == "code"
    with pytest.raises(DomainError):
        edit_object(
            by=county.lead,
            entry=RegisterEntry.objects.get(object=kept),
            facts={"status": "merged"},
            exclusion="",
        )
    set_risk_class(
        by=county.lead, entry=RegisterEntry.objects.get(object=kept), level="D", reason="投诉多"
    )


def test_a_later_file_with_the_merged_code_updates_the_survivor(county: County, twice):
    kept, gone = twice
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    batch = imported(county, objects_file(shop(2, code=OLD, name="丰收粮店", tags=""), shop(3)))
    assert batch.counts["changed"] == 1
    assert one(uscc(1)).name == "丰收粮店"
    assert one(OLD).name == "澄川县丰收粮店(总店)"
    told = next(each for each in batch.findings if each["code"] == "platform.code.merged")
    assert OLD in told["message"]
    assert uscc(1) in told["message"]


def test_the_survivors_own_row_wins_over_the_old_code(county: County, twice):
    kept, gone = twice
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    old = shop(2, code=OLD, name="旧名", tags="")
    new = shop(1, name="现在的名字", risk="A")
    batch = imported(county, objects_file(old, new, shop(3)))
    assert one(uscc(1)).name == "现在的名字"
    assert batch.counts["gone"] == 0
    assert sum(batch.counts[each] for each in ("new", "changed", "same", "repeated")) == 3


def test_the_interface_recognises_the_survivor(county: County, twice):
    kept, gone = twice
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    rows = [Row(code=OLD, name="接口名"), Row(code=uscc(3), name="澄川县第3商店")]
    told = upsert_objects(by=county.lead, rows=rows)
    assert told["rows"][0]["outcome"] == "changed"
    assert "platform.code.merged" in [each["code"] for each in told["rows"][0]["findings"]]
    assert one(uscc(1)).name == "接口名"
    both = [Row(code=OLD, name="旧"), Row(code=uscc(1), name="新")]
    told = upsert_objects(by=county.lead, rows=both)
    assert [each["outcome"] for each in told["rows"]] == ["repeated", "changed"]
    assert one(uscc(1)).name == "新"


def test_a_mark_for_the_merged_code_goes_to_the_survivor(county: County, twice):
    kept, gone = twice
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="换发营业执照")
    heads = ("统一社会信用代码", "名单种类", "列入日期", "移出日期", "文书编号")
    rows = [(OLD, "经营异常名录", "2026-03-05", "", "市监列字1号")]
    imported(county, workbook(heads, rows), "flags")
    assert kept.flags.get().kind == "abnormal_list"


def inspected(county: County, found: InspectionObject, line, state: str = "published") -> None:
    task = approved_task(county, line)
    ObjectTask.objects.create(
        task=task, sub_task=task.sub_tasks.get(is_lead=True), object=found, state=state
    )
    Task.objects.filter(pk=task.pk).update(state="closed")


def exclusion(task: Task, found: InspectionObject) -> str:
    return candidates(SubTask.objects.get(task=task), TODAY).get(pk=found.pk).exclusion


def test_visits_under_the_old_code_count_for_the_survivor(county: County):
    line = make_station(county, objects=6)
    kept, gone, other = InspectionObject.objects.order_by("pk")[:3]
    inspected(county, gone, line)
    task = approved_task(county, make_line(county, WHOLE))
    assert exclusion(task, kept) == ""
    assert exclusion(task, gone) == "inspected_this_year"
    merge = merge_objects(by=county.lead, kept=kept, gone=gone, reason="重复登记")
    assert exclusion(task, kept) == "inspected_this_year"
    assert exclusion(task, other) == ""
    assert not candidates(SubTask.objects.get(task=task), TODAY).filter(pk=gone.pk)
    assert visits_this_year(kept.pk, TODAY.year) == 1
    RegisterEntry.objects.filter(object=gone).update(is_active=True)
    left_out = candidates(SubTask.objects.get(task=task), TODAY).get(pk=gone.pk)
    assert (left_out.exclusion, left_out.exclusion_note) == ("not_existing", "已合并")
    RegisterEntry.objects.filter(object=gone).update(is_active=False)
    undo_merge(by=county.lead, merge=merge, reason="看错了")
    assert exclusion(task, kept) == ""


def test_the_cap_counts_both_codes_together(county: County):
    line = make_station(county, objects=12)
    kept, gone = InspectionObject.objects.filter(risk_level="D")[:2]
    inspected(county, gone, line, "recorded")
    inspected(county, kept, make_line(county, WHOLE), "recorded")
    task = approved_task(county, make_line(county, WHOLE))
    caps = dict.fromkeys("ABCD", 2)
    Parameter.objects.create(
        key="cap.visits_per_year", region=county.region, value=caps, reason="试点"
    )
    assert exclusion(task, kept) == ""
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="重复登记")
    assert exclusion(task, kept) == "cap_reached"


def test_an_open_task_under_the_old_code_keeps_the_survivor_out(county: County):
    line = make_station(county, objects=6)
    kept, gone = InspectionObject.objects.order_by("pk")[:2]
    first = approved_task(county, line)
    ObjectTask.objects.create(
        task=first, sub_task=first.sub_tasks.get(is_lead=True), object=gone, state="assigned"
    )
    Task.objects.filter(pk=first.pk).update(state="closed")
    task = approved_task(county, make_line(county, WHOLE))
    Task.objects.filter(pk=first.pk).update(state="issued")
    assert exclusion(task, kept) == ""
    merge_objects(by=county.lead, kept=kept, gone=gone, reason="重复登记")
    assert exclusion(task, kept) == "in_open_task"
