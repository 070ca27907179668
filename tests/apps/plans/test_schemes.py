"""Yearly implementation schemes: drafted by one, signed by another, under the superior's."""

from __future__ import annotations

import pytest
from county import County
from django.db import IntegrityError, transaction
from superior import Superior, make_superior

from mingcha.accounts.models import User
from mingcha.audit.models import AuditEvent
from mingcha.core.workflow.refusals import GuardFailed, NotPermitted
from mingcha.foundation.errors import DomainError, Forbidden, NotFound
from mingcha.orgs.models import Parameter
from mingcha.plans.actions import schemes
from mingcha.plans.actions.scheme_files import add_scheme_file, remove_scheme_file
from mingcha.plans.models import AnnualScheme, SchemeFile
from mingcha.plans.selectors.schemes import (
    get_scheme,
    get_scheme_file,
    missing_schemes,
    scheme_tree,
)
from mingcha.publication.models import Publication

PDF = b"%PDF-1.7 text %%EOF"
TEXT = {
    "title": "2026年度实施方案",
    "number": "澄市监〔2026〕3号",
    "goals": "抽查比例不低于3%",
    "duties": "各股室按职责分工",
    "deadlines": "十一月底前完成",
    "measures": "",
}


def drafted(county: County, issuer: str = "department", **text: str) -> AnnualScheme:
    by = county.office if issuer == "region" else county.lead
    scheme = schemes.create_scheme(by=by, issuer=issuer, year=2026, title="2026年度实施方案")
    return schemes.write_scheme(by=by, scheme=scheme, text=TEXT | text, parent=scheme.parent)


def issued(county: County, issuer: str = "department", **text: str) -> AnnualScheme:
    scheme = drafted(county, issuer, **text)
    schemes.submit_scheme(by=county.office if issuer == "region" else county.lead, scheme=scheme)
    schemes.issue_scheme(by=county.head, scheme=scheme)
    return AnnualScheme.objects.get(pk=scheme.pk)


def city_scheme(superior: Superior) -> AnnualScheme:
    scheme = schemes.create_scheme(
        by=superior.lead, issuer="department", year=2026, title="安澜市2026年度实施方案"
    )
    text = TEXT | {"title": "安澜市2026年度实施方案", "number": "安市监〔2026〕1号"}
    schemes.write_scheme(by=superior.lead, scheme=scheme, text=text, parent=None)
    schemes.submit_scheme(by=superior.lead, scheme=scheme)
    schemes.issue_scheme(by=superior.head, scheme=scheme)
    return AnnualScheme.objects.get(pk=scheme.pk)


def test_a_scheme_is_drafted_signed_by_another_and_published(county: County):
    scheme = issued(county)
    assert (scheme.state, scheme.approved_by) == ("issued", "head")
    published = Publication.objects.get(kind="scheme")
    assert published.key == "130136-SCJG-2026"
    assert published.content["sections"][0] == {"title": "工作目标", "text": "抽查比例不低于3%"}
    told = AuditEvent.objects.filter(type="annual_scheme.changed")
    assert list(told.values_list("body__action", flat=True)) == ["create", "submit", "issue"]


def test_who_drafted_never_signs(county: County):
    scheme = drafted(county)
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    with pytest.raises((Forbidden, NotPermitted)):
        schemes.issue_scheme(by=county.lead, scheme=scheme)
    AnnualScheme.objects.update(drafted_by="head")
    with pytest.raises(GuardFailed, match="起草人"):
        schemes.issue_scheme(by=county.head, scheme=scheme)
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnualScheme.objects.update(approved_by="head")


def test_a_scheme_without_number_or_text_is_not_handed_in(county: County):
    scheme = drafted(county, number="", duties=" ")
    with pytest.raises(GuardFailed, match="文号、任务分工"):
        schemes.submit_scheme(by=county.lead, scheme=scheme)


def test_a_file_stands_for_the_text(county: County):
    scheme = drafted(county, goals="", duties="", deadlines="")
    made = add_scheme_file(by=county.lead, scheme=scheme, content=PDF, file_name="方案.doc")
    assert made.file_name == "方案.pdf"
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    schemes.issue_scheme(by=county.head, scheme=scheme)
    assert Publication.objects.get(kind="scheme").files.get().path == "方案.pdf"
    assert get_scheme_file(county.office, scheme.pk, made.pk) == made
    with pytest.raises(NotFound):
        get_scheme_file(county.office, scheme.pk, 0)


def test_what_is_no_document_is_not_attached(county: County):
    scheme = drafted(county)

    def add(content: bytes, name: str = "甲.pdf") -> SchemeFile:
        return add_scheme_file(by=county.lead, scheme=scheme, content=content, file_name=name)

    with pytest.raises(DomainError, match="不是 PDF"):
        add(b"MZ")
    made = add(PDF)
    with pytest.raises(DomainError, match="已经传过"):
        add(PDF)
    with pytest.raises(DomainError, match="同名"):
        add(PDF + b" %%EOF")
    Parameter.objects.create(key="scheme.max_megabytes", value=0, reason="试")
    with pytest.raises(DomainError, match="0 MB"):
        add(PDF, "乙.pdf")
    remove_scheme_file(by=county.lead, scheme=scheme, file=made.pk)
    assert not scheme.files.exists()
    with pytest.raises(NotFound):
        remove_scheme_file(by=county.lead, scheme=scheme, file=made.pk)


def test_it_comes_back_with_a_reason_and_is_withdrawn(county: County):
    scheme = drafted(county)
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    with pytest.raises(GuardFailed, match="理由"):
        schemes.return_scheme(by=county.head, scheme=scheme, reason="")
    schemes.return_scheme(by=county.head, scheme=scheme, reason="分工不清")
    assert AnnualScheme.objects.get().approval_note == "分工不清"
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    with pytest.raises(DomainError, match="草稿"):
        schemes.write_scheme(by=county.lead, scheme=scheme, text=TEXT, parent=None)
    schemes.withdraw_scheme(by=county.lead, scheme=scheme)
    assert AnnualScheme.objects.get().state == "draft"


def test_a_revised_scheme_is_published_again_with_the_reason(county: County):
    scheme = issued(county)
    with pytest.raises(GuardFailed, match="理由"):
        schemes.revise_scheme(by=county.lead, scheme=scheme, reason=" ")
    schemes.revise_scheme(by=county.lead, scheme=scheme, reason="上级调整比例")
    schemes.write_scheme(
        by=county.lead, scheme=scheme, text=TEXT | {"goals": "不低于5%"}, parent=None
    )
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    schemes.issue_scheme(by=county.head, scheme=scheme)
    versions = Publication.objects.filter(kind="scheme").order_by("version")
    assert [(v.version, v.reason) for v in versions] == [(1, ""), (2, "上级调整比例")]


def test_one_scheme_an_issuer_and_year(county: County):
    drafted(county)
    drafted(county, "region")
    with pytest.raises(DomainError, match="已有2026年度"):
        drafted(county)
    with pytest.raises(DomainError, match="已有2026年度"):
        drafted(county, "region")


def test_only_those_who_draft_for_an_issuer(county: County):
    def make(by: User, issuer: str) -> AnnualScheme:
        return schemes.create_scheme(by=by, issuer=issuer, year=2026, title="方案")

    for by, issuer in ((county.lead, "region"), (county.office, "department")):
        with pytest.raises(Forbidden):
            make(by, issuer)
    with pytest.raises(Forbidden):
        make(county.head, "department")
    with pytest.raises(NotFound):
        make(county.sys_admin, "department")
    scheme = drafted(county)
    with pytest.raises(NotFound):
        schemes.submit_scheme(by=county.fire_lead, scheme=scheme)
    schemes.submit_scheme(by=county.lead, scheme=scheme)
    with pytest.raises(NotFound):
        schemes.issue_scheme(by=county.fire_head, scheme=scheme)


def test_a_county_scheme_rests_on_the_superiors(county: County):
    before = drafted(county, "region")
    assert before.parent is None
    superior = make_superior(county)
    own = drafted(county)
    above = city_scheme(superior)
    with pytest.raises(GuardFailed, match="上级已印发"):
        schemes.submit_scheme(by=county.lead, scheme=own)
    with pytest.raises(DomainError, match="不是本年度上级"):
        schemes.write_scheme(by=county.lead, scheme=own, text=TEXT, parent=before)
    schemes.write_scheme(by=county.lead, scheme=own, text=TEXT, parent=above)
    schemes.submit_scheme(by=county.lead, scheme=own)
    schemes.issue_scheme(by=county.head, scheme=own)
    tree = scheme_tree(county.lead, 2026)
    assert [(b.scheme, b.depth) for b in tree if b.scheme != before] == [(above, 0), (own, 1)]
    assert [b.scheme for b in scheme_tree(superior.lead, 2026)] == [above, own]
    with pytest.raises(NotFound):
        get_scheme(superior.lead, before.pk)


def test_a_new_scheme_takes_the_offices_as_its_own_above(county: County):
    office = issued(county, "region", title="澄川县实施方案", number="澄双随〔2026〕1号")
    assert drafted(county).parent == office


def test_who_has_none_is_listed(county: County):
    def names(user: User) -> list[str]:
        return [row.name for row in missing_schemes(user, 2026)]

    assert names(county.office) == [
        "澄川县双随办",
        "澄川县市场监督管理局",
        "澄川县消防救援大队",
    ]
    issued(county)
    assert names(county.office) == ["澄川县双随办", "澄川县消防救援大队"]
    assert names(county.lead) == []
    assert names(county.fire_lead) == ["澄川县消防救援大队"]
    assert names(county.fire_head) == ["澄川县消防救援大队"]
    superior = make_superior(county)
    assert names(superior.lead) == ["安澜市市场监督管理局", "清禾县市场监督管理局"]


def test_of_a_draft_elsewhere_only_that_nothing_was_issued_is_told(county: County):
    scheme = drafted(county)
    [own] = missing_schemes(county.lead, 2026)
    assert own.scheme == scheme
    superior = make_superior(county)
    assert {row.scheme for row in missing_schemes(superior.lead, 2026)} == {None}
