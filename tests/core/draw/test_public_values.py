"""Public random values, strictly in the written form of their source."""

from __future__ import annotations

import pytest

from mingcha.core.draw.public_values import MILLIBITS, is_public_source, is_public_value

CHAIN = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce"
KL8 = [f"{n:02}" for n in range(1, 20)]


@pytest.mark.parametrize(
    "source",
    [
        *(f"{name}|2026123" for name in ("kl8", "fc3d", "pl5", "ssq")),
        *("kl8|0", "pl5|" + "9" * 16, f"drand|{CHAIN}:1", f"drand|{CHAIN}:" + "9" * 16),
    ],
)
def test_a_source_is_named_by_its_issue(source: str) -> None:
    assert is_public_source(source)


@pytest.mark.parametrize(
    "source",
    [
        *("", "kl8", "kl8|", "|2026123", "kl9|2026123", "KL8|2026123", "kl8 |1", "kl8| 1"),
        *("kl8|2026-1", "kl8|1|2", "pl5|" + "9" * 17, "fc3d|１", "ssq|1\n"),
        *(f"drand|{CHAIN}", f"drand|{CHAIN}:", f"drand|{CHAIN[1:]}:1", f"drand|{CHAIN}0:1"),
        *(f"drand|{CHAIN.upper()}:1", f"drand|{CHAIN}:" + "9" * 17, "drand|1", f"kl8|{CHAIN}:1"),
    ],
)
def test_what_names_no_source(source: str) -> None:
    assert not is_public_source(source)


@pytest.mark.parametrize(
    "line",
    [
        "kl8|1|" + ",".join([*KL8, "20"]),
        "kl8|1|" + ",".join([*KL8, "80"]),
        "kl8|1|" + ",".join(f"{n:02}" for n in range(61, 81)),
        "fc3d|1|0,0,0",
        "fc3d|1|9,0,9",
        "pl5|1|0,9,9,3,1",
        "ssq|1|01,02,03,04,05,06+01",
        "ssq|1|28,29,30,31,32,33+16",
        "ssq|1|01,02,03,04,05,33+09",
        f"drand|{CHAIN}:7|" + "0a" * 48,
        f"drand|{CHAIN}:7|" + "0a" * 96,
    ],
)
def test_a_value_that_its_source_can_give(line: str) -> None:
    assert is_public_value(line)


@pytest.mark.parametrize(
    "line",
    [
        "kl8|1|" + ",".join(KL8),
        "kl8|1|" + ",".join([*KL8, "20", "21"]),
        "kl8|1|" + ",".join([*KL8, "81"]),
        "kl8|1|" + ",".join(["00", *KL8]),
        "kl8|1|" + ",".join([*KL8, "19"]),
        "kl8|1|" + ",".join(["02", "01", *KL8[2:], "20"]),
        "kl8|1|" + ",".join([*KL8, "7"]),
        "kl8|1|" + " ".join([*KL8, "20"]),
        "fc3d|1|0,0",
        "fc3d|1|0,0,0,0",
        "fc3d|1|0,0,10",
        "fc3d|1|000",
        "fc3d|1|0,0,０",
        "pl5|1|0,9,9,3",
        "pl5|1|0,9,9,3,1,1",
        "pl5|1|0,9,9,3,1 ",
        "ssq|1|01,02,03,04,05,06",
        "ssq|1|01,02,03,04,05,06+00",
        "ssq|1|01,02,03,04,05,06+17",
        "ssq|1|01,02,03,04,05,34+01",
        "ssq|1|00,02,03,04,05,06+01",
        "ssq|1|01,02,03,04,05,05+01",
        "ssq|1|02,01,03,04,05,06+01",
        "ssq|1|01,02,03,04,05+01",
        "ssq|1|01,02,03,04,05,06,07+01",
        "ssq|1|01,02,03,04,05,06+1",
        f"drand|{CHAIN}:7|" + "0a" * 47,
        f"drand|{CHAIN}:7|" + "0a" * 95,
        f"drand|{CHAIN}:7|" + "0a" * 97,
        f"drand|{CHAIN}:7|" + "0A" * 48,
        "fc3d|1|",
        "fc3d|1",
        "fc3d|x|0,0,0",
        "|0,0,0",
        "",
    ],
)
def test_a_value_that_no_source_can_give(line: str) -> None:
    assert not is_public_value(line)


def test_the_entropy_of_each_source() -> None:
    assert MILLIBITS == {
        "kl8": 61_600,
        "fc3d": 10_000,
        "pl5": 16_600,
        "ssq": 24_000,
        "drand": 256_000,
    }
