"""Commitments, reveals and the seed (protocol section 4)."""

from __future__ import annotations

from dataclasses import dataclass

from mingcha.core.draw.canonical import Json, parse_json
from mingcha.core.draw.fields import Fields
from mingcha.core.draw.names import HEX32, PARTY
from mingcha.core.draw.plan import MissingRule, Plan
from mingcha.core.draw.public_values import is_public_value
from mingcha.core.draw.suites import Suite
from mingcha.core.errors import InvalidFile

ENTROPY_FILE = "entropy.json"
MISSING = "-"
SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Reveal:
    """A party's revealed value: 64 hex digits, ``-`` if withheld, ``sealed`` if not public."""

    party: str
    r: str


@dataclass(frozen=True, slots=True)
class Entropy:
    """The content of ``entropy.json``, in plan order."""

    reveals: tuple[Reveal, ...]
    public: tuple[str, ...]

    def as_json(self) -> Json:
        """Return the object that ``entropy.json`` holds."""
        reveals = [{"party": reveal.party, "r": reveal.r} for reveal in self.reveals]
        return {"reveals": reveals, "public": list(self.public)}


def commitment(suite: Suite, draw_id: str, party: str, r: str) -> str:
    """Return ``c`` for the party's value ``r`` (64 hex digits)."""
    return suite.tagged("COMMIT", draw_id, party, r)


def parse_entropy(data: bytes) -> Entropy:
    """Read ``entropy.json``; whether it fits a plan is ``check_entropy``'s matter."""
    fields = Fields(parse_json(data, ENTROPY_FILE), ENTROPY_FILE)
    entropy = Entropy(fields.objects("reveals", _read_reveal), fields.texts("public"))
    fields.close()
    return entropy


def _read_reveal(fields: Fields) -> Reveal:
    return Reveal(fields.text("party", PARTY), fields.text("r", _is_reveal))


def _is_reveal(text: str) -> bool:
    return text in (MISSING, SEALED) or HEX32.fullmatch(text) is not None


def check_entropy(plan: Plan, entropy: Entropy) -> None:
    """Refuse entropy that the plan does not allow; then there is no draw."""
    parties = [commitment.party for commitment in plan.entropy.commits]
    if [reveal.party for reveal in entropy.reveals] != parties:
        raise InvalidFile(ENTROPY_FILE, f"揭示的各方应依次为 {'、'.join(parties)}")
    for promised, reveal in zip(plan.entropy.commits, entropy.reveals, strict=True):
        _check_reveal(plan, promised.c, reveal)
    if all(reveal.r == MISSING for reveal in entropy.reveals):
        raise InvalidFile(ENTROPY_FILE, "没有任何一方揭示，不能抽取")
    _check_public(plan, entropy)


def _check_reveal(plan: Plan, c: str, reveal: Reveal) -> None:
    if reveal.r == MISSING:
        if plan.entropy.missing_rule is MissingRule.VOID:
            raise InvalidFile(ENTROPY_FILE, f"{reveal.party} 没有揭示，按计划本次抽取作废")
        return
    if reveal.r == SEALED:
        fault = f"{reveal.party} 的揭示已封存，须有 sealed.json 才能重算"
        raise InvalidFile(ENTROPY_FILE, fault)
    if commitment(plan.suite, plan.draw_id, reveal.party, reveal.r) != c:
        raise InvalidFile(ENTROPY_FILE, f"{reveal.party} 的揭示与其承诺不符")


def _check_public(plan: Plan, entropy: Entropy) -> None:
    sources = [line.rpartition("|")[0] for line in entropy.public]
    if sources != list(plan.entropy.public):
        wanted = "、".join(plan.entropy.public) or "无"
        raise InvalidFile(ENTROPY_FILE, f"公共随机数应依次来自：{wanted}")
    for line in entropy.public:
        if not is_public_value(line):
            raise InvalidFile(ENTROPY_FILE, f"公共随机数不合格式：{line[:120]}")


def seed_of(plan: Plan, entropy: Entropy) -> str:
    """Return ``seed`` for entropy that passed ``check_entropy``."""
    lines = [plan.hash]
    lines += [f"{reveal.party}={reveal.r}" for reveal in entropy.reveals]
    lines += entropy.public
    return plan.suite.tagged("SEED", "".join(f"{line}\n" for line in lines))
