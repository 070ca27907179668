"""Merkle trees: the vectors of RFC 6962's reference implementation, and its recursive definition."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest

from mingcha.core.draw.merkle import merkle_paths, merkle_root, root_from_path
from mingcha.core.draw.suites import HashFactory

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PAIR_OF_LEAVES_3_4 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAF_5 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
SIZES = range(1, 71)


def lines(size: int) -> list[bytes]:
    return [b"line %d" % n for n in range(size)]


def merkle_path(new: HashFactory, tree: Sequence[bytes], index: int) -> list[bytes]:
    return merkle_paths(new, iter(tree), [index]).paths[index]


def rfc_root(tree: Sequence[bytes]) -> bytes:
    """Return MTH(D[n]) as RFC 6962 section 2.1 defines it."""
    if not tree:
        return sha256(b"").digest()
    if len(tree) == 1:
        return sha256(b"\x00" + tree[0]).digest()
    k = largest_power_of_two_below(len(tree))
    return sha256(b"\x01" + rfc_root(tree[:k]) + rfc_root(tree[k:])).digest()


def rfc_path(index: int, tree: Sequence[bytes]) -> list[bytes]:
    """Return PATH(m, D[n]) as RFC 6962 section 2.1.1 defines it."""
    if len(tree) == 1:
        return []
    k = largest_power_of_two_below(len(tree))
    if index < k:
        return [*rfc_path(index, tree[:k]), rfc_root(tree[k:])]
    return [*rfc_path(index - k, tree[k:]), rfc_root(tree[:k])]


def largest_power_of_two_below(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1


@pytest.mark.parametrize("size", range(9))
def test_the_roots_of_the_reference_implementation(size: int) -> None:
    assert merkle_root(sha256, LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], PAIR_OF_LEAVES_3_4, LEAF_5]),
        (
            5,
            8,
            [
                LEAF_5,
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                ROOTS[4],
            ],
        ),
    ],
)
def test_the_paths_of_the_reference_implementation(index: int, size: int, path: list[str]) -> None:
    found = merkle_path(sha256, LEAVES[:size], index)
    assert [node.hex() for node in found] == path


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_paths_are_those_of_the_recursive_definition(size: int) -> None:
    tree = lines(size)
    assert merkle_root(sha256, iter(tree)) == rfc_root(tree)
    for index in range(size):
        path = merkle_path(sha256, tree, index)
        assert path == rfc_path(index, tree)
        assert root_from_path(sha256, tree[index], index, size, path) == rfc_root(tree)


@pytest.mark.parametrize("size", SIZES)
def test_a_path_too_short_or_too_long_gives_no_root(size: int) -> None:
    tree = lines(size)
    for index in range(size):
        path = merkle_path(sha256, tree, index)
        assert root_from_path(sha256, tree[index], index, size, [*path, bytes(32)]) is None
        for length in range(len(path)):
            assert root_from_path(sha256, tree[index], index, size, path[:length]) is None


def test_a_path_proves_no_other_line_or_place() -> None:
    tree = lines(11)
    path = merkle_path(sha256, tree, 4)
    assert root_from_path(sha256, b"line 5", 4, 11, path) != rfc_root(tree)
    assert root_from_path(sha256, tree[4], 5, 11, path) != rfc_root(tree)


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (7, 3)])
def test_a_place_outside_the_tree_gives_no_root(index: int, size: int) -> None:
    assert root_from_path(sha256, b"line 0", index, size, []) is None


def test_a_node_is_no_leaf() -> None:
    left, right = (sha256(b"\x00" + line).digest() for line in lines(2))
    assert merkle_root(sha256, [left + right]) != merkle_root(sha256, lines(2))


@pytest.mark.parametrize("size", [65535, 65536, 65537, 131073])
def test_a_long_file_is_hashed_in_pieces_to_the_same_root(size: int) -> None:
    level = [sha256(b"\x00" + line).digest() for line in lines(size)]
    while len(level) > 1:
        odd = level[len(level) - len(level) % 2 :]
        pairs = range(0, len(level) - 1, 2)
        level = [sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in pairs] + odd
    assert merkle_root(sha256, iter(lines(size))) == level[0]


@pytest.mark.parametrize("size", [8191, 8192, 8193, 24575, 24577])
def test_the_paths_of_a_long_file_lead_to_its_root(size: int) -> None:
    tree = lines(size)
    indexes = {0, 1, 8191, 8192, size // 2, size - 1} & set(range(size))
    found = merkle_paths(sha256, iter(tree), indexes)
    assert (found.root, found.size) == (rfc_root(tree), size)
    assert found.paths == {index: rfc_path(index, tree) for index in indexes}


def test_a_place_beyond_the_end_has_no_path() -> None:
    assert merkle_paths(sha256, lines(3), [1, 3]).paths.keys() == {1}
    assert merkle_paths(sha256, [], [0]) == (rfc_root([]), 0, {})
