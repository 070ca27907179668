"""Auditors and witnesses take the full bundle, recompute it, and state what they found."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from http import HTTPStatus
from pathlib import Path

import pytest
from ceremony_case import Case, frozen_case
from county import PASSWORD, County
from django.urls import reverse

from mingcha.audit.models import AuditEvent
from mingcha.publication.models import Recomputation

VERIFIER = Path(__file__).parents[2] / "verifier" / "verify_draw.py"


@pytest.fixture(params=["immediate", "confidential"])
def case(request, county: County) -> Case:
    return frozen_case(county, mode=request.param).drawn()


def text_of(response) -> str:
    assert response.status_code == HTTPStatus.OK, response.status_code
    return response.content.decode()


def taken(case: Case, browse, person, folder: Path) -> tuple[Path, str]:
    answer = browse(person).get(reverse("recomputation-bundle", args=[case.draw.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        archive.extractall(folder)
    bundle = folder / case.draw.draw_id
    return bundle, json.loads((bundle / "transcript.json").read_bytes())["digest"]


def signed(case: Case, browse, person, **answers: str):
    form = {"verdict": "agreed", "note": "", "password": PASSWORD} | answers
    return browse(person).post(reverse("recomputation", args=[case.draw.pk]), form, follow=True)


def test_an_auditor_recomputes_the_full_bundle_and_says_so(
    case: Case, county: County, browse, tmp_path: Path
):
    listed = text_of(browse(county.auditor).get(reverse("recomputations")))
    assert case.draw.draw_id in listed
    folder, digest = taken(case, browse, county.auditor, tmp_path)
    done = subprocess.run(
        [sys.executable, str(VERIFIER), str(folder)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert (tmp_path / "private" / "people.csv").exists()
    assert "声明已签署" in text_of(signed(case, browse, county.auditor, digest=digest))
    public = text_of(browse(county.office).get(reverse("public-draw", args=[case.draw.draw_id])))
    assert "一致 1 人，不一致 0 人" in public
    assert county.auditor.name not in public
    types = list(AuditEvent.objects.order_by("seq").values_list("type", flat=True))[-2:]
    assert types == ["publication.bundle_handed_out", "publication.recomputed"]
    again = signed(case, browse, county.auditor, digest=digest)
    assert "您已声明" in text_of(again)
    assert Recomputation.objects.count() == 1


def test_a_witness_recomputes_what_it_attested_without_the_names(
    case: Case, county: County, browse, tmp_path: Path
):
    assert "重算声明" in text_of(browse(county.witness).get(reverse("draw", args=[case.draw.pk])))
    folder, digest = taken(case, browse, county.witness, tmp_path)
    assert not (tmp_path / "private").exists()
    assert (folder / "sealed.json").exists() == (case.task.disclosing == "confidential")
    answer = signed(case, browse, county.witness, verdict="differs", digest=digest)
    assert answer.context["form"].errors["note"] == ["请写明哪一项不一致"]
    signed(case, browse, county.witness, verdict="differs", digest=digest, note="人员匹配")
    assert Recomputation.objects.get().verdict == "differs"


def test_a_statement_needs_the_password_and_the_right_bundle(case: Case, county: County, browse):
    answer = signed(case, browse, county.auditor, digest="ab" * 32)
    assert "不是本次抽取的数据包指纹" in answer.context["form"].errors["digest"][0]
    answer = signed(case, browse, county.auditor, digest="ab" * 32, password="wrong")
    assert "口令不正确" in answer.context["form"].errors["password"][0]
    assert not Recomputation.objects.exists()


def test_nobody_else_takes_the_bundle(county: County, browse):
    case = frozen_case(county, mode="confidential")
    bundle = reverse("recomputation-bundle", args=[case.draw.pk])
    assert browse(county.auditor).get(bundle).status_code == HTTPStatus.NOT_FOUND  # nothing drawn
    case.drawn()
    other = type(county.witness).objects.create(
        username="witness2", name="陈默", region=county.region, department=county.justice,
        must_change_password=False,
    )  # fmt: skip
    other.grants.create(role="draw_witness", granted_by="setup")
    for person, status in (
        (county.operator, HTTPStatus.FORBIDDEN),
        (county.office, HTTPStatus.FORBIDDEN),
        (other, HTTPStatus.NOT_FOUND),
    ):
        assert browse(person).get(bundle).status_code == status
