"""Files of a yearly scheme: the page on which they are attached, and the files themselves."""

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
from mingcha.plans.actions.scheme_files import add_scheme_file, remove_scheme_file
from mingcha.plans.models import AnnualScheme, SchemeFile
from mingcha.plans.scheme_policies import may_draft_for
from mingcha.plans.selectors.schemes import get_scheme, get_scheme_file
from mingcha.web.answers import accepted, tried
from mingcha.web.people import person
from mingcha.web.plans.schemes.forms import SchemeFileForm

_MOST_READ = 64 << 20  # more is refused anyway, and need not be read into memory


@permitted(P.SCHEME_EDIT)
@require_http_methods(["GET", "POST"])
def scheme_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach files to a draft, and take them off."""
    user, scheme = person(request), _in_work(request, pk)
    form = SchemeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and accepted(form, lambda: _added(user, scheme, form)):
        messages.success(request, "已添加附件")
        return redirect("annual-scheme-files", pk=pk)
    context = {"form": form, "scheme": scheme, "files": scheme.listed_files}
    return render(request, "web/plans/schemes/files.html", context)


def _added(user: User, scheme: AnnualScheme, form: SchemeFileForm) -> SchemeFile:
    upload = form.cleaned_data["file"]
    content, name = upload.read(_MOST_READ), str(upload.name)
    return add_scheme_file(by=user, scheme=scheme, content=content, file_name=name)


@permitted(P.SCHEME_EDIT)
@require_POST
def scheme_file_remove(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Take a file off a draft."""
    scheme = _in_work(request, pk)
    remove = partial(remove_scheme_file, by=person(request), scheme=scheme, file=file)
    tried(request, remove, "已移去附件")
    return redirect("annual-scheme-files", pk=pk)


@permitted(P.PLAN_VIEW)
@require_GET
def scheme_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """Hand out a file."""
    found = get_scheme_file(person(request), pk, file)
    return attachment(bytes(found.content), found.media_type, found.file_name)


def _in_work(request: HttpRequest, pk: int) -> AnnualScheme:
    """Return a draft of those who draft it; raises NotFound."""
    user = person(request)
    scheme = get_scheme(user, pk)
    is_own = user.department_id == scheme.department_id and scheme.issuer in may_draft_for(user)
    if not is_own or scheme.state not in {"draft", "returned"}:
        raise NotFound("只有自己起草的草稿和被退回的方案可以增减附件")
    return scheme
