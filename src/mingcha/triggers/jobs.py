"""The nightly look at all indicators."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import transaction
from procrastinate.contrib.django import app

from mingcha.core.errors import Refusal
from mingcha.triggers.evaluating import evaluate
from mingcha.triggers.selectors.rules import rules_in_force

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Nightly:
    """The platform itself, in whose name rules are carried out at night."""

    username: str = "夜间自动检查"


@app.periodic(cron="30 2 * * *")
@app.task(name="triggers.nightly", queueing_lock="triggers.nightly")
def evaluate_all(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Hold every rule in force against today, each in a transaction; safe to run again.

    A rule that can no longer be read, such as one of a sub-register that is gone, keeps no other back.
    """
    for rule in rules_in_force():
        try:
            with transaction.atomic():
                evaluate(rule, Nightly())
        except Refusal as refusal:
            _log.warning("trigger rule %s was not evaluated: %s", rule.pk, refusal.message)
