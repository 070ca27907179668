"""Killing the worker or PostgreSQL in the middle of an act loses and doubles nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from faults.acts import ACTS


@pytest.mark.slow
@pytest.mark.django_db  # what is struck are copies of its database
@pytest.mark.parametrize("victim", ["worker", "database"])
@pytest.mark.parametrize("act", ACTS)  # prepared once for both victims
def test_an_act_struck_anywhere_is_done_once(
    strike: Callable[[str, str], str], act: str, victim: str
):
    assert strike(act, victim) == ""


@pytest.mark.slow
@pytest.mark.django_db
def test_an_act_that_doubles_something_when_done_again_is_found_out(
    strike: Callable[[str, str], str],
):
    assert "'orgs_businessline': (" in strike("careless", "worker")
