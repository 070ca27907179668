from __future__ import annotations

from collections import Counter

from mingcha.demo.chance import Chance


def test_the_same_seed_gives_the_same_choices_for_ever() -> None:
    chance = Chance("澄川")
    assert [chance.below(1000) for _ in range(4)] == [643, 229, 302, 153]


def test_other_seeds_give_other_choices() -> None:
    assert Chance("a").text("0123456789", 20) != Chance("b").text("0123456789", 20)


def test_weights_are_kept() -> None:
    chance = Chance("weights")
    drawn = Counter(chance.pick_weighted((("A", 73), ("B", 27), ("C", 0))) for _ in range(4000))
    assert drawn.keys() == {"A", "B"}
    assert 0.70 < drawn["A"] / 4000 < 0.76


def test_a_percentage_is_kept() -> None:
    chance = Chance("percent")
    assert 350 < sum(chance.happens(40) for _ in range(1000)) < 450
    assert not any(chance.happens(0) for _ in range(100))
    assert all(chance.happens(100) for _ in range(100))
