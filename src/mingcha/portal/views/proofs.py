"""An object's own proof by the link on its paper: not listed, not indexed, for it alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from mingcha.core.draw.canonical import parse_json
from mingcha.foundation.access import public
from mingcha.portal.pages import download, page
from mingcha.publication.models import ObjectProof
from mingcha.publication.selectors.proofs import proof_by

_NAME = "proof.json"


@public
@require_safe
def proof(request: HttpRequest, token: str) -> HttpResponse:
    """Tell the object its ticket and the threshold, give the file, and say how to check it."""
    found = proof_by(token)
    context = {"proof": found, "token": token, "lines": _lines(found)}
    response = page(request, "proof.html", context, section="public-draws", is_indexed=False)
    response.headers["Cache-Control"] = "no-store, private"
    return response


@public
@require_safe
def proof_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give ``proof.json``."""
    found = proof_by(token)
    response = download(request, bytes(found.content), _NAME, "application/json", found.sha256)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _lines(proof: ObjectProof) -> list[dict[str, object]]:
    """Return the object's result in each frame, with the last ticket that was drawn there."""
    content = parse_json(bytes(proof.content), _NAME)
    results = [entry for entry in content["lines"] if entry["tree"] == "result"]
    thresholds = {
        tuple(line[:2]): line[4]
        for line in (entry["line"].split("\t") for entry in results if entry["role"] == "threshold")
    }
    own = [entry["line"].split("\t") for entry in results if entry["role"] == "own"]
    return [
        {
            "frame": line[0],
            "ticket": line[4],
            "threshold": thresholds.get(tuple(line[:2]), ""),
            "is_follow": line[5] == "F",
            "is_reserve": line[5] == "R",
        }
        for line in own
    ]
