"""``sealed.json``: what completes the bundle of a sealed draw for auditors (section 9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mingcha.core.draw import names
from mingcha.core.draw.entropy import SEALED, Entropy, Reveal
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.plan import Plan
from mingcha.core.draw.registers import RegisterRow
from mingcha.core.draw.sealing import row_commitment, row_tag
from mingcha.core.draw.selection import Registers
from mingcha.core.draw.self_digest import read_with_digest, with_digest
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import InvalidFile

SEALED_FILE = "sealed.json"
TAG = "SEALED"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """The row secret, the sealed reveal (``r`` empty until revealed), the strata's meanings."""

    draw_id: str
    row_secret: str
    reveal: Reveal
    meanings: Mapping[str, str]

    def revealed(self, r: str) -> SealedFile:
        """Return the file completed by the sealed party's value."""
        return replace(self, reveal=replace(self.reveal, r=r))

    def to_bytes(self, suite: Suite) -> bytes:
        """Return the bytes of the file."""
        reveal = {"party": self.reveal.party, "r": self.reveal.r}
        content = {
            "draw_id": self.draw_id,
            "row_secret": self.row_secret,
            "reveal": reveal,
            "meanings": dict(self.meanings),
        }
        return with_digest(suite, TAG, content)


def parse_sealed(suite: Suite, data: bytes) -> SealedFile:
    """Read the bytes of ``sealed.json``."""
    fields = Fields(read_with_digest(suite, TAG, data, SEALED_FILE), SEALED_FILE)
    meanings = fields.any("meanings")
    if not isinstance(meanings, dict) or not all(isinstance(v, str) for v in meanings.values()):
        raise fields.fault("meanings", "应是层代码到文字的对照")
    sealed = SealedFile(
        draw_id=fields.text("draw_id", names.DRAW_ID),
        row_secret=fields.text("row_secret", names.HEX32),
        reveal=fields.object("reveal", _read_reveal),
        meanings=meanings,
    )
    fields.close()
    return sealed


def _read_reveal(fields: Fields) -> Reveal:
    return Reveal(fields.text("party", names.PARTY), fields.text("r", _is_empty_or_hex))


def _is_empty_or_hex(text: str) -> bool:
    return text == "" or names.HEX32.fullmatch(text) is not None


def opened(entropy: Entropy, sealed: SealedFile) -> Entropy:
    """Return the entropy with the sealed reveal in its place."""
    reveals = tuple(
        replace(reveal, r=sealed.reveal.r)
        if reveal.r == SEALED and reveal.party == sealed.reveal.party
        else reveal
        for reveal in entropy.reveals
    )
    return replace(entropy, reveals=reveals)


def check_sealed(plan: Plan, entropy: Entropy, sealed: SealedFile, registers: Registers) -> None:
    """Refuse a sealed file that does not belong to this plan, entropy and registers."""
    if sealed.draw_id != plan.draw_id:
        raise InvalidFile(SEALED_FILE, f"属于另一次抽取 {sealed.draw_id}")
    commit = row_commitment(plan.suite, plan.draw_id, sealed.row_secret)
    if commit != plan.disclosure.row_commit:
        raise InvalidFile(SEALED_FILE, "行密钥与计划中的承诺不符")
    if sealed.reveal not in entropy.reveals or sealed.reveal.party != plan.disclosure.sealed:
        raise InvalidFile(SEALED_FILE, "封存的揭示与 entropy.json 或计划不符")
    for frame in plan.frames:
        _check_tags(plan.suite, sealed.row_secret, frame.code, registers.all_rows(frame.code))


def _check_tags(suite: Suite, row_secret: str, frame: str, rows: Iterable[RegisterRow]) -> None:
    for row in rows:
        if row.tag != row_tag(suite, row_secret, frame, row.id):
            raise InvalidFile(SEALED_FILE, f"名录 {frame} 中 {row.id} 的行标签与行密钥不符")
