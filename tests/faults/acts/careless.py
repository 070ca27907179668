"""An act that cannot be done again: by it is seen that a strike finds such a one out."""

from __future__ import annotations

from county import County
from faults.acts.act import Act

from mingcha.orgs.models import BusinessLine


def _nothing_needed(county: County) -> None:
    pass


def _write_twice() -> None:
    for name in ("烟草", "盐业"):
        BusinessLine.objects.create(code=f"L{BusinessLine.objects.count()}", name=name)


ACTS = {"careless": Act(_nothing_needed, _write_twice)}
