"""Work guides as files beside an item's checklist (R-011)."""

from __future__ import annotations

import io
import zipfile

import pytest
from county import County
from superior import make_superior, publish_claim

from mingcha.audit.models import AuditEvent
from mingcha.foundation.errors import DomainError, NotFound
from mingcha.orgs.models import Parameter
from mingcha.registers.actions import items
from mingcha.registers.actions.claims import claim_items
from mingcha.registers.actions.guides import add_guide, remove_guide
from mingcha.registers.actions.parent_changes import take_over
from mingcha.registers.models import Guide, ItemVersion
from mingcha.registers.selectors.guides import get_guide
from mingcha.registers.selectors.parent_changes import differences_of, get_open_change

PDF = b"%PDF-1.7 words %%EOF\n"
TEXT = {
    "category": "公示信息检查",
    "name": "年报检查",
    "basis": "条例",
    "body": "局",
    "content": "真实",
    "methods": ["on_site"],
}


def docx(*more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "<xml/>")
    return out.getvalue()


@pytest.fixture
def draft(county: County) -> ItemVersion:
    return items.create_item(by=county.lead, department=county.market, code="SCJG-03", text=TEXT)


@pytest.mark.parametrize(
    ("content", "sent_as", "kept_as"),
    [
        (PDF, "C:\\指引\\年报.pdf", "年报.pdf"),
        (PDF, "年报.exe", "年报.pdf"),  # by what it is, not what it is called
        (docx(), "年报检查指引.docx", "年报检查指引.docx"),
        (PDF, "长" * 200 + ".pdf", "长" * 90 + ".pdf"),
    ],
)
def test_a_guide_is_kept_under_its_name(
    county: County, draft: ItemVersion, content: bytes, sent_as: str, kept_as: str
):
    guide = add_guide(by=county.lead, version=draft, content=content, file_name=sent_as)
    assert guide.file_name == kept_as
    assert bytes(Guide.objects.get().content) == content
    event = AuditEvent.objects.get(type="item.guide")
    assert (event.subject, event.body["sha256"]) == ("SCJG-03", guide.sha256)


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ program", b"%PDF-1.7 cut off", b"PK\x03\x04 broken", docx("word/vbaProject.bin")],
)
def test_what_is_no_guide_is_refused(county: County, draft: ItemVersion, content: bytes):
    with pytest.raises(DomainError, match="不是 PDF 或 Word") as refused:
        add_guide(by=county.lead, version=draft, content=content, file_name="指引.pdf")
    assert refused.value.field == "file"


def test_a_guide_too_large_or_sent_twice_is_refused(county: County, draft: ItemVersion):
    add_guide(by=county.lead, version=draft, content=PDF, file_name="指引.pdf")
    with pytest.raises(DomainError, match="已经传过"):
        add_guide(by=county.lead, version=draft, content=PDF, file_name="又一次.pdf")
    Parameter.objects.create(key="guide.max_megabytes", region=county.region, value=0, reason="试")
    with pytest.raises(DomainError, match="超过 0 MB"):
        add_guide(by=county.lead, version=draft, content=PDF + b" %%EOF", file_name="大.pdf")


def published(county: County, draft: ItemVersion) -> ItemVersion:
    return publish_claim(county, draft)


def test_a_version_in_force_keeps_its_guides_and_hands_them_to_the_next(
    county: County, draft: ItemVersion
):
    guide = add_guide(by=county.lead, version=draft, content=PDF, file_name="指引.pdf")
    first = published(county, draft)
    for change in (
        lambda: add_guide(by=county.lead, version=first, content=docx(), file_name="新.docx"),
        lambda: remove_guide(by=county.lead, version=first, guide=guide.pk),
    ):
        with pytest.raises(DomainError, match="只有草稿"):
            change()
    second = items.amend_item(by=county.lead, item=first.item)
    remove_guide(by=county.lead, version=second, guide=guide.pk)
    assert list(first.guides.all()) == [guide]
    assert list(second.guides.all()) == []
    with pytest.raises(NotFound):
        remove_guide(by=county.lead, version=second, guide=guide.pk)


def test_a_guide_that_no_version_has_is_gone(county: County, draft: ItemVersion):
    guide = add_guide(by=county.lead, version=draft, content=PDF, file_name="指引.pdf")
    remove_guide(by=county.lead, version=draft, guide=guide.pk)
    assert not Guide.objects.exists()


def test_guides_of_drafts_stay_with_the_department_public_ones_are_for_inspectors(
    county: County, draft: ItemVersion
):
    guide = add_guide(by=county.lead, version=draft, content=PDF, file_name="指引.pdf")
    assert get_guide(county.lead, guide.pk) == guide
    for outside in (county.fire_lead, county.inspector, county.fire_inspector):
        with pytest.raises(NotFound):
            get_guide(outside, guide.pk)
    published(county, draft)
    assert get_guide(county.fire_inspector, guide.pk) == guide


def test_claims_take_the_superiors_guides_and_their_changes(county: County):
    city = make_superior(county)
    draft = items.create_item(by=city.lead, department=city.department, code="GG-01", text=TEXT)
    old = add_guide(by=city.lead, version=draft, content=PDF, file_name="旧.pdf")
    theirs = city.published(draft)
    (claim,) = claim_items(by=county.lead, items=[theirs.item_id])
    assert list(claim.guides.all()) == [old]
    newer = items.amend_item(by=city.lead, item=theirs.item)
    remove_guide(by=city.lead, version=newer, guide=old.pk)
    new = add_guide(by=city.lead, version=newer, content=docx(), file_name="新.docx")
    city.published(newer)
    change = get_open_change(county.lead, claim.item_id)
    assert [each.title for each in differences_of(change)] == ["工作指引文件"]
    take_over(by=county.lead, change=change)
    assert list(claim.guides.all()) == [new]
