"""What a generic and a professional risk class make together (D.7): the higher one, unless said."""

from __future__ import annotations

from collections.abc import Sequence


def higher(
    generic_levels: Sequence[str], generic: str, levels: Sequence[str], professional: str
) -> str:
    """Return the higher of two levels, in the words of the generic scheme.

    Schemes of different length are laid beside each other end to end; between two generic levels
    the riskier one counts.
    """
    most, last = len(generic_levels) - 1, len(levels) - 1
    own = levels.index(professional)
    laid = -(-own * most // last) if last else most
    return generic_levels[max(generic_levels.index(generic), laid)]
