"""Proofs by the link on an object's own paper: signed, so that no other can be guessed from it."""

from __future__ import annotations

from django.core.signing import BadSignature, Signer

from mingcha.foundation.errors import NotFound
from mingcha.publication.models import ObjectProof

_SIGNER = Signer(salt="mingcha.publication.proof", sep="~")


def token_of(proof: ObjectProof) -> str:
    """Return what the link of a proof ends with; the same for every print."""
    return _SIGNER.sign(str(proof.pk))


def proof_by(token: str) -> ObjectProof:
    """Return the proof of a link; raises NotFound where we did not make it."""
    try:
        number = int(_SIGNER.unsign(token))
    except (BadSignature, ValueError) as error:
        raise NotFound from error
    found = ObjectProof.objects.select_related("draw").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
