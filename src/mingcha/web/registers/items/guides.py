"""Work guides of an item: the page on which they are attached, and the files themselves (R-011)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingcha.accounts.models import User
from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.foundation.attachments import attachment
from mingcha.foundation.errors import NotFound
from mingcha.registers.actions.guides import add_guide, remove_guide
from mingcha.registers.models import Guide, ItemVersion
from mingcha.registers.selectors.guides import get_guide
from mingcha.registers.selectors.items import get_item
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.registers.items.forms import GuideForm

_MOST_READ = 64 << 20  # more is refused anyway, and need not be read into memory
_IN_WORK = ("draft", "returned")


@permitted(P.ITEM_EDIT)
@require_http_methods(["GET", "POST"])
def item_guides(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach guides to the version in work, and take them off."""
    user, version = person(request), _in_work(request, pk)
    form = GuideForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and accepted(form, lambda: _added(user, version, form)):
        messages.success(request, "已添加工作指引")
        return redirect("item-guides", pk=pk)
    context = {"form": form, "version": version, "guides": version.listed_guides}
    return render(request, "web/registers/items/guides.html", context)


def _added(user: User, version: ItemVersion, form: GuideForm) -> Guide:
    upload = form.cleaned_data["file"]
    content, name = upload.read(_MOST_READ), str(upload.name)
    return add_guide(by=user, version=version, content=content, file_name=name)


@permitted(P.ITEM_EDIT)
@require_POST
def item_guide_remove(request: HttpRequest, pk: int, guide: int) -> HttpResponse:
    """Take a guide off the version in work."""
    remove = partial(remove_guide, by=person(request), version=_in_work(request, pk), guide=guide)
    tried(request, remove, "已移去工作指引")
    return redirect("item-guides", pk=pk)


@permitted(P.REGISTER_VIEW, P.VISIT_RECORD)
@require_GET
def guide_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a guide."""
    guide = get_guide(person(request), pk)
    return attachment(bytes(guide.content), guide.media_type, guide.file_name)


def _in_work(request: HttpRequest, pk: int) -> ItemVersion:
    """Return the newest version of an own item where it may be changed; raises NotFound."""
    user = person(request)
    item = get_item(user, pk)
    version = item.versions.select_related("item__department__region")[0]
    if version.state not in _IN_WORK or item.department_id != user.department_id:
        raise NotFound("只有本部门的草稿和被退回的版本可以增减工作指引")
    return version
