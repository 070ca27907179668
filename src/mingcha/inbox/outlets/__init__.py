"""Ways by which a message goes on to where people look anyway; each is one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mingcha.inbox.models import Message
from mingcha.inbox.outlets.mail import send_mail_of
from mingcha.inbox.outlets.webhook import post


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet; ``parameter`` holds a place's address for it, ``send`` raises whatever goes wrong."""

    title: str
    parameter: str
    send: Callable[[Message, str], None]


OUTLETS: dict[str, Outlet] = {
    "email": Outlet("电子邮件", "message.email", send_mail_of),
    "webhook": Outlet("接口推送", "message.webhook", post),
}
"""By the words that the parameter ``message.outlets`` is made of."""
