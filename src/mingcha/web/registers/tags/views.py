"""The tag library (标签)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from mingcha.accounts.permissions import Permission as P
from mingcha.foundation.access import permitted
from mingcha.registers.actions import tags
from mingcha.registers.models import Tag
from mingcha.registers.models.tag import TagKind
from mingcha.registers.policies import may_keep_tag
from mingcha.registers.selectors.tags import tag_library
from mingcha.web.answers import accepted, tried
from mingcha.web.base_forms import Form
from mingcha.web.people import person


class TagForm(Form):
    """A new tag."""

    kind = forms.ChoiceField(label="用于", choices=TagKind.choices)
    name = forms.CharField(label="标签名称", max_length=30)
    code = forms.SlugField(
        label="代码",
        max_length=32,
        required=False,
        help_text="字母、数字和连字符；空着由系统编",
    )


@permitted(P.REGISTER_VIEW)
@require_http_methods(["GET", "POST"])
def tag_list(request: HttpRequest) -> HttpResponse:
    """Show the library; a POST adds a tag."""
    user = person(request)
    form = TagForm(request.POST or None)
    if request.method == "POST":
        made = accepted(form, lambda: tags.create_tag(by=user, **form.cleaned_data))
        if made:
            messages.success(request, f"已新增标签“{made.name}”")
            return redirect("tags")
    library = [(tag, may_keep_tag(user, tag)) for tag in tag_library()]
    groups = [
        (kind.label, kind.value, [each for each in library if each[0].kind == kind])
        for kind in TagKind
    ]
    context = {"form": form, "groups": groups, "may_edit": user.may(P.REGISTER_EDIT)}
    return render(request, "web/registers/tags/list.html", context)


@permitted(P.REGISTER_EDIT)
@require_POST
def tag_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a tag no more."""
    tag = get_object_or_404(Tag, pk=pk)
    reason = request.POST.get("reason", "")
    retire = tags.retire_tag
    tried(request, lambda: retire(by=person(request), tag=tag, reason=reason), "已停用标签")
    return redirect("tags")
