"""抽签记录: on the page and in the .docx the same facts, for everybody who may see the draw."""

from __future__ import annotations

import io
import zipfile
from http import HTTPStatus
from xml.etree import ElementTree as ET

import pytest
from ceremony_case import Case, frozen_case
from county import County
from django.urls import reverse

from mingcha.tasks.models import LogEntry


@pytest.fixture
def case(county: County) -> Case:
    return frozen_case(county)


def words_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        parts = {name: ET.fromstring(package.read(name)) for name in package.namelist()}
    assert set(parts) == {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}
    texts = parts["word/document.xml"].iter(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
    )
    return "\n".join(text.text or "" for text in texts)


def test_before_the_plan_is_sealed_there_is_no_record(case: Case, county: County, browse):
    case.committed()
    client = browse(county.operator)
    for route in ("draw-record", "draw-record-file"):
        assert client.get(reverse(route, args=[case.draw.pk])).status_code == HTTPStatus.NOT_FOUND


def test_page_and_file_tell_parties_digests_counts_and_the_log(case: Case, county: County, browse):
    case.drawn()
    client = browse(county.witness)
    page = client.get(reverse("draw-record", args=[case.draw.pk])).content.decode()
    answer = client.get(reverse("draw-record-file", args=[case.draw.pk]))
    assert answer.headers["Content-Disposition"].endswith(".docx")
    file = words_of(answer.content)
    last = LogEntry.objects.order_by("-seq").first()
    groups = " ".join(last.head[at : at + 4] for at in range(0, 64, 4))
    for words in (
        case.draw.draw_id,
        "组织方 郑海",
        "见证方 蒋文",
        "司法局 综合股",
        "抽中",
        "27 户",
        " ".join(case.draw.plan_hash[at : at + 4] for at in range(0, 64, 4)),
        " ".join(case.draw.result_root[at : at + 4] for at in range(0, 64, 4)),
        groups,
        "签字（盖章）",
        f"/public/draws/{case.draw.draw_id}/",
    ):
        assert words in page, words
        assert words in file, words
    assert "<svg" in page
    assert "11" * 32 not in file  # values are the public page's matter


def test_outside_the_scope_there_is_no_record(case: Case, county: County, browse):
    case.sealed()
    for route in ("draw-record", "draw-record-file"):
        address = reverse(route, args=[case.draw.pk])
        assert browse(county.outsider).get(address).status_code == HTTPStatus.NOT_FOUND
        assert browse(county.office).get(address).status_code == HTTPStatus.OK
