"""Filters and tags of every template: {% load mingcha %}."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingcha.accounts.selectors.names import names_of
from mingcha.web import bars, form_controls, strips, unsent, wording
from mingcha.web.help.texts import by_route
from mingcha.web.help.who import who_may_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.paginator import Page
    from django.forms import BoundField
    from django.forms.forms import BaseForm
    from django.template import Context

register = template.Library()
_NAMES = "names of people"

register.filter("digest", wording.digest)
register.filter("groups", wording.groups)
register.filter("cn_date", wording.cn_date)
register.filter("due", wording.due)
register.filter("thousands", wording.thousands)
register.filter("share", wording.share)
register.filter("control_kind", form_controls.kind)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word; never the only word of a control."""
    return format_html('<span class="ti ti-{}" aria-hidden="true"></span>', name)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The input of a form field, with the classes of its kind."""
    return form_controls.control(field)


@register.simple_tag
def error_links(form: BaseForm) -> list[form_controls.ErrorLink]:
    """What an error summary says: each fault and the input to mend."""
    return form_controls.error_links(form)


@register.simple_tag(takes_context=True)
def unsent_in(context: Context, action: str) -> unsent.Unsent | None:
    """The reason typed into the dialog that posts to this address, where it was refused."""
    request = context.get("request")
    return unsent.taken(request, action) if request else None


@register.inclusion_tag("components/help.html", takes_context=True)
def page_help(context: Context) -> dict[str, object]:
    """The help of the page that is shown: its own, or its family's; nothing where there is none."""
    request = context.get("request")
    match = request.resolver_match if request else None
    text = by_route().get(match.view_name) if match else None
    return {
        "text": text,
        "route": match.view_name if match else "",
        "who": who_may_open(match.func) if match else "",
        "signed_in": bool(getattr(getattr(request, "user", None), "is_authenticated", False)),
    }


@register.inclusion_tag("components/indicator.html")
def indicator(
    *,
    label: str,
    value: int | None,
    target: int | None = None,
    scale: int | None = None,
    state: str | None = None,
    text: str | None = None,
    aim: str | None = None,
    tag: str = "",
    note: str = "",
    close: bool = False,
) -> dict[str, object]:
    """A share against its target, both in basis points, as a bar with a tick.

    `state` is "met", "gap" or ""; None finds it by value >= target. `text` replaces the figure,
    `aim` the words on the target (上限 16 户).
    """
    bar = bars.bar(value or 0, target, scale)
    if state is None:
        state = "" if target is None or value is None else "met" if value >= target else "gap"
    figure = text if text is not None else wording.share(value)
    return {
        "label": label,
        "bar": bar,
        "state": state,
        "figure": figure,
        "aim": f"目标 ≥ {wording.share(target)}" if aim is None and target is not None else aim,
        "tag": tag,
        "note": note,
        "close": close,
    }


@register.inclusion_tag("components/strip.html")
def ticket_strip(
    *,
    drawn: Sequence[str],
    threshold: str,
    others: Sequence[str] = (),
    own: str = "",
    drawn_total: int | None = None,
    others_total: int | None = None,
) -> dict[str, object]:
    """Tickets on one axis, smaller to the left; all of them hexadecimal, the axis cut a little behind."""
    return {
        "strip": strips.strip(drawn=drawn, threshold=threshold, others=others, own=own),
        "threshold": threshold,
        "own": own,
        "drawn_total": len(drawn) if drawn_total is None else drawn_total,
        "others_total": len(others) if others_total is None else others_total,
    }


NOTE_ICONS = {
    "late": "alert-triangle",
    "soon": "info-circle",
    "info": "info-circle",
    "done": "check",
}


@register.simple_block_tag
def note(content: str, kind: str = "info", icon: str = "", role: str = "") -> SafeString:
    """A finding or notice around what stands between {% note "soon" %} and {% endnote %}."""
    return format_html(
        '<div class="mc-note {}"{}><span class="ti ti-{}" aria-hidden="true"></span><div class="text">{}</div></div>',
        kind,
        format_html(' role="{}"', role) if role else "",
        icon or NOTE_ICONS[kind],
        content,
    )


@register.simple_tag(takes_context=True)
def repeat_block(context: Context, name: str) -> SafeString:
    """Renders a block of the page once more, so that <title> and <h1> say the same."""
    blocks: BlockContext | None = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return block.render(context) if block else SafeString("")


@register.simple_tag(takes_context=True)
def name_of(context: Context, username: str) -> str:
    """The name of the person behind an account; each is looked up once a page."""
    kept: Any = context.render_context
    known: dict[str, str] = kept.get(_NAMES) or {}
    if username and username not in known:
        known |= names_of([username])
        kept[_NAMES] = known
    return known.get(username, "")


@register.simple_tag
def percent(done: int, total: int) -> int:
    """Whole percents of a job, never 100 before it is done."""
    return min(done * 100 // total, 100) if total else 0


@register.filter
def lookup(titles: dict[str, str], key: str) -> str:
    """Return what a key is called; the key itself where it has no name."""
    return titles.get(key, key)


@register.filter
def joined(values: Iterable[object], mark: str = "、") -> str:
    """Names in one line: 卫健、消防、城管."""
    return mark.join(str(value) for value in values)


@register.filter
def page_numbers(page: Page[object]) -> list[int | None]:
    """The numbers of a list's pages around the present one; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]
