"""The inspector's phone: from arrival to handing in, on small pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from county import PASSWORD, County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from issued_case import THAT_DAY, Issued, holidays_2026, issue_case, photo

from mingcha.inspections.models import CheckAnswer, Evidence, InspectionRecord
from mingcha.registers.actions import items
from mingcha.registers.models import Guide
from mingcha.tasks.models import ObjectTask

CONCLUSION = {
    "result": "rectified",
    "findings": "执照未悬挂，已责令改正",
    "methods": ["on_site"],
    "acknowledgement": "signed",
}


@pytest.fixture
def that_day() -> Iterator[None]:
    with time_machine.travel(THAT_DAY, tick=False):
        yield


@pytest.fixture
def case(county: County, that_day: None) -> Issued:
    holidays_2026()
    return issue_case(county)


def url(name: str, case: Issued, *more: int) -> str:
    return reverse(name, args=[case.market_part.pk, *more])


def start_form(case: Issued) -> dict[str, object]:
    return {
        "present": list(case.market_part.team.values_list("pk", flat=True)),
        "methods": ["on_site"],
        "certificate_shown": "on",
    }


def a_photo(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", content or photo(), "image/jpeg")


@pytest.fixture
def at_work(case: Issued, browse):
    client = browse(case.county.inspector)
    client.post(url("visit-start", case), start_form(case))
    return client


def test_a_visit_goes_from_the_list_to_review(case: Issued, browse):
    client = browse(case.county.inspector)
    page = client.get(reverse("visits")).content.decode()
    assert "城关镇老槐树面馆" in page
    assert "杨柳" in page
    assert "今年已入企 0 次" in page
    page = client.post(url("visit-start", case), start_form(case), follow=True)
    assert page.redirect_chain[-1][0] == url("visit-questions", case)
    answers = [
        {"answer": "no", "note": "执照未悬挂", "photo": a_photo()},
        {"answer": "yes"},
    ]
    for number, answer in enumerate(answers, start=1):
        client.post(url("visit-question", case, number), answer)
    last = client.get(url("visit-question", case, 3), follow=True)  # an item without questions
    record = InspectionRecord.objects.get()
    result = record.item_results.get(item=case.address)
    assert last.redirect_chain[-1][0] == url("visit-item", case, result.pk)
    client.post(url("visit-item", case, result.pk), {"outcome": "no_problem"})
    page = client.get(url("visit-conclusion", case))
    assert page.context["form"]["result"].value() == "pending_follow_up"
    assert page.context["form"]["findings"].value() == "营业执照检查：执照未悬挂"
    page = client.post(url("visit-conclusion", case), CONCLUSION, follow=True)
    assert page.redirect_chain[-1][0] == url("visit-confirm", case)
    assert "公示期限 2026年10月20日" in page.content.decode()
    client.post(url("visit-confirm", case))
    colleague = case.market_part.team.get(slot=1)
    form = {"member": colleague.pk, "password": PASSWORD}
    page = client.post(url("visit-confirm", case), form, follow=True)
    assert "提交审核" in page.content.decode()
    page = client.post(url("visit-submit", case), follow=True)
    assert "已提交审核" in page.content.decode()
    assert "审核中" in client.get(reverse("visit-records")).content.decode()
    assert "撤回修改" in client.get(url("visit", case)).content.decode()
    client.post(url("visit-withdraw", case))
    assert ObjectTask.objects.get(pk=case.market_part.pk).state == "recorded"


def test_a_closed_tab_loses_no_answer(case: Issued, at_work, browse):
    at_work.post(url("visit-question", case, 1), {"answer": "no", "note": "执照未悬挂"})
    again = browse(case.county.colleague)  # another phone, another officer
    page = again.get(url("visit", case))
    assert page.context["open_screen"].number == 2
    assert "继续检查" in page.content.decode()
    assert "1 / 3" in again.get(reverse("visits")).content.decode()
    text = again.get(url("visit-question", case, 1)).content.decode()
    assert "执照未悬挂" in text
    assert 'data-draft-key="visit-' in text


def test_a_problem_without_a_note_keeps_the_choice_and_says_what_to_do(case: Issued, at_work):
    page = at_work.post(url("visit-question", case, 1), {"answer": "no", "note": ""})
    assert page.context["form"].errors["note"] == ["请写明哪里不符合"]
    assert 'value="no" id="id_answer_1" checked' in page.content.decode()
    page = at_work.post(url("visit-question", case, 1), {})
    assert page.context["form"].errors["answer"] == ["请选择一个答案"]
    assert not CheckAnswer.objects.exists()


def test_a_bad_photo_is_told_at_its_field_and_the_answer_stays(case: Issued, at_work):
    form = {"answer": "yes", "photo": a_photo(b"MZ not a photo")}
    page = at_work.post(url("visit-question", case, 1), form)
    assert "不是照片" in str(page.context["form"].errors["photo"])
    assert CheckAnswer.objects.get().answer == "yes"


def test_photos_are_shown_small_and_handed_out_whole(case: Issued, at_work):
    taken = photo(size=(2000, 1000))
    form = {"answer": "yes", "photo": [a_photo(taken), a_photo(photo("green"))]}
    at_work.post(url("visit-question", case, 1), form)
    first, _ = Evidence.objects.all()
    small = at_work.get(reverse("visit-photo", args=[first.pk]))
    assert small["Content-Type"] == "image/jpeg"
    assert len(small.content) < len(taken)
    assert at_work.get(reverse("visit-photo", args=[first.pk]) + "?large").status_code == 200
    whole = at_work.get(reverse("visit-photo", args=[first.pk]) + "?original")
    assert whole.content == taken


def test_a_day_is_booked_by_form(case: Issued, browse):
    client = browse(case.county.inspector)
    day = (THAT_DAY + timedelta(days=2)).date()
    assert client.get(url("visit-book", case)).status_code == 200
    client.post(url("visit-book", case), {"day": day.isoformat()})
    assert "9月18日" in client.get(reverse("visit-tasks")).content.decode()
    page = client.post(url("visit-book", case), {"day": THAT_DAY.date().isoformat()})
    assert page.context["form"].errors["reason"] == ["改期请写明理由"]
    assert THAT_DAY.date().isoformat() in page.content.decode()


def test_arriving_without_showing_the_certificate_is_refused(case: Issued, browse):
    client = browse(case.county.inspector)
    assert client.get(url("visit-start", case)).status_code == 200
    form = start_form(case)
    del form["certificate_shown"]
    page = client.post(url("visit-start", case), form)
    assert "请先向当事人出示执法证" in page.content.decode()
    assert not InspectionRecord.objects.exists()


def test_a_wrong_password_of_the_colleague_is_told(case: Issued, at_work):
    InspectionRecord.objects.get().item_results.update(outcome="no_problem")
    clean = CONCLUSION | {"result": "no_problem", "findings": ""}
    at_work.post(url("visit-conclusion", case), clean)
    member = case.market_part.team.get(slot=1)
    form = {"member": member.pk, "password": "guess"}
    page = at_work.post(url("visit-confirm", case), form, follow=True)
    assert "口令不正确" in page.content.decode()
    assert at_work.post(url("visit-confirm", case), {"member": 0}).status_code == 404
    page = at_work.post(url("visit-submit", case), follow=True)
    assert "检查组还没有全部确认" in page.content.decode()


def test_a_bad_conclusion_keeps_what_was_typed(case: Issued, at_work):
    page = at_work.post(url("visit-conclusion", case), CONCLUSION)
    assert "没有事项发现问题" in str(page.context["form"].errors["result"])
    assert "执照未悬挂，已责令改正" in page.content.decode()
    assert at_work.get(url("visit-confirm", case)).url == url("visit-conclusion", case)


def test_an_item_is_judged_against_the_answers_only_with_a_note(case: Issued, at_work):
    at_work.post(url("visit-question", case, 1), {"answer": "no", "note": "未悬挂"})
    result = InspectionRecord.objects.get().item_results.get(item=case.licence)
    page = at_work.get(url("visit-item", case, result.pk))
    assert page.context["chosen"] == "problem"
    page = at_work.post(url("visit-item", case, result.pk), {"outcome": "no_problem"})
    assert "与逐条回答不一致" in str(page.context["form"].errors["note"])
    assert "未悬挂" in at_work.get(url("visit-questions", case)).content.decode()


def test_other_inspectors_and_other_roles_get_nowhere(case: Issued, at_work, browse):
    record = InspectionRecord.objects.get()
    names = ["visit", "visit-book", "visit-start", "visit-questions", "visit-conclusion"]
    paths = [url(name, case) for name in names]
    paths += [url("visit-question", case, 1)]
    paths += [url("visit-item", case, record.item_results.first().pk)]
    fire = browse(case.county.fire_inspector)
    assert {fire.get(path).status_code for path in paths} == {404}
    assert fire.post(url("visit-question", case, 1), {"answer": "yes"}).status_code == 404
    lead = browse(case.county.lead)
    assert {lead.get(path).status_code for path in [*paths, reverse("visits")]} == {403}


def test_guidance_phrases_and_guides_are_at_hand_during_a_visit(case: Issued, at_work):
    guide = Guide.objects.create(
        file_name="亮照检查指引.pdf",
        media_type="application/pdf",
        content=b"%PDF-1.7 %%EOF",
        size=14,
        sha256="0" * 64,
        added_by="lead",
    )
    case.licence.guides.add(guide)
    page = at_work.get(url("visit-question", case, 1)).content.decode()
    assert "现场查看" in page
    assert 'data-fill="id_note">悬挂位置不显著</button>' in page
    assert "亮照检查指引.pdf" in page
    assert at_work.get(reverse("guide", args=[guide.pk])).content == b"%PDF-1.7 %%EOF"


def test_an_item_changed_meanwhile_is_inspected_by_the_old_text(case: Issued, at_work, browse):
    county, old = case.county, case.licence
    newer = items.amend_item(by=county.lead, item=old.item)
    text = {"basis": "新的依据"}
    items.edit_item(by=county.lead, version=newer, text=text, check_points=["新的要点"])
    items.submit_item(by=county.lead, version=newer)
    items.approve_item(by=county.head, version=newer)
    items.publish_item(by=county.lead, version=newer)
    page = browse(county.inspector).get(url("visit-question", case, 1)).content.decode()
    assert old.basis in page
    assert "营业执照在显著位置悬挂" in page
    assert "新的" not in page


def test_there_is_no_question_beyond_the_last(case: Issued, at_work):
    assert at_work.get(url("visit-question", case, 4)).status_code == 404
    assert at_work.get(url("visit-question", case, 0)).status_code == 404


def test_before_arrival_there_is_no_checklist(case: Issued, browse):
    assert browse(case.county.inspector).get(url("visit-questions", case)).status_code == 404


def test_the_officers_code_can_be_scanned(case: Issued, browse):
    page = browse(case.county.inspector).get(reverse("visit-me"))
    assert "<svg" in page.content.decode()
    assert "0301M01" in page.content.decode()


def test_pages_carry_no_inline_style(case: Issued, at_work):
    for name in ("visits", "visit-tasks", "visit-records", "visit-me"):
        assert " style=" not in at_work.get(reverse(name)).content.decode()
    for name in ("visit", "visit-questions", "visit-conclusion"):
        assert " style=" not in at_work.get(url(name, case)).content.decode()
