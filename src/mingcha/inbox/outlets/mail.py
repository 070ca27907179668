"""By e-mail, through Django's mail backend (``MINGCHA_SMTP_*``).

A worker that dies between sending and noting it sends again: the letter then bears the same
``Message-ID``, by which mail servers and readers know that it is one (RFC 5322, 3.6.4).
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.mail import EmailMessage

from mingcha.inbox.models import Message
from mingcha.inbox.outlets.faults import OutletFault


def send_mail_of(message: Message, address: str) -> None:
    """Send a message to a department's mailbox. Raises OutletFault where no mail server is named."""
    if not settings.EMAIL_HOST:
        raise OutletFault("没有配置邮件服务器（MINGCHA_SMTP_HOST）")
    link = f"{settings.OWN_ADDRESS}{message.url}" if settings.OWN_ADDRESS else message.url
    body = f"{message.text}\n\n{message.department.name}请在明察平台办理：{link}\n"
    headers = {"Message-ID": _number(message)}
    EmailMessage(f"[明察] {message.title}", body, to=[address], headers=headers).send()


def _number(message: Message) -> str:
    told = f"{settings.OWN_ADDRESS} {message.key} {message.at.timestamp()}"
    digest = hashlib.sha256(told.encode()).hexdigest()[:32]  # as a whole the line would be folded
    return f"<{digest}@mingcha>"
