"""A message on its way by mail; its letters lie in a folder."""

from __future__ import annotations

from email import message_from_bytes

from county import County
from django.test import override_settings
from faults.acts.act import Act

from mingcha.accounts.permissions import Permission
from mingcha.config.environment import data_folder
from mingcha.inbox.actions.sending import send
from mingcha.inbox.jobs import deliver
from mingcha.inbox.models import Delivery
from mingcha.orgs.models import Parameter

_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


def _told(county: County) -> None:
    for name, value in (("outlets", ["email"]), ("email", "shichang@example.gov.cn")):
        Parameter.objects.create(
            key=f"message.{name}", region=county.region, value=value, reason="试用"
        )
    for number in (1, 2):
        send(
            by=county.lead,
            key=f"k{number}",
            department=county.market,
            permission=Permission.PLAN_EDIT,
            title="年度计划还没有公布",
            text="请编制、审批并公布。",
            url="/plans/",
        )


def _deliver() -> None:
    folder = data_folder() / "letters"
    with override_settings(EMAIL_BACKEND=_BACKEND, EMAIL_FILE_PATH=folder, EMAIL_HOST="mail"):
        for key in Delivery.objects.order_by("pk").values_list("pk", flat=True):
            deliver.func(delivery=key)


def _letters() -> list[str]:
    """Return the letters by the number that tells a mailbox which are one and the same."""
    found = set()
    for path in (data_folder() / "letters").glob("*.log"):
        for letter in path.read_bytes().split(b"\n" + b"-" * 79)[:-1]:
            found.add(message_from_bytes(letter.lstrip(b"\n"))["Message-ID"])
        path.unlink()
    return sorted(found)


ACTS = {"message": Act(_told, _deliver, _letters)}
