"""The publication's tables."""

from mingcha.publication.models.exemption import Exemption
from mingcha.publication.models.publication import Publication, PublishedFile

__all__ = ["Exemption", "Publication", "PublishedFile"]
