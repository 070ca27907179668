"""A department's system sends its whole register: checked, confirmed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from registers_files import objects_file, shop, uscc

from mingcha.registers.intake.working import apply_import, check_file, undo_import
from mingcha.registers.models import ImportBatch, RegisterEntry

ADDRESS = "/api/v1/registers/imports"


@pytest.fixture
def call(client, secret: str) -> Callable[..., Any]:
    """Post as the department's system."""

    def post(path: str, **given: Any) -> Any:
        return client.post(
            f"{ADDRESS}{path}", headers={"Authorization": f"Bearer {secret}"}, **given
        )

    return post


def sent(call: Callable[..., Any], *rows: tuple[str, ...], **about: str) -> Any:
    return call("", data={"file": SimpleUploadedFile("名录.xlsx", objects_file(*rows)), **about})


def checked(answer: Any) -> ImportBatch:
    batch = ImportBatch.objects.get(pk=answer.json()["id"])
    check_file(batch=batch)
    return batch


def step(call: Callable[..., Any], batch: ImportBatch, verb: str, **body: str) -> Any:
    return call(f"/{batch.pk}/{verb}", data=body, content_type="application/json")


def test_a_whole_register_is_sent_looked_at_confirmed_and_taken_back(
    county: County, call, client, secret: str
):
    answer = sent(call, shop(1), shop(2), kind="objects", source="registry")
    assert (answer.status_code, answer.json()["state"]) == (202, "uploaded")
    batch = checked(answer)
    headers = {"Authorization": f"Bearer {secret}"}
    told = client.get(f"{ADDRESS}/{batch.pk}", headers=headers).json()
    assert (told["state"], told["counts"]["new"], told["source"]) == ("checked", 2, "registry")
    assert step(call, batch, "confirm").json()["state"] == "confirmed"
    again = sent(call, shop(1), shop(2))
    assert (again.status_code, again.json()["id"]) == (200, batch.pk)
    apply_import(batch=batch)
    assert RegisterEntry.objects.filter(department=county.market, is_active=True).count() == 2
    assert step(call, batch, "undo", reason="传错了月份").json()["state"] == "undoing"
    undo_import(batch=batch)
    assert not RegisterEntry.objects.filter(is_active=True).exists()


def test_what_the_file_lacks_goes_only_where_that_is_said(call):
    first = checked(sent(call, shop(1), shop(2)))
    step(call, first, "confirm")
    apply_import(batch=first)
    second = checked(sent(call, shop(1, name="新名商店")))
    answer = step(call, second, "confirm")
    assert answer.status_code == 409
    assert "请先选定" in answer.json()["detail"]
    step(call, second, "confirm", gone="remove")
    apply_import(batch=second)
    assert RegisterEntry.objects.get(is_active=True).object.code == uscc(1)


def test_a_file_that_is_none_is_told(call):
    answer = call("", data={"file": SimpleUploadedFile("名录.xlsx", b"%PDF-1.7")})
    assert (answer.status_code, answer.json()["code"]) == (409, "unreadable")
    assert answer.json()["errors"][0]["field"] == "file"
    assert not ImportBatch.objects.exists()
    assert call("", data={"kind": "cats"}).status_code == 422


def test_an_import_of_another_department_is_not_there(county: County, call):
    batch = checked(sent(call, shop(1)))
    ImportBatch.objects.filter(pk=batch.pk).update(department=county.fire)
    assert step(call, batch, "confirm").status_code == 404
    assert step(call, batch, "cancel").status_code == 404


def test_a_load_is_given_up(call):
    batch = checked(sent(call, shop(1)))
    assert step(call, batch, "cancel").json()["state"] == "cancelled"
    assert step(call, batch, "confirm").status_code == 409
    assert not RegisterEntry.objects.exists()
