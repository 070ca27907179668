"""The publication's tables."""

from mingcha.publication.models.exemption import Exemption
from mingcha.publication.models.object_proof import ObjectProof
from mingcha.publication.models.publication import Publication, PublishedFile, PublishedPart
from mingcha.publication.models.recomputation import Recomputation
from mingcha.publication.models.release import Release

__all__ = [
    "Exemption",
    "ObjectProof",
    "Publication",
    "PublishedFile",
    "PublishedPart",
    "Recomputation",
    "Release",
]
