"""The pages of the inspection items."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from city import make_city
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingcha.foundation import clock
from mingcha.registers.checklists import CheckPointText, checklist
from mingcha.registers.models import ItemVersion, Tag

FORM = {
    "code": "SCJG-03",
    "category": "公示信息检查",
    "name": "年度报告公示信息检查",
    "item_class": "general",
    "basis": "《企业信息公示暂行条例》",
    "body": "澄川县市场监督管理局",
    "content": "是否真实、及时",
    "methods": ["on_site"],
    "question_1": "年报是否按时公示",
    "question_2": "",
    "question_3": "地址是否一致",
    "guidance_3": "核对营业执照",
    "phrases_3": "地址不符\n\n查无此地",
}


def test_an_item_goes_from_form_to_force(county: County, browse):
    page = browse(county.lead).post(reverse("item-new"), FORM, follow=True)
    version = ItemVersion.objects.get()
    assert checklist(version) == [
        CheckPointText("年报是否按时公示"),
        CheckPointText("地址是否一致", "核对营业执照", ("地址不符", "查无此地")),
    ]
    assert "提交审核" in page.content.decode()
    for persona, verb in (("lead", "submit"), ("head", "approve"), ("lead", "publish")):
        client = browse(getattr(county, persona))
        page = client.get(reverse("item", args=[version.item_id]))
        mark = {"opened": page.context["opened"]}
        client.post(reverse("item-step", args=[version.item_id, verb]), mark)
    version.refresh_from_db()
    assert version.state == "published"
    assert "年度报告公示信息检查" in client.get(reverse("items")).content.decode()


def test_a_bad_form_keeps_what_was_typed_and_says_what_to_do(county: County, browse):
    page = browse(county.lead).post(reverse("item-new"), FORM | {"name": ""})
    text = page.content.decode()
    assert "SCJG-03" in text
    assert page.status_code == HTTPStatus.OK
    assert not ItemVersion.objects.exists()


def test_a_code_that_is_taken_is_told_at_its_field(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    page = client.post(reverse("item-new"), FORM)
    assert page.context["form"].errors["code"] == ["本部门清单中已有编码 SCJG-03，请换一个"]


def test_outside_the_scope_there_is_nothing(county: County, browse):
    browse(county.lead).post(reverse("item-new"), FORM)
    item = ItemVersion.objects.get().item_id
    assert browse(county.fire_lead).get(reverse("item", args=[item])).status_code == 404
    assert browse(county.inspector).get(reverse("items")).status_code == 403
    response = browse(county.head).post(reverse("item-step", args=[item, "submit"]))
    assert response.status_code == 403


def test_who_is_above_reads_an_item_and_is_offered_no_step(county: County, browse):
    browse(county.lead).post(reverse("item-new"), FORM)
    page = reverse("item", args=[ItemVersion.objects.get().item_id])
    city = make_city(county)
    for who, offered in ((county.lead, True), (city.lead, False)):
        shown = browse(who).get(page).content.decode().split("<dialog")[0]
        assert all(
            (label in shown) == offered for label in ("删除草稿", "提交审核</button>", "编辑")
        )


def test_an_unknown_step_does_not_exist(county: County, browse):
    browse(county.lead).post(reverse("item-new"), FORM)
    item = ItemVersion.objects.get().item_id
    client = browse(county.lead)
    assert client.post(reverse("item-step", args=[item, "burn"])).status_code == 404


def test_an_item_says_what_its_inspectors_must_have(county: County, browse):
    tag = Tag.objects.create(code="lift", name="特种设备安全监察员", kind="qualification")
    client = browse(county.lead)
    page = client.post(reverse("item-new"), FORM | {"required_expertise": [tag.pk]}, follow=True)
    assert "特种设备安全监察员" in page.content.decode()
    edit = reverse("item-edit", args=[ItemVersion.objects.get().item_id])
    assert "checked" in str(client.get(edit).context["form"]["required_expertise"])
    client.post(edit, {name: value for name, value in FORM.items() if name != "code"})
    assert not ItemVersion.objects.get().required_expertise.exists()


def test_an_item_says_how_its_ratio_is_understood(county: County, browse):
    client = browse(county.lead)
    ratios = {"ratio_text": "一般不超过10%/年", "frequency_text": "每两年一次"}
    page = client.post(reverse("item-new"), FORM | ratios, follow=True).content.decode()
    assert "识别为：每年不超过10%" in page
    assert "识别为：每2年1次" in page
    version = ItemVersion.objects.get()
    edit = reverse("item-edit", args=[version.item_id])
    unread = FORM | {"ratio_text": "根据实际情况确定", "ratio_limit_bp": "5%"}
    page = client.post(edit, unread, follow=True).content.decode()
    assert "根据实际情况确定" in page
    assert "未能识别，按原文执行" in page
    version.refresh_from_db()
    assert version.ratio_limit_bp == 500
    assert 'value="5%"' in client.get(edit).content.decode()


def test_an_edited_item_keeps_guidance_and_phrases(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    version = ItemVersion.objects.get()
    edit = reverse("item-edit", args=[version.item_id])
    page = client.get(edit).content.decode()
    assert "核对营业执照" in page
    assert "地址不符\n查无此地" in page
    assert 'name="question_5"' in page  # some to spare
    client.post(edit, FORM | {"question_1": "", "question_9": "另加的要点"})
    told = [point.question for point in checklist(version)]
    assert told == ["地址是否一致", "另加的要点"]


def test_a_check_point_without_its_question_is_told_at_its_field(county: County, browse):
    long = "过长" * 51
    wrong = {"guidance_2": "怎么查", "phrases_3": long, "question_1": ""}
    page = browse(county.lead).post(reverse("item-new"), FORM | wrong)
    errors = page.context["form"].errors
    assert errors["question_2"] == ["请写明检查要点 2，或把这一条全部清空"]
    assert errors["phrases_3"] == ["每条表述最多 100 个字，请缩短或分行"]
    assert not ItemVersion.objects.exists()


def test_a_guide_is_attached_downloaded_and_taken_off(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    version = ItemVersion.objects.get()
    guides = reverse("item-guides", args=[version.item_id])
    assert guides in client.get(reverse("item", args=[version.item_id])).content.decode()
    upload = SimpleUploadedFile("年报检查指引.pdf", b"%PDF-1.7 text %%EOF")
    page = client.post(guides, {"file": upload}, follow=True).content.decode()
    assert "年报检查指引.pdf" in page
    guide = version.guides.get()
    answer = client.get(reverse("guide", args=[guide.pk]))
    assert answer.content == b"%PDF-1.7 text %%EOF"
    assert answer.headers["Content-Type"] == "application/pdf"
    remove = reverse("item-guide-remove", args=[version.item_id, guide.pk])
    assert "年报检查指引.pdf" not in client.post(remove, follow=True).content.decode()
    assert browse(county.fire_lead).get(guides).status_code == 404


def test_a_draft_is_withdrawn_and_deleted_from_its_page(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    pk = ItemVersion.objects.get().item_id
    client.post(reverse("item-step", args=[pk, "submit"]))
    assert (
        "删除草稿"
        not in client.get(reverse("item", args=[pk])).content.decode().split("<dialog")[0]
    )
    page = client.post(reverse("item-step", args=[pk, "withdraw"]), follow=True)
    assert "删除草稿" in page.content.decode().split("<dialog")[0]
    reason = {"reason": "编码填错，重新录入"}
    page = client.post(reverse("item-step", args=[pk, "discard"]), reason, follow=True)
    assert page.redirect_chain[-1][0] == reverse("items")
    assert "已删除草稿" in page.content.decode()
    assert not ItemVersion.objects.exists()


def test_a_later_day_is_chosen_on_a_page_and_shown(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    pk = ItemVersion.objects.get().item_id
    client.post(reverse("item-step", args=[pk, "submit"]))
    head = browse(county.head)
    mark = {"opened": head.get(reverse("item", args=[pk])).context["opened"]}
    head.post(reverse("item-step", args=[pk, "approve"]), mark)
    client = browse(county.lead)
    assert (
        reverse("item-schedule", args=[pk])
        in client.get(reverse("item", args=[pk])).content.decode()
    )
    today = client.post(reverse("item-schedule", args=[pk]), {"day": clock.today().isoformat()})
    assert "请选择今天以后的日期" in today.content.decode()
    day = (clock.today() + timedelta(days=9)).isoformat()
    page = client.post(reverse("item-schedule", args=[pk]), {"day": day}, follow=True)
    assert f"{day} 零时起自动公布并生效" in page.content.decode()
    page = client.post(reverse("item-step", args=[pk, "unschedule"]), follow=True)
    assert "已撤回定期公布" in page.content.decode()


def test_a_stale_page_approves_nothing_and_shows_the_newer_text(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    pk = ItemVersion.objects.get().item_id
    detail, edit = reverse("item", args=[pk]), reverse("item-edit", args=[pk])
    submit, withdraw, approve = (
        reverse("item-step", args=[pk, verb]) for verb in ("submit", "withdraw", "approve")
    )
    client.post(submit)
    page = browse(county.head).get(detail)
    mark = page.context["opened"]
    assert f'name="opened" value="{mark}"' in page.content.decode()
    client = browse(county.lead)
    client.post(withdraw)
    opened = client.get(edit).context["form"]["opened"].value()
    client.post(edit, FORM | {"opened": opened, "content": "没有看过的内容"})
    client.post(submit)
    client = browse(county.head)
    for stale in ({"opened": mark}, {}):
        page = client.post(approve, stale, follow=True)
        assert ItemVersion.objects.get().state == "in_review"
        assert "现在显示的是新的内容，请看过以后再审核" in page.content.decode()
        assert "<dd>没有看过的内容</dd>" in page.content.decode()
    client.post(approve, {"opened": page.context["opened"]})
    assert ItemVersion.objects.get().state == "approved"


def test_a_page_opened_before_a_colleague_saved_says_what_they_wrote(county: County, browse):
    client = browse(county.lead)
    client.post(reverse("item-new"), FORM)
    edit = reverse("item-edit", args=[ItemVersion.objects.get().item_id])
    page = client.get(edit)
    mark = page.context["form"]["opened"].value()
    assert f'name="opened" value="{mark}"' in page.content.decode()
    client.post(edit, FORM | {"opened": mark, "content": "同事改的内容"})
    answer = client.post(edit, FORM | {"opened": mark, "basis": "我改的依据"})
    assert ItemVersion.objects.get().content == "同事改的内容"
    text = answer.content.decode()
    assert "打开本页之后，这一版事项已有改动" in text
    assert "我改的依据" in text
    again = answer.context["form"]["opened"].value()
    assert again != mark
    client.post(edit, FORM | {"opened": again, "basis": "我改的依据", "content": "同事改的内容"})
    kept = ItemVersion.objects.get()
    assert (kept.basis, kept.content) == ("我改的依据", "同事改的内容")
