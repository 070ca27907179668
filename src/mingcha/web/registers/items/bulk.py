"""The ticked items of the list take a step together: what may, does; what may not says why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.core.errors import Refusal
from mingcha.core.workflow.refusals import NotPermitted
from mingcha.foundation.access import permitted
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions import items
from mingcha.registers.models import ItemVersion
from mingcha.registers.selectors.items import latest_versions
from mingcha.web.people import person
from mingcha.web.registers.picking import list_address, picked

STEPS: dict[str, tuple[str, str, P, Callable[..., None]]] = {
    "submit": ("提交审核", "send", P.ITEM_EDIT, items.submit_item),
    "approve": ("审核通过", "check", P.ITEM_REVIEW, items.approve_item),
    "publish": ("公布", "speakerphone", P.ITEM_PUBLISH, items.publish_item),
}
"""Title, icon, permission and action by the word in the address."""

_TOLD = 5


@permitted(P.ITEM_EDIT, P.ITEM_REVIEW, P.ITEM_PUBLISH)
@require_POST
def item_bulk(request: HttpRequest, verb: str) -> HttpResponse:
    """Take the step with every ticked item of the own list, each by itself."""
    if verb not in STEPS:
        raise NotFound
    user = person(request)
    title, _, permission, act = STEPS[verb]
    back = redirect(list_address("items", request.GET))
    chosen = _chosen(user, picked(request.POST))
    if not user.may(permission) or not chosen:
        messages.error(request, f"还没有勾选，请先在列表中勾选要{title}的事项")
        return back
    acts = [(each, partial(act, by=user, **_read(request.POST, verb, each))) for each in chosen]
    refused = [told for each, step in acts if (told := _refusal(each, step))]
    done = len(chosen) - len(refused)
    if done:
        messages.success(request, f"已{title} {done} 项")
    if refused:
        more = f"；另有 {len(refused) - _TOLD} 项" if len(refused) > _TOLD else ""
        said = "；".join(refused[:_TOLD])
        messages.error(request, f"{len(refused)} 项没有{title}，请逐项核对：{said}{more}")
    return back


def _read(given: QueryDict, verb: str, version: ItemVersion) -> dict[str, str]:
    """Return what the list was opened with, for the step that judges what it showed."""
    return {"opened": given.get(f"opened-{version.item_id}", "")} if verb == "approve" else {}


def _chosen(user: User, keys: list[int]) -> list[ItemVersion]:
    newest = latest_versions(user).filter(
        item__in=keys, item__department=user.department_id, item__retired_on=None
    )
    found = ItemVersion.objects.filter(pk__in=newest.values("pk")).select_related("item")
    return list(found.order_by("item__code"))


def _refusal(version: ItemVersion, act: Callable[..., None]) -> str:
    """Return why an item did not take the step, "" where it did."""
    try:
        act(version=version)
    except NotPermitted:
        return f"{version.item.code} 不在这一步"
    except Refusal as refusal:
        return f"{version.item.code} {refusal.message}"
    return ""
