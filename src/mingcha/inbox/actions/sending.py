"""Telling a department something, once."""

from __future__ import annotations

from datetime import timedelta

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission
from mingcha.accounts.policies import require
from mingcha.audit.record import Actor, record
from mingcha.foundation import clock
from mingcha.foundation.actions import action, locked
from mingcha.foundation.errors import DomainError
from mingcha.inbox.events import DeliveryRetried, MessageSent
from mingcha.inbox.jobs import deliver
from mingcha.inbox.models import Delivery, DeliveryState, Message
from mingcha.inbox.outlets import OUTLETS
from mingcha.orgs.models import Department
from mingcha.orgs.parameters import parameter

_LONGEST_WAIT = timedelta(hours=1)


@action
def send(
    *,
    by: Actor,
    key: str,
    department: Department,
    permission: Permission,
    title: str,
    text: str,
    url: str,
) -> Message | None:
    """Keep a message, and put it on its way through the outlets that the department's place names.

    ``by`` may be a program. Returns None where the key was told before: reminders run every day.
    """
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "department": department,
            "permission": permission,
            "title": title,
            "text": text,
            "url": url,
        },
    )
    if not is_new:
        return None
    outlets = list(_outlets(department))
    for outlet, address in outlets:
        row = Delivery.objects.create(message=message, outlet=outlet, address=address)
        deliver.defer(delivery=row.pk)
    names = [OUTLETS[outlet].title for outlet, _ in outlets]
    event = MessageSent(subject=title, department=department.name, key=key, outlets=names)
    record(event, by=by)
    return message


@action
def retry(*, by: User, delivery: Delivery) -> Delivery:
    """Send once more what could not be sent, to the address that holds now.

    What has waited for an hour counts as such: its worker may have died.
    """
    require(by, Permission.SYSTEM_ADMIN)
    delivery = locked(delivery)
    is_stuck = (
        delivery.state == DeliveryState.WAITING
        and delivery.updated_at < clock.now() - _LONGEST_WAIT
    )
    if delivery.state != DeliveryState.FAILED and not is_stuck:
        raise DomainError("not_failed", "这条消息已发送或正在等待发送，请刷新页面查看")
    address = dict(_outlets(delivery.message.department)).get(delivery.outlet)
    if address is None:
        told = "该渠道已停用或没有设置地址，请先在参数中设置，再重发"
        raise DomainError("no_outlet", told)
    delivery.address = address
    delivery.state, delivery.tries, delivery.fault = DeliveryState.WAITING, 0, ""
    delivery.save()
    deliver.defer(delivery=delivery.pk)
    outlet = OUTLETS[delivery.outlet].title
    record(DeliveryRetried(subject=delivery.message.key, outlet=outlet), by=by)
    return delivery


def _outlets(department: Department) -> list[tuple[str, str]]:
    """Return the outlets of a place with its addresses; one without an address is none."""
    named = parameter("message.outlets", region=department.region, department=department)
    chosen = [str(each) for each in named] if isinstance(named, list) else []
    found = [
        (key, str(parameter(outlet.parameter, region=department.region, department=department)))
        for key, outlet in OUTLETS.items()
        if key in chosen
    ]
    return [(key, address) for key, address in found if address]
