"""Tags made from the words of a file."""

from __future__ import annotations

from collections.abc import Iterable

from mingcha.core.identifiers.object_key import object_key
from mingcha.orgs.models import Department
from mingcha.registers.models import Tag
from mingcha.registers.models.tag import TagKind

_LENGTH = 12


def tag_code(kind: TagKind, name: str) -> str:
    """Return a code for a tag that nobody has given one; frozen files allow only such letters."""
    return f"t-{object_key(f'{kind}/{name}')[:_LENGTH].lower()}"


def ensure_tags(kind: TagKind, names: Iterable[str], keeper: Department) -> dict[str, Tag]:
    """Return the tags of these names; those that there are not are made, for ``keeper`` to keep."""
    wanted = set(names)
    known = set(Tag.objects.filter(kind=kind, name__in=wanted).values_list("name", flat=True))
    Tag.objects.bulk_create(
        (
            Tag(code=tag_code(kind, name), name=name, kind=kind, keeper=keeper)
            for name in sorted(wanted - known)
        ),
        ignore_conflicts=True,
    )
    return {tag.name: tag for tag in Tag.objects.filter(kind=kind, name__in=wanted)}
