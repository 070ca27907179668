"""A department's system writes its register: once, checked, within its rights."""

from __future__ import annotations

from datetime import timedelta

import pytest
from county import County
from django.urls import reverse
from registers_files import imported, workbook

from mingcha.accounts.actions.roles import revoke_role
from mingcha.accounts.actions.tokens import issue_token
from mingcha.accounts.permissions import Permission
from mingcha.audit.models import AuditEvent
from mingcha.foundation import clock
from mingcha.foundation.models import IdempotentCall
from mingcha.registers.intake.working import undo_import
from mingcha.registers.models import ImportBatch, InspectionObject, RegisterEntry

ROW = {"code": "91130136MA00000A18", "name": "城关饭庄", "status": "existing"}


def test_the_same_call_twice_is_one_call(county: County, put):
    first, second = put([ROW]), put([ROW])
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()
    assert first.json()["rows"][0]["outcome"] == "new"
    assert RegisterEntry.objects.get().department == county.market
    assert AuditEvent.objects.filter(type="register.received").count() == 1
    assert put([ROW], key="second-call").json()["rows"][0]["outcome"] == "same"


def test_a_key_stands_for_one_content(put):
    put([ROW])
    answer = put([ROW | {"name": "老城饭庄"}])
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_key_reused"
    assert InspectionObject.objects.get().name == "城关饭庄"


def test_a_refused_call_leaves_its_key_free(put, monkeypatch):
    from mingcha.api import registers
    from mingcha.foundation.errors import DomainError

    def refuse(**_: object) -> None:
        raise DomainError("closed", "名录正在导入，请稍后再试")

    with monkeypatch.context() as patched:
        patched.setattr(registers, "upsert_objects", refuse)
        answer = put([ROW])
    assert (answer.status_code, answer.json()["detail"]) == (409, "名录正在导入，请稍后再试")
    assert not IdempotentCall.objects.exists()
    assert put([ROW]).status_code == 200


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([], "objects"),
        ([{"code": "1"}], "name"),
        ([ROW | {"status": "gone"}], "status"),
        ([ROW | {"risk_class": "D"}], "risk_class"),
        ([ROW | {"name": "x" * 501}], "name"),
        ([ROW | {"name": "a\x00b"}], "name"),
    ],
)
def test_what_does_not_fit_the_document_writes_nothing(put, rows: object, field: str):
    answer = put(rows)
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]
    assert not InspectionObject.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "with blanks in it", "x" * 65])
def test_a_key_is_asked_for(put, key: str):
    assert put([ROW], key=key).status_code == 422


def test_without_the_right_it_is_forbidden_and_without_a_token_unknown(county: County, put):
    assert put([ROW], authorization="Bearer wrong").status_code == 401
    revoke_role(by=county.sec_admin, user=county.lead, role="dept_lead")
    answer = put([ROW])
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_a_token_for_something_else_does_not_do(county: County, put):
    secret = issue_token(
        by=county.sec_admin,
        user=county.inspector,
        purpose="执法系统回传结果",
        permissions=[Permission.VISIT_RECORD],
        expires_on=clock.today() + timedelta(days=1),
    )
    assert put([ROW], authorization=f"Bearer {secret}").status_code == 403


def test_a_session_of_a_browser_opens_no_door(county: County, browse):
    client = browse(county.lead)
    headers = {"idempotency-key": "from-a-page"}
    body = {"objects": [ROW]}
    answer = client.put(
        "/api/v1/registers/objects", body, content_type="application/json", headers=headers
    )
    assert answer.status_code == 401


def test_broken_json_and_too_much_of_it_are_problems(client, secret: str, settings):
    headers = {"authorization": f"Bearer {secret}", "idempotency-key": "first-call"}
    url = "/api/v1/registers/objects"
    broken = client.put(url, "{", content_type="application/json", headers=headers)
    assert (broken.status_code, broken.json()["code"]) == (400, "malformed")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    body = {"objects": [ROW]}
    large = client.put(url, body, content_type="application/json", headers=headers)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")


def test_rows_pushed_one_by_one_are_taken_back_as_a_whole(
    county: County, client, put, secret: str, browse
):
    batch = put([ROW]).json()["import_id"]
    again = put([ROW | {"name": "错名饭庄"}, {"code": "短"} | {"name": "短"}], key="second-call")
    assert again.json()["import_id"] == batch
    assert put([ROW]).json()["import_id"] == batch  # the same call twice is one call
    page = browse(county.lead).get(reverse("import", args=[batch])).content.decode()
    for told in ("接口推送：登记系统推送名录", "有写入的推送 2 次", "错名饭庄", "撤销这一天的推送"):
        assert told in page
    headers = {"authorization": f"Bearer {secret}"}
    url = f"/api/v1/registers/imports/{batch}"
    told = client.get(url, headers=headers).json()
    assert (told["state"], told["counts"]["new"]) == ("applied", 1)
    undo = client.post(
        f"{url}/undo", {"reason": "推错了"}, content_type="application/json", headers=headers
    )
    assert undo.json()["state"] == "undoing"
    undo_import(batch=ImportBatch.objects.get(pk=batch))
    assert not RegisterEntry.objects.filter(is_active=True).exists()
    assert put([ROW]).json()["rows"][0]["outcome"] == "new"  # answered, not written again
    assert not RegisterEntry.objects.filter(is_active=True).exists()
    assert put([ROW], key="after-undo").json()["import_id"] != batch
    page = browse(county.lead).get(reverse("import", args=[batch])).content.decode()
    assert "这一天的推送已撤销" in page


def test_a_joint_list_is_taken_back_by_whom_may_edit_it(county: County, client, secret: str):
    heads = ("抽查领域", "抽查事项", "检查对象", "发起部门", "配合部门")
    cars = ("汽车", "新车监管", "新车市场", "市场监管部门", "消防救援机构")
    batch = imported(county, workbook(heads, [cars]), "joint_items")
    answer = client.post(
        f"/api/v1/registers/imports/{batch.pk}/undo",
        {"reason": "推错了"},
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 403
    batch.refresh_from_db()
    assert batch.state == "applied"
