"""How many are drawn of each stratum (protocol section 6), in integers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingcha.core.draw.plan import Base, DrawingFrame, Stratum

_WHOLE_BP = 10_000


@dataclass(frozen=True, slots=True)
class StratumSize:
    """Rows of a stratum in the register, and how many of them are eligible (excl ``-``)."""

    rows: int
    eligible: int


EMPTY_STRATUM = StratumSize(0, 0)


def base_size(frame: DrawingFrame, size: StratumSize) -> int:
    """Return N_h, the number that a ratio or weight is taken of."""
    return size.eligible if frame.base is Base.ELIGIBLE else size.rows


def allocate(frame: DrawingFrame, sizes: Mapping[str, StratumSize]) -> dict[str, int]:
    """Return k for each stratum of the frame, in plan order."""
    if frame.total is not None:
        return _shared(frame, frame.total, sizes)
    return {
        stratum.code: _own(frame, stratum, sizes.get(stratum.code, EMPTY_STRATUM))
        for stratum in frame.strata
    }


def reserve_size(frame: DrawingFrame, k: int, eligible: int) -> int:
    """Return how many ranks after k are the stratum's reserve (protocol section 7)."""
    return min(eligible - k, _ceiling(k * frame.reserve_bp))


def _own(frame: DrawingFrame, stratum: Stratum, size: StratumSize) -> int:
    if stratum.bp is not None:
        k = _ceiling(base_size(frame, size) * stratum.bp)
    else:
        k = stratum.count or 0
    if stratum.minimum is not None:
        k = max(k, stratum.minimum)
    if stratum.maximum is not None:
        k = min(k, stratum.maximum)
    return min(k, size.eligible)


def _ceiling(basis_points: int) -> int:
    return (basis_points + _WHOLE_BP - 1) // _WHOLE_BP


def _shared(frame: DrawingFrame, total: int, sizes: Mapping[str, StratumSize]) -> dict[str, int]:
    """Share a total by weight; strata that overflow are filled, the rest is shared again."""
    eligible = {s.code: sizes.get(s.code, EMPTY_STRATUM).eligible for s in frame.strata}
    weights = {
        s.code: (s.weight or 0) * base_size(frame, sizes.get(s.code, EMPTY_STRATUM))
        for s in frame.strata
    }
    k = dict.fromkeys(eligible, 0)
    live = [code for code in eligible if weights[code] > 0 and eligible[code] > 0]
    while live:
        shares = _by_largest_remainder(total, {code: weights[code] for code in live})
        overflowing = [code for code in live if shares[code] > eligible[code]]
        if not overflowing:
            return k | shares
        for code in overflowing:
            k[code] = eligible[code]
            total -= eligible[code]
        live = [code for code in live if code not in overflowing]
    return k


def _by_largest_remainder(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    whole = sum(weights.values())
    shares = {code: total * weight // whole for code, weight in weights.items()}
    remainders = {code: total * weight % whole for code, weight in weights.items()}
    seats_left = total - sum(shares.values())
    for code in sorted(weights, key=lambda code: -remainders[code])[:seats_left]:
        shares[code] += 1
    return shares
