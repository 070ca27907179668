"""Proof at the door: the object's own file, on its paper by QR, checked by the verifier alone."""

from __future__ import annotations

import re
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest
from ceremony_case import Case, frozen_case
from county import County
from django.test import Client
from django.urls import reverse

from mingcha.publication.models import Publication, PublishedFile

VERIFIER = Path(__file__).parents[2] / "verifier" / "verify_draw.py"


def public_folder(case: Case, folder: Path) -> Path:
    """Write what the portal lets everybody download."""
    newest = Publication.objects.filter(key=case.draw.draw_id).order_by("version").last()
    for file in PublishedFile.objects.filter(publication=newest):
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(bytes(file.content))
    return folder


def verdict(proof: bytes, folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    file = tmp_path / "proof.json"
    file.write_bytes(proof)
    command = [sys.executable, str(VERIFIER), "--proof", str(file), str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("mode", ["immediate", "deferred", "confidential"])
def test_the_paper_leads_to_a_proof_that_the_verifier_accepts(
    county: County, browse, tmp_path: Path, mode: str
):
    case = frozen_case(county, mode=mode).drawn()
    row = case.part(county.market).object_tasks.first()
    sheet = browse(county.lead).get(reverse("object-proof-sheet", args=[row.pk]))
    page = sheet.content.decode()
    assert row.object.name in page
    assert "<svg" in page
    link = re.search(r"http://testserver(/public/proofs/[\w~:-]+/)", page)
    assert link
    shown = Client().get(link[1])
    assert "您的签号" in shown.content.decode()
    assert "noindex" in shown.headers["X-Robots-Tag"]
    proof = Client().get(f"{link[1]}proof.json")
    folder = public_folder(case, tmp_path / "public")
    accepted = verdict(proof.content, folder, tmp_path)
    assert accepted.returncode == 0, accepted.stdout
    assert "抽中" in accepted.stdout
    other = case.part(county.market).object_tasks.last().object.key
    changed = proof.content.replace(row.object.key.encode(), other.encode())
    assert verdict(changed, folder, tmp_path).returncode == 1


def test_no_other_proof_is_guessed_from_a_link(county: County, browse):
    case = frozen_case(county).drawn()
    links = []
    for row in case.part(county.market).object_tasks.all()[:2]:
        page = browse(county.lead).get(reverse("object-proof-sheet", args=[row.pk]))
        links.append(re.search(r"/public/proofs/([\w~:-]+)/", page.content.decode())[1])
    number, signature = links[0].split("~")
    for token in (number, f"{int(number) + 1}~{signature}", "x~y", "0"):
        answer = Client().get(f"/public/proofs/{token}/proof.json")
        assert answer.status_code == HTTPStatus.NOT_FOUND
    assert links[0] != links[1]


def test_only_those_at_the_door_print_it(county: County, browse):
    case = frozen_case(county).drawn()
    row = case.part(county.market).object_tasks.first()
    address = reverse("object-proof-sheet", args=[row.pk])
    assert browse(county.witness).get(address).status_code == HTTPStatus.FORBIDDEN
    assert browse(county.fire_lead).get(address).status_code == HTTPStatus.NOT_FOUND
