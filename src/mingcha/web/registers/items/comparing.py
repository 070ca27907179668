"""The page on which two texts of an item are compared (R-005)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from mingcha.accounts.permissions import Permission as P
from mingcha.core.workflow.item import ITEM
from mingcha.foundation.access import permitted
from mingcha.registers.models import InspectionItem, ItemVersion
from mingcha.registers.selectors.item_differences import item_differences
from mingcha.registers.selectors.items import get_item
from mingcha.web.people import person

CLAIMED = "claimed"


@permitted(P.REGISTER_VIEW)
@require_GET
def item_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two versions, or the superior's text as claimed with an own version.

    What the address does not name well is the newest version and the one before it.
    """
    item = get_item(person(request), pk)
    texts = _texts(item)
    names = list(texts)
    newer = _named(request, "to", names, names[-1])
    before = names[max(names.index(newer) - 1, 0)]
    older = _named(request, "from", names, before)
    context = {
        "item": item,
        "newest": texts[names[-1]],
        "older": older,
        "newer": newer,
        "choices": [(name, _title(name, version)) for name, version in texts.items()],
        "differences": item_differences(texts[older], texts[newer]),
        "is_one_text": len(texts) == 1,
    }
    return render(request, "web/registers/items/compare.html", context)


def _texts(item: InspectionItem) -> dict[str, ItemVersion]:
    claimed = {CLAIMED: item.claimed_version} if item.claimed_version else {}
    own = {str(version.number): version for version in item.versions.order_by("number")}
    return claimed | own


def _named(request: HttpRequest, parameter: str, names: list[str], otherwise: str) -> str:
    asked = request.GET.get(parameter, "")
    return asked if asked in names else otherwise


def _title(name: str, version: ItemVersion) -> str:
    if name == CLAIMED:
        return f"上级第 {version.number} 版（认领的）"
    return f"第 {version.number} 版（{ITEM.states[version.state]}）"
