"""What tests begin with, built once for those of a module that begin alike.

A module says how, by the name of a fixture: ``STANDING = {"case": lambda county: frozen_case(county)}``,
and the fixture returns ``standing.made``. Around the tests that name it goes a transaction, and each of
them leaves by a savepoint: the next one finds the rows as they were built, and a copy of the objects of
its own. Tests that take the county and name none of these fixtures find a new county. It is not for tests
that commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from county import County, make_county
from django.core.cache import caches
from django.db import transaction
from django.test.utils import override_settings

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
Builders = Mapping[str, Callable[[County], Any]]


@dataclass(frozen=True)
class Standing:
    """What was built, and the county in which it stands."""

    county: County
    made: Any


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask the module what its tests begin with."""
    name_what_stands(metafunc, getattr(metafunc.module, "STANDING", {}))


def name_what_stands(metafunc: pytest.Metafunc, builders: Builders) -> None:
    """Tell ``stage`` how to build what the test begins with."""
    if builders and "stage" in metafunc.fixturenames:
        named = [builders[name] for name in builders if name in metafunc.fixturenames]
        assert len(named) < 2, f"{metafunc.definition.nodeid}: only one can stand at a time"
        begins_with = pytest.param(*(named or [None]), id=pytest.HIDDEN_PARAM)
        metafunc.parametrize("stage", [begins_with], indirect=True, scope="module")


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest) -> Iterator[Standing | None]:
    """The original of what stands, until a test begins with something else."""
    build = getattr(request, "param", None)
    if build is None:
        yield None
        return
    request.getfixturevalue("django_db_setup")
    unblock = request.getfixturevalue("django_db_blocker").unblock
    with _around_tests(unblock):
        with unblock(), override_settings(PASSWORD_HASHERS=QUICK):
            county = make_county()
            made = build(county)
        yield Standing(county, made)


@pytest.fixture
def standing(stage: Standing | None, db: None, settings: Any) -> Standing | None:
    """This test's own copy of what stands, if anything does; keys are those of the test before."""
    settings.PASSWORD_HASHERS = QUICK
    for each in caches.all(initialized_only=True):
        each.clear()
    return deepcopy(stage)


@contextmanager
def _around_tests(unblock: Callable[[], Any]) -> Iterator[None]:
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own: what must be outermost may stand within
    with unblock():
        whole.__enter__()
    try:
        yield
    finally:
        with unblock():
            transaction.set_rollback(True)
            whole.__exit__(None, None, None)
