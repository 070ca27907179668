"""Where the tests find the protocol's vectors and the real registers."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from county import County, make_county
from django.apps import apps
from django.db import connections
from hypothesis import settings
from running_platform import unmeasured

if TYPE_CHECKING:
    from django.test import Client
    from standing import Standing

    from mingcha.accounts.models import User

# Properties are searched from fixed seeds: a red run is red again, a green one stays green.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# Thousands of tests are a large heap, and Python looks through it for rubbish far too often.
gc.set_threshold(50_000, 20, 50)

pytest_plugins = ["standing"]
ROOT = Path(__file__).parent.parent
VECTOR_NAMES = ("S1", "S2", "tight", "fallback", "edge", "edge_S2", "confidential")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the slow tests unmeasured: traced they take four times as long and cover no more."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def vectors() -> Path:
    return ROOT / "tests" / "vectors"


@pytest.fixture(scope="session", params=VECTOR_NAMES)
def vector(request: pytest.FixtureRequest, vectors: Path) -> Path:
    return vectors / str(request.param)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = Path(os.environ.get("MINGCHA_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"the real registers are not here: {folder}")
    return folder


@pytest.fixture(autouse=True)
def children_of_slow_tests_are_unmeasured(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new Python that is measured takes twice as long to start."""
    if request.node.get_closest_marker("slow"):
        for name in set(os.environ) - set(unmeasured(os.environ)):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def no_second_connection_is_left() -> Iterator[None]:
    """A job tells its progress through a connection of its own, which would keep the database."""
    yield
    if not apps.ready:
        return
    for connection in connections.all(initialized_only=True):
        if connection.alias == "progress":
            connection.close()


@pytest.fixture
def county(standing: Standing | None) -> County:
    """The small county, anew for every test, or that of what stands."""
    return standing.county if standing else make_county()


@pytest.fixture
def browse(client: Client) -> Callable[[User], Client]:
    """Sign a persona in and return the client."""

    def signed_in(user: User) -> Client:
        client.force_login(user)
        return client

    return signed_in
