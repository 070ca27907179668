"""The pages of the inspectors: their record, who sees what of it, and the lists that come and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from county import County
from django.test import Client
from django.urls import reverse
from issued_case import issue_case
from openpyxl import load_workbook
from registers_files import sent, workbook

from mingcha.accounts.models import RoleGrant, User
from mingcha.core.identifiers.citizen import identity_check_character
from mingcha.foundation import clock
from mingcha.registers.actions.imports import confirm_import
from mingcha.registers.intake.working import annotate_file, apply_import
from mingcha.registers.models import ImportBatch, Inspector

Browse = Callable[[User], Client]

_BODY = "13013619900307002"  # of a region that does not exist
ID_NUMBER = _BODY + identity_check_character(_BODY)
PHONE = "13800001234"
PERSON = {
    "单位工号": "0011",
    "姓名": "赵一",
    "性别": "女",
    "身份证号": ID_NUMBER,
    "手机号": PHONE,
    "学历": "本科",
    "学历专业": "食品科学",
    "岗位大类": "工商行政管理类，食品药品管理类",
    "从事本岗起始日期": "2017-03-07",
    "岗位资质资格": "保化检查员，药品检查员",
    "执法事项范围": "A01.直销违法行为检查，B01.获证食品生产企业监管",
    "地区": "130136",
    "层级": "县级",
    "担任职务": "一般干部",
}
ZHEJIANG = PERSON | {
    "所在业务部门（机构）": "综合股",
    "是否专家": "保化组长，药品GSP",
    "工商执法证编号": "4541321",
    "工商执法证有效期": "2027-07-19",
    "省执法证编号": "201654321",
    "执法证有效期": "2028-07-19",
    "执法人员状态": "有效",
}
ZHEJIANG_JOINT = PERSON | {
    "具体职务": "三级主办",
    "所在业务部门（机构）": "综合股",
    "是否专家": "保化组长，药品GSP",
    "执法证编号": "201654321",
    "执法证有效期": "2028-07-19",
    "执法证发证机关": "冀河省人民政府",
    "执法人员状态": "有效",
}
TEMPLATES = {"zhejiang": ZHEJIANG, "zhejiang_joint": ZHEJIANG_JOINT}


def template(row: dict[str, str], title: str = "执法人员数据库") -> bytes:
    """Return a list as the templates are: a title, the headings, the hints, an example, a person."""
    hint = dict.fromkeys(row, "") | {"从事本岗起始日期": "YYYY-MM-DD", "执法证有效期": "YYYY-MM-DD"}
    example = row | {"单位工号": "0010", "姓名": "案例（请删除）"}
    lines = [tuple(each.values()) for each in (row, hint, example, row)]
    heads = (title, *[""] * (len(row) - 1))
    return workbook(heads, [tuple(row), *lines[1:]])


FILES = {
    "zhejiang": "浙江_执法人员名录库导入模板.xlsx",
    "zhejiang_joint": "浙江_执法人员名录库导入模板_协同.xlsx",
}


@pytest.mark.parametrize("form", FILES)
def test_the_headings_are_those_of_the_real_templates(shared_data: Path, form: str):
    sheet = load_workbook(shared_data / "forms" / FILES[form]).worksheets[0]
    assert [sheet.cell(2, n).value for n in range(1, 22)] == list(TEMPLATES[form])


def test_the_list_of_wanning_is_taken_in(shared_data: Path, county: County):
    content = (shared_data / "forms" / "万宁_执法人员（样例表）_脱敏.xlsx").read_bytes()
    batch = sent(county, content, kind="inspectors")
    assert batch.state == "checked"
    assert batch.counts["new"] == batch.counts["rows"] > 0
    facts = batch.rows.filter(outcome="new").first()
    assert facts.key == "A100001"
    assert facts.after["sex"] == "male"


def taken_in(county: County, content: bytes) -> ImportBatch:
    batch = sent(county, content, kind="inspectors")
    confirm_import(by=county.lead, batch=batch, gone="keep")
    apply_import(batch=batch)
    return batch


def exported(client: Client, form: str) -> list[dict[str, str]]:
    answer = client.get(reverse("inspector-export"), {"form": form})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    heads, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(heads, row, strict=True)) for row in rows]


@pytest.mark.parametrize("form", TEMPLATES)
def test_a_template_is_taken_in_and_given_back_as_it_was(county: County, browse: Browse, form):
    row = TEMPLATES[form]
    assert len(row) == 21
    batch = taken_in(county, template(row))
    assert [each["code"] for each in batch.findings if each["severity"] != "info"] == []
    given_back = exported(browse(county.lead), form)
    assert given_back == [row]
    assert list(given_back[0]) == list(row)
    again = sent(county, template(given_back[0], "再来一次"), kind="inspectors")
    assert (again.counts["same"], again.counts["changed"], again.counts["new"]) == (1, 0, 0)


def test_the_platforms_own_form_comes_back_unchanged(county: County, browse: Browse):
    taken_in(county, template(ZHEJIANG))
    row = exported(browse(county.lead), "")[0]
    again = sent(county, workbook(tuple(row), [tuple(row.values())]), kind="inspectors")
    assert (again.counts["same"], again.counts["changed"]) == (1, 0)


def test_a_template_fills_the_record(county: County):
    taken_in(county, template(ZHEJIANG))
    one = Inspector.objects.get()
    assert (one.sex, one.id_number, one.phone) == ("female", ID_NUMBER, PHONE)
    assert (one.level, one.post_since) == ("county", date(2017, 3, 7))
    assert {tag.kind for tag in one.qualifications.all()} == {"qualification"}
    held = one.certificates.order_by("kind").values_list("kind", "number", "valid_until")
    assert list(held) == [
        ("enforcement", "201654321", date(2028, 7, 19)),
        ("line_enforcement", "4541321", date(2027, 7, 19)),
    ]


def test_a_renewed_certificate_is_a_second_one(county: County):
    taken_in(county, template(ZHEJIANG_JOINT))
    renewed = {"执法证编号": "202899999", "执法证有效期": "2033-07-19"}
    taken_in(county, template(ZHEJIANG_JOINT | renewed))
    taken_in(county, template(ZHEJIANG_JOINT | renewed | {"执法证有效期": "2033-12-31"}))
    held = Inspector.objects.get().certificates.order_by("number")
    assert [(each.number, each.valid_until) for each in held] == [
        ("201654321", date(2028, 7, 19)),
        ("202899999", date(2033, 12, 31)),
    ]
    assert {each.issuer for each in held} == {"冀河省人民政府"}


def test_what_cannot_be_read_is_told_and_overwrites_nothing(county: County):
    taken_in(county, template(ZHEJIANG))
    masked = {"身份证号": "130136**********02", "手机号": "138****1234", "层级": "乡级"}
    words = {"性别": "不详", "从事本岗起始日期": "前年"}
    batch = sent(county, template(ZHEJIANG | masked | words), kind="inspectors")
    found = {each["code"] for each in batch.findings if each["severity"] == "warning"}
    assert found == {
        "platform.id_number.wrong",
        "platform.phone.wrong",
        "platform.post_since.unreadable",
        "platform.person.word_unknown",
    }
    assert batch.counts["same"] == 1


def test_only_the_departments_own_keepers_see_numbers_whole(county: County, browse: Browse):
    taken_in(county, template(ZHEJIANG))
    pages = [reverse("inspectors"), reverse("inspector", args=[Inspector.objects.get().pk])]
    keeper = browse(county.lead)
    assert all(PHONE in keeper.get(page).content.decode() for page in pages)
    assert ID_NUMBER in keeper.get(pages[1]).content.decode()
    for persona in (county.head, county.office):
        client = browse(persona)
        told = "".join(client.get(page).content.decode() for page in pages)
        assert PHONE not in told
        assert ID_NUMBER not in told
        assert "138****1234" in told
        for form in ("", *TEMPLATES):
            row = exported(client, form)[0]
            assert (row["手机号"], row["身份证号"][:8]) == ("138****1234", "130136**")


def test_histories_keep_numbers_from_others_too(county: County, browse: Browse):
    taken_in(county, template(ZHEJIANG))
    taken_in(county, template(ZHEJIANG | {"手机号": "13900005678"}))
    page = reverse("inspector", args=[Inspector.objects.get().pk])
    assert "13900005678" in browse(county.lead).get(page).content.decode()
    told = browse(county.head).get(page).content.decode()
    assert PHONE not in told
    assert "13900005678" not in told


def test_certificates_and_absences_are_kept_on_the_persons_page(county: County, browse: Browse):
    taken_in(county, template(ZHEJIANG_JOINT))
    one = Inspector.objects.get()
    client, page = browse(county.lead), reverse("inspector", args=[one.pk])
    form = {"kind": "professional", "number": "Z-9", "issuer": "人社局", "scope": "药品"}
    client.post(reverse("inspector-certificate-new", args=[one.pk]), form)
    held = one.certificates.get(kind="professional")
    edit = reverse("inspector-certificate", args=[one.pk, held.pk])
    client.post(edit, form | {"number": "Z-10", "valid_until": "2030-01-01"})
    assert "Z-10" in client.get(page).content.decode()
    end = reverse("inspector-certificate-end", args=[one.pk, held.pk])
    client.post(end, {"reason": "已换发新证"})
    assert "注销：已换发新证" in client.get(page).content.decode()
    away = {"kind": "suspension", "starts_on": "2020-01-01", "reason": "考试没有通过"}
    client.post(reverse("inspector-absence-new", args=[one.pk]), away)
    told = client.get(page).content.decode()
    assert "自2020-01-01起暂停执法" in told
    assert "今天不在岗" in told
    assert "暂停执法" in client.get(reverse("inspectors")).content.decode()
    row = one.absences.get()
    change = reverse("inspector-absence", args=[one.pk, row.pk])
    client.post(change, away | {"ends_on": "2020-02-01"})
    assert "今天不在岗" not in client.get(page).content.decode()
    withdraw = reverse("inspector-absence-withdraw", args=[one.pk, row.pk])
    client.post(withdraw, {"reason": "登记有误"})
    assert "已撤销" in client.get(page).content.decode()
    for address in (end, withdraw, edit, change):
        assert browse(county.fire_lead).post(address, {"reason": "不是本部门"}).status_code == 404
    missing = reverse("inspector-certificate", args=[one.pk, 0])
    assert browse(county.lead).get(missing).status_code == 404


def test_an_interest_is_declared_on_the_phone_and_decided_by_the_head(
    county: County, browse: Browse
):
    case = issue_case(county)
    phone, page = browse(county.inspector), reverse("visit-recusals")
    assert page in phone.get(reverse("visit-me")).content.decode()
    shown = phone.get(page, {"code": case.shop.code})
    assert shown.context["form"].initial["code"] == case.shop.code
    phone.post(page, {"code": case.shop.code, "basis": "own", "reason": "持有股份"})
    assert "待审定" in phone.get(page).content.decode()
    head, todo = browse(county.head), reverse("inspector-recusals")
    assert todo in head.get(reverse("workbench")).content.decode()
    assert "持有股份" in head.get(todo).content.decode()
    recusal = case.people["inspector"].recusals.get()
    step = partial(reverse, "inspector-recusal-step")
    assert head.post(step(args=[recusal.pk, "other"]), {"reason": "x"}).status_code == 404
    head.post(step(args=[recusal.pk, "confirm"]), {"reason": "情况属实"})
    assert "已确认" in head.get(todo).content.decode()
    assert "已确认" in browse(county.inspector).get(page).content.decode()
    assert browse(county.fire_head).post(step(args=[recusal.pk, "reject"])).status_code == 404


def test_training_is_entered_and_summed_on_the_workload(county: County, browse: Browse):
    one = issue_case(county).people["inspector"]
    client, page = browse(county.lead), reverse("inspector", args=[one.pk])
    day = clock.today().isoformat()
    form = {"held_on": day, "topic": "食品检查", "organiser": "市局", "hours": "4.5"}
    client.post(reverse("inspector-training-new", args=[one.pk]), form)
    assert "4.5 学时" in client.get(page).content.decode()
    workload = reverse("inspector-workload")
    assert workload in client.get(reverse("inspectors")).content.decode()
    assert "4.5" in client.get(workload).content.decode()
    assert client.get(workload, {"year": "x"}).status_code == 200
    training = one.trainings.get()
    withdraw = reverse("inspector-training-withdraw", args=[one.pk, training.pk])
    client.post(withdraw, {"reason": "登记有误"})
    assert "已撤销" in client.get(page).content.decode()
    missing = reverse("inspector-training-withdraw", args=[one.pk, 0])
    assert client.post(missing, {"reason": "登记有误"}).status_code == 404


def test_a_preview_shows_numbers_whole_to_the_own_department_alone(county: County, browse: Browse):
    batch = sent(county, template(ZHEJIANG), kind="inspectors")
    annotate_file(batch=batch)
    page, file = (reverse(name, args=[batch.pk]) for name in ("import", "import-annotated"))
    assert ID_NUMBER in browse(county.lead).get(page).content.decode()
    assert browse(county.lead).get(file).status_code == 200
    RoleGrant.objects.create(user=county.fire_lead, role="coord_office", granted_by="setup")
    other = browse(county.fire_lead)
    told = other.get(page).content.decode()
    assert "130136**********" in told
    assert ID_NUMBER not in told
    assert PHONE not in told
    assert other.get(file).status_code == 404
