"""The tags of expertise, under the codes that the demonstration's draws use."""

from __future__ import annotations

from mingcha.demo.words.expertise import EXPERTISE
from mingcha.registers.models import Tag
from mingcha.registers.models.tag import TagKind


def load_expertise() -> None:
    """Make the tags before the first list of inspectors brings the words."""
    Tag.objects.bulk_create(
        Tag(code=code, name=name, kind=TagKind.EXPERTISE) for code, name in EXPERTISE.items()
    )
