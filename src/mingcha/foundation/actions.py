"""What every action has in common: one transaction, and rows locked before they are judged."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import models, transaction

from mingcha.foundation.history import changed_by

_P = ParamSpec("_P")
_R = TypeVar("_R")
_M = TypeVar("_M", bound=models.Model)


def action(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Run a function that writes in one transaction: all of it happens or nothing.

    The history of the rows that it changes names the actor, ``by``.
    """

    @wraps(function)
    def in_one_transaction(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with transaction.atomic():
            username = getattr(kwargs.get("by"), "username", "")
            if username:
                changed_by(username)
            return function(*args, **kwargs)

    return in_one_transaction


def locked(row: _M) -> _M:
    """Return the row as it is in the database now, kept from others until the action ends."""
    manager: models.Manager[_M] = row.__class__._default_manager  # noqa: SLF001 - Django's documented way to a model's manager; a lazy user tells its class so
    return manager.select_for_update(of=("self",)).get(pk=row.pk)
