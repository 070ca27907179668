"""The messages' job: one delivery through its outlet, tried a few times."""

from __future__ import annotations

import logging
from http.client import HTTPException
from smtplib import SMTPException

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from mingcha.inbox.models import Delivery, DeliveryState
from mingcha.inbox.outlets import OUTLETS
from mingcha.inbox.outlets.faults import OutletFault

_FAULTS = (OutletFault, OSError, SMTPException, HTTPException, ValueError, OverflowError)
"""What an address may bring about: nobody answers, or no answer could come from it at all."""
_log = logging.getLogger(__name__)
TRIES = 5
"""How often a delivery is tried before it counts as failed."""
_SECONDS = 4  # 4, 16, 64 … seconds between tries
_LONGEST = 300


@app.task(name="inbox.deliver", retry=RetryStrategy(max_attempts=TRIES, exponential_wait=_SECONDS))
def deliver(delivery: int) -> None:
    """Send what waits; what goes wrong is kept for the administrator, and tried again."""
    row = Delivery.objects.select_related("message__department").get(pk=delivery)
    if row.state != DeliveryState.WAITING:
        return
    try:
        OUTLETS[row.outlet].send(row.message, row.address)
    except _FAULTS as fault:
        row.tries += 1
        row.fault = (str(fault) or type(fault).__name__)[:_LONGEST]
        row.state = DeliveryState.FAILED if row.tries >= TRIES else DeliveryState.WAITING
        row.save()
        if row.state == DeliveryState.WAITING:
            raise
        _log.warning("delivery %s failed: %s", row.pk, row.fault)
    else:
        row.tries += 1
        row.state, row.fault = DeliveryState.SENT, ""
        row.save()
