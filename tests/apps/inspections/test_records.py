"""Filling in a record: answers, items, photos, conclusion."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable

import pytest
from issued_case import Issued, photo

from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.inspections.actions.answers import judge_item, save_answer
from mingcha.inspections.actions.photos import add_photo
from mingcha.inspections.actions.records import conclude
from mingcha.inspections.models import CheckAnswer, Evidence, InspectionRecord, ItemResult
from mingcha.inspections.proposals import proposed_result
from mingcha.inspections.selectors.checklist import next_open, screens
from mingcha.orgs.models import Parameter

CLEAN = {
    "result": "no_problem",
    "methods": ["on_site"],
    "acknowledgement": "signed",
}


def answer(case: Issued, order: int, given: str, note: str = "") -> ItemResult:
    point = case.licence.check_points.get(order=order)
    return save_answer(
        by=case.county.inspector,
        object_task=case.market_part,
        check_point=point,
        answer=given,
        note=note,
    )


def judge(case: Issued, record: InspectionRecord, outcome: str, note: str = "") -> ItemResult:
    return judge_item(
        by=case.county.inspector,
        object_task=case.market_part,
        item_result=record.item_results.get(item=case.address),
        outcome=outcome,
        note=note,
    )


def test_a_draft_is_kept_and_taken_up_where_it_was_left(case: Issued, begun: InspectionRecord):
    answer(case, 1, "yes")
    rows = screens(InspectionRecord.objects.get(pk=begun.pk))
    assert [(s.number, s.total, s.is_done) for s in rows] == [
        (1, 3, True),
        (2, 3, False),
        (3, 3, False),
    ]
    assert next_open(rows) == rows[1]
    answer(case, 2, "no", "地址不一致")
    judge(case, begun, "no_problem")
    rows = screens(begun)
    assert next_open(rows) is None
    assert [s.has_problem for s in rows] == [False, True, False]


def test_an_items_result_follows_its_answers(case: Issued, begun: InspectionRecord):
    assert answer(case, 1, "yes").outcome == ""
    assert answer(case, 2, "not_applicable").outcome == "no_problem"
    row = answer(case, 2, "no", "登记地址与实际不一致")
    assert (row.outcome, row.note) == ("problem", "登记地址与实际不一致")
    row = answer(case, 2, "yes")
    assert (row.outcome, row.note) == ("no_problem", "")
    answer(case, 1, "not_applicable")
    assert answer(case, 2, "not_applicable").outcome == "not_applicable"
    assert CheckAnswer.objects.count() == 2


def test_what_somebody_judged_stays_when_an_answer_changes(case: Issued, begun: InspectionRecord):
    answer(case, 1, "no", "未悬挂")
    answer(case, 2, "yes")
    row = begun.item_results.get(item=case.licence)
    by, part = case.county.inspector, case.market_part
    with pytest.raises(DomainError, match="不一致"):
        judge_item(by=by, object_task=part, item_result=row, outcome="no_problem")
    judge_item(by=by, object_task=part, item_result=row, outcome="no_problem", note="当场挂好")
    assert answer(case, 1, "no", "原来没有挂").outcome == "no_problem"


def test_a_problem_without_a_note_is_refused_at_its_field(case: Issued, begun: InspectionRecord):
    with pytest.raises(DomainError) as fault:
        answer(case, 1, "no", "  ")
    assert (fault.value.code, fault.value.field) == ("note_missing", "note")
    with pytest.raises(DomainError) as fault:
        answer(case, 1, "")
    assert fault.value.field == "answer"
    for outcome in ("problem", "not_checked"):
        with pytest.raises(DomainError) as fault:
            judge(case, begun, outcome)
        assert fault.value.field == "note"
    with pytest.raises(DomainError) as fault:
        judge(case, begun, "")
    assert fault.value.field == "outcome"
    assert judge(case, begun, "not_checked", "店主不在").note == "店主不在"


def test_only_points_of_the_own_items_are_answered(case: Issued, begun: InspectionRecord):
    theirs = case.fire_part.sub_task.items.get().check_points.get()
    with pytest.raises(NotFound):
        save_answer(
            by=case.county.inspector,
            object_task=case.market_part,
            check_point=theirs,
            answer="yes",
        )
    with pytest.raises(NotFound):
        add_photo(
            by=case.county.inspector,
            object_task=case.market_part,
            content=photo(),
            file_name="x.jpg",
            check_point=theirs,
        )


def test_nothing_is_entered_before_arrival_or_by_others(case: Issued):
    with pytest.raises(DomainError, match="还没有开始"):
        answer(case, 1, "yes")
    with pytest.raises(NotFound):
        conclude(by=case.county.fire_inspector, object_task=case.market_part, **CLEAN)


def test_a_photo_keeps_its_bytes_and_digest(case: Issued, begun: InspectionRecord):
    taken = photo()
    made = add_photo(
        by=case.county.inspector,
        object_task=case.market_part,
        content=taken,
        file_name="C:\\DCIM\\IMG_1.jpg",
        caption="执照",
        check_point=case.licence.check_points.get(order=1),
    )
    made = Evidence.objects.get(pk=made.pk)
    assert bytes(made.content) == taken
    assert made.sha256 == hashlib.sha256(taken).hexdigest()
    assert (made.file_name, made.media_type) == ("IMG_1.jpg", "image/jpeg")
    assert AuditEvent.objects.get(type="record.photo_added").body["sha256"] == made.sha256


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是照片"),
        (b"", "不是照片"),
        (photo()[:400], "不是照片"),
        (photo(kind="GIF"), "不是照片"),
        (b"\xff\xd8" + b"0" * (1 << 20), "超过 1 MB"),
    ],
)
def test_what_is_not_a_photo_is_refused(
    case: Issued, begun: InspectionRecord, content: bytes, words: str
):
    Parameter.objects.create(key="evidence.max_megabytes", value=1, reason="试验")
    with pytest.raises(DomainError, match=words) as fault:
        add_photo(
            by=case.county.inspector,
            object_task=case.market_part,
            content=content,
            file_name="a.jpg",
        )
    assert fault.value.field == "photo"


@pytest.mark.parametrize("side", [9_200, 20_000])
def test_a_picture_that_claims_too_many_pixels_is_not_unpacked(
    case: Issued, begun: InspectionRecord, side: int
):
    huge = bytearray(photo(kind="PNG", size=(8, 8)))
    huge[16:24] = side.to_bytes(4, "big") * 2
    huge[29:33] = zlib.crc32(bytes(huge[12:29])).to_bytes(4, "big")
    with pytest.raises(DomainError, match="不是照片"):
        add_photo(
            by=case.county.inspector,
            object_task=case.market_part,
            content=bytes(huge),
            file_name="a.png",
        )


def test_the_same_photo_is_attached_once(case: Issued, begun: InspectionRecord):
    asked = {"by": case.county.inspector, "object_task": case.market_part, "content": photo()}
    add_photo(**asked, file_name="a.jpg")
    with pytest.raises(DomainError, match="已经传过"):
        add_photo(**asked, file_name="b.jpg")


def test_a_complete_record_is_concluded(
    case: Issued, begun: InspectionRecord, fill: Callable[..., InspectionRecord]
):
    fill()
    case.market_part.refresh_from_db()
    assert case.market_part.state == "recorded"
    row = InspectionRecord.objects.get()
    assert (row.result, row.acknowledgement) == ("no_problem", "signed")


def test_open_items_keep_a_record_open(case: Issued, begun: InspectionRecord):
    with pytest.raises(GuardFailed, match="还有 2 项没有结果"):
        conclude(by=case.county.inspector, object_task=case.market_part, **CLEAN)


def test_an_object_that_cannot_be_checked_needs_no_answers(case: Issued, begun: InspectionRecord):
    asked = {
        "by": case.county.inspector,
        "object_task": case.market_part,
        "result": "unreachable",
        "methods": ["on_site"],
        "findings": "大门紧锁，邻居称已搬走",
        "acknowledgement": "absent",
        "refusal_note": "无人在场",
    }
    with pytest.raises(GuardFailed, match="照片"):
        conclude(**asked)
    add_photo(
        by=case.county.inspector,
        object_task=case.market_part,
        content=photo(kind="WEBP"),
        file_name="door.webp",
    )
    conclude(**asked)
    assert {r.outcome for r in begun.item_results.all()} == {"not_checked"}
    assert "无法联系" in begun.item_results.first().note


def closed(case: Issued) -> InspectionRecord:
    told = {"result": "closed_or_liquidating", "findings": "大门紧锁", "refusal_note": "无人在场"}
    asked = CLEAN | told | {"acknowledgement": "absent"}
    return conclude(by=case.county.inspector, object_task=case.market_part, **asked)


def test_what_nobody_checked_is_not_found_without_a_problem(case: Issued, begun: InspectionRecord):
    for row in begun.item_results.all():
        judge_item(
            by=case.county.inspector,
            object_task=case.market_part,
            item_result=row,
            outcome="not_checked",
            note="店主不在",
        )
    with pytest.raises(DomainError, match="都没有检查") as fault:
        conclude(by=case.county.inspector, object_task=case.market_part, **CLEAN)
    assert fault.value.field == "result"


def test_another_conclusion_opens_the_items_that_the_first_one_closed(
    case: Issued, begun: InspectionRecord
):
    answer(case, 1, "yes")
    closed(case)
    by, part = case.county.inspector, case.market_part
    with pytest.raises(DomainError, match="还有 2 项没有结果"):
        conclude(by=by, object_task=part, **CLEAN)
    answer(case, 2, "yes")
    judge(case, begun, "no_problem")
    conclude(by=by, object_task=part, **CLEAN)
    told = begun.item_results.values_list("outcome", "note")
    assert list(told) == [("no_problem", ""), ("no_problem", "")]


def test_another_reason_why_nothing_was_checked_stands_at_the_items(
    case: Issued, begun: InspectionRecord
):
    closed(case)
    add_photo(
        by=case.county.inspector,
        object_task=case.market_part,
        content=photo(),
        file_name="door.jpg",
    )
    asked = {"result": "unreachable", "findings": "查无此处"}
    conclude(by=case.county.inspector, object_task=case.market_part, **CLEAN | asked)
    assert {row.note for row in begun.item_results.all()} == {
        "通过登记的住所（经营场所）无法联系，未能检查"
    }


def test_photos_of_problems_are_a_parameter_and_for_checks_on_the_spot(
    case: Issued, begun: InspectionRecord
):
    answer(case, 1, "no", "未悬挂")
    judge(case, begun, "no_problem")
    asked = CLEAN | {"result": "pending_follow_up", "findings": "未悬挂"}
    by, part = case.county.inspector, case.market_part
    with pytest.raises(GuardFailed, match="照片"):
        conclude(by=by, object_task=part, **asked)
    conclude(by=by, object_task=part, **asked | {"methods": ["written"]})
    with pytest.raises(DomainError, match="照片"):
        conclude(by=by, object_task=part, **asked)
    Parameter.objects.create(key="evidence.photo_with_problem", value=False, reason="试验")
    conclude(by=by, object_task=part, **asked)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"result": ""}, "result"),
        ({"result": "rectified"}, "result"),
        ({"methods": []}, "methods"),
        ({"methods": ["by_ear"]}, "methods"),
        ({"result": "other"}, "findings"),
        ({"acknowledgement": ""}, "acknowledgement"),
        ({"acknowledgement": "absent"}, "refusal_note"),
        ({"acknowledgement": "refused", "refusal_note": "拒签"}, "refusal_witness"),
    ],
)
def test_a_wrong_conclusion_is_refused_at_its_field(
    case: Issued, begun: InspectionRecord, change, field
):
    with pytest.raises(DomainError) as fault:
        conclude(by=case.county.inspector, object_task=case.market_part, **CLEAN | change)
    assert fault.value.field == field


def test_a_found_problem_is_not_called_none(case: Issued, begun: InspectionRecord):
    answer(case, 1, "no", "未悬挂")
    for result in ("no_problem", "no_such_activity", "other"):
        with pytest.raises(DomainError, match="有事项发现问题"):
            conclude(
                by=case.county.inspector,
                object_task=case.market_part,
                **CLEAN | {"result": result},
            )


@pytest.mark.parametrize(
    ("outcomes", "result"),
    [
        ([], ""),
        (["no_problem", ""], ""),
        (["no_problem", "problem", ""], "pending_follow_up"),
        (["not_applicable"], "no_such_activity"),
        (["not_applicable", "no_problem"], "no_problem"),
        (["not_checked", "no_problem"], "no_problem"),
        (["not_checked", "not_checked"], ""),
        (["not_checked", "not_applicable"], ""),
    ],
)
def test_the_worst_item_proposes_the_result(outcomes: list[str], result: str):
    assert proposed_result(outcomes) == result
