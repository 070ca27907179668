"""Telephone and identity numbers stand all over the data, and in nothing that the public can fetch."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import portal_case
import publication_case
import pytest
from django.apps import apps
from django.db.models import CharField, Field, Model, TextField
from django.test import Client
from portal_case import Published

from mingcha.core.identifiers.citizen import identity_check_character

PHONE = "13812345678"
IDENTITY = "13013619900307123" + identity_check_character("13013619900307123")
HELD = ("accounts", "registers", "inspections", "followup")
"""The apps whose rows say something of people."""
NOT_FREE = ("_by", "_key", "digest", "sha256")
"""Ends of the names of what the platform itself writes."""
API = "/api/v1/"


def free_texts(model: type[Model]) -> list[Field]:
    """The fields that people write as they like and that nothing may publish."""
    public = model.Disclosure.public if hasattr(model, "Disclosure") else ()
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and field.blank
        and not field.choices
        and not field.name.endswith(NOT_FREE)
        and field.name not in public
        and (field.max_length or 99) >= len(PHONE)
    ]


def plant() -> set[str]:
    """Write a number into every empty text of people; say into which."""
    planted = set()
    for model in (model for app in HELD for model in apps.get_app_config(app).get_models()):
        if not hasattr(model, "Disclosure"):
            continue
        for field in free_texts(model):
            number = IDENTITY if (field.max_length or 99) >= len(IDENTITY) else PHONE
            told = f"{PHONE} {IDENTITY}" if (field.max_length or 99) >= 40 else number
            rows = model._default_manager.filter(**{field.name: ""})
            if rows.update(**{field.name: told}):
                planted.add(f"{model.__name__}.{field.name}")
    return planted


@pytest.fixture
def planted(monkeypatch) -> set[str]:
    """Numbers that are in the data before anything is made of it."""
    done: set[str] = set()
    drawn, result = portal_case.drawn_case, publication_case.Case.result

    def drawn_then(*args, **kwargs):
        case = drawn(*args, **kwargs)
        done.update(plant())
        return case

    def result_then(self, row, outcome="no_problem", findings="经营正常"):
        told = f"{findings}，联系电话{PHONE}，身份证号{IDENTITY}"
        record = result(self, row, outcome, told)
        done.update(plant())
        return record

    monkeypatch.setattr(portal_case, "drawn_case", drawn_then)
    monkeypatch.setattr(publication_case.Case, "result", result_then)
    return done


def texts(address: str, body: bytes) -> list[tuple[str, str]]:
    """Return an answer's text, and that of each file where it is an archive or a workbook."""
    try:
        with ZipFile(BytesIO(body)) as archive:
            inner = [(f"{address}!{name}", archive.read(name)) for name in archive.namelist()]
    except BadZipFile:
        inner = [(address, body)]
    return [(name, content.decode("utf-8", "replace")) for name, content in inner]


def public_answers(published: Published) -> list[tuple[str, str]]:
    client, found = Client(), []
    for address in published.addresses:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found += texts(address, body)
    served = client.get(f"{API}openapi.json").json()["paths"]
    plain = [path for path, acts in served.items() if "get" in acts and "{" not in path]
    assert plain
    for path in plain:
        answer = client.get(path)
        found += texts(path, answer.content)
    return found


@pytest.mark.parametrize("mode", ["immediate", "confidential"])
def test_no_public_page_answer_or_download_holds_a_number_of_a_person(
    planted: set[str], publish, mode: str
):
    published = publish(mode)
    expected = {"Inspector.phone", "Inspector.id_number", "Inspector.remark"}
    assert expected | {"ItemResult.note", "InspectionRecord.refusal_note"} <= planted
    answers = public_answers(published)
    assert any("冷藏柜温度不符合要求" in told for _, told in answers), "the finding is public"
    held = re.compile(f"{PHONE}|{IDENTITY}|{PHONE[:7]}|{IDENTITY[:14]}")
    assert [name for name, told in answers if held.search(told)] == []
