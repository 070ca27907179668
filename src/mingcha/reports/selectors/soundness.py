"""Whether what is stored is still what was recorded: chain, draws, publications."""

from __future__ import annotations

from collections.abc import Iterator

from mingcha.audit.verification import first_break


def unsound() -> Iterator[str]:
    """Give a plain sentence for every thing that was changed by hand."""
    broken = first_break()
    if broken:
        yield broken.message
