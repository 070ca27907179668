"""The pages of the yearly implementation schemes, and what the public sees of them."""

from __future__ import annotations

from county import County
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingcha.plans.models import AnnualScheme

TEXT = {
    "title": "澄川县市监局2026年度实施方案",
    "number": "澄市监〔2026〕3号",
    "goals": "抽查比例不低于3%",
    "duties": "各股室按职责分工",
    "deadlines": "十一月底前完成",
}


def drafted(county: County, browse) -> AnnualScheme:
    client = browse(county.lead)
    new = {"issuer": "department", "year": 2026, "title": "2026年度实施方案"}
    client.post(reverse("annual-scheme-new"), new)
    scheme = AnnualScheme.objects.get()
    client.post(reverse("annual-scheme-edit", args=[scheme.pk]), TEXT)
    return scheme


def step(client, scheme: AnnualScheme, verb: str, **given: str) -> None:
    client.post(reverse("annual-scheme-step", args=[scheme.pk, verb]), given)


def test_a_scheme_goes_from_form_to_the_public(county: County, browse, client):
    scheme = drafted(county, browse)
    files = reverse("annual-scheme-files", args=[scheme.pk])
    upload = SimpleUploadedFile("全文.pdf", b"%PDF-1.7 text %%EOF")
    browse(county.lead).post(files, {"file": upload})
    assert "全文.pdf" in browse(county.lead).get(files).content.decode()
    page = browse(county.lead).get(reverse("annual-scheme", args=[scheme.pk]))
    assert "提交签发" in page.content.decode()
    step(browse(county.lead), scheme, "submit")
    step(browse(county.head), scheme, "issue")
    page = browse(county.office).get(reverse("annual-scheme", args=[scheme.pk]))
    assert "吴正清" in page.content.decode()
    file = browse(county.office).get(
        reverse("annual-scheme-file", args=[scheme.pk, scheme.files.get().pk])
    )
    assert file.content == b"%PDF-1.7 text %%EOF"
    client.logout()
    shown = client.get(reverse("public-documents")).content.decode()
    assert TEXT["title"] in shown
    key = "130136-SCJG-2026"
    shown = client.get(reverse("public-document", args=["schemes", key])).content.decode()
    assert "各股室按职责分工" in shown
    address = reverse("public-document-file", args=["schemes", key, 1, "全文.pdf"])
    assert address in shown
    assert client.get(address).getvalue() == b"%PDF-1.7 text %%EOF"
    assert client.get(reverse("public-document", args=["plans", key])).status_code == 404
    told = client.get("/api/v1/schemes").json()["entries"]
    assert [entry["title"] for entry in told] == [TEXT["title"]]


def test_the_list_shows_the_tree_and_who_is_missing(county: County, browse):
    scheme = drafted(county, browse)
    page = browse(county.office).get(reverse("annual-schemes"), {"year": "2026"}).content.decode()
    assert TEXT["title"] in page
    assert "澄川县消防救援大队" in page
    assert "没有印发" in page
    step(browse(county.lead), scheme, "submit")
    step(browse(county.head), scheme, "issue")
    page = browse(county.office).get(reverse("annual-schemes"), {"year": "2026"}).content.decode()
    assert '还没有印发的</h2><span class="end">2 个' in page
    for year in ("1", "x", "20266"):
        found = browse(county.office).get(reverse("annual-schemes"), {"year": year})
        assert found.status_code == 200


def test_a_file_is_taken_off_and_a_refusal_is_told(county: County, browse):
    scheme = drafted(county, browse)
    client = browse(county.lead)
    files = reverse("annual-scheme-files", args=[scheme.pk])
    client.post(files, {"file": SimpleUploadedFile("全文.pdf", b"%PDF-1.7 %%EOF")})
    file = scheme.files.get()
    client.post(reverse("annual-scheme-file-remove", args=[scheme.pk, file.pk]))
    assert not scheme.files.exists()
    client.post(reverse("annual-scheme-edit", args=[scheme.pk]), TEXT | {"number": ""})
    step(client, scheme, "submit")
    page = client.get(reverse("annual-scheme", args=[scheme.pk])).content.decode()
    assert "还没有填写：文号" in page


def test_what_is_not_ones_own(county: County, browse):
    scheme = drafted(county, browse)
    url = reverse("annual-scheme", args=[scheme.pk])
    assert browse(county.fire_lead).get(url).status_code == 404
    edit = reverse("annual-scheme-edit", args=[scheme.pk])
    assert browse(county.office).get(edit).status_code == 404
    assert browse(county.office).get(url).status_code == 200
    files = reverse("annual-scheme-files", args=[scheme.pk])
    assert browse(county.office).get(files).status_code == 404
    assert browse(county.head).get(edit).status_code == 403
    burn = reverse("annual-scheme-step", args=[scheme.pk, "burn"])
    assert browse(county.lead).post(burn).status_code == 404
    assert browse(county.inspector).get(reverse("annual-schemes")).status_code == 403
