"""Names of persons, made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mingcha.demo.words.persons import COMMON_SURNAMES, MEN_GIVEN, SURNAMES, WOMEN_GIVEN

if TYPE_CHECKING:
    from mingcha.demo.chance import Chance


def given_name(chance: Chance, length: int) -> str:
    """Return a given name of one or two characters."""
    return chance.text(chance.pick((WOMEN_GIVEN, MEN_GIVEN)), length)


def person_name(chance: Chance) -> str:
    """Return a surname and a given name."""
    surname = chance.pick(COMMON_SURNAMES if chance.happens(45) else SURNAMES)
    return surname + given_name(chance, 2 if chance.happens(80) else 1)
