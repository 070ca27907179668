"""After the round: every page that a link leads to, as each persona, looked at once."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from walking import Walk

PERSONAS = (
    "lead",
    "office",
    "head",
    "operator",
    "inspector",
    "reviewer",
    "officer",
    "sys_admin",
    "sec_admin",
    "auditor",
    "",
)
BEGINNINGS = {"": "/public/"}
_AT_MOST = 200  # pages of one persona


STEPS_AND_OTHER_STATES = set(
    """
    administration annual-scheme-file-remove annual-scheme-step cap-end class-table-end day-clear
    delivery-retry draw-assign draw-assistant-remove draw-commit draw-experts draw-invitation-renew
    draw-invitation-withdraw draw-invitations draw-issue draw-not-mine draw-officer draw-open
    draw-part-confirm draw-public-value draw-recuse draw-replacement draw-reveal draw-state draw-step
    draw-teams-confirm exemption-step expert-interest-end exported exported-file follow-up-file
    follow-up-notice guide import-step industry industry-edit industry-retire inspector-absence-withdraw
    inspector-bulk inspector-certificate-end inspector-recusal-end inspector-recusal-request-step
    inspector-recusal-step inspector-team inspector-team-dissolve inspector-team-edit
    inspector-training-withdraw item-bulk item-compare item-edit item-guide-remove item-guides
    item-mandate item-mandate-end item-parent-change item-schedule item-step job-progress joint-exception-new
    joint-exception-step messages-read notice-text-drop notice-text-give-back notice-text-start
    object-export object-flag-end object-licence-edit object-merge-undo object-pair object-pair-apart
    object-pair-withdraw object-remove obligation-adopt obligation-end occurrence-file occurrence-step
    parameter-clear party party-commit party-reveal plan-filing-new plan-filing-step plan-line-remove
    plan-merge-step plan-overlap plan-step plan-years plan-years-export public-document-file public-guide public-plan-changes
    public-industry-file public-industry-list publish-industries
    public-register-file publish-all publish-objects publish-result publish-staff recusal-request
    region-move region-replace region-restore region-take release-result report-excess-export report-step
    review-replace review-step review-terminate risk-scheme-combine risk-scheme-retire sampling-rules-new
    sampling-rules-step saved-range saved-range-delete sign-out special special-edit special-retire staff-register staff-register-edit
    staff-register-retire tag-retire tag-rule-edit tag-rule-run tag-rule-stop tag-run-undo task-caps
    task-close task-ground task-ground-remove task-grounds task-help task-help-step
    task-objection-new task-objection-step task-pool-comparison-export task-pool-preview task-step
    token-revoke training-plan-drop training-plan-edit training-session training-session-withdraw
    trigger-proposal trigger-run trigger-step trigger-stop user-role user-step view-remove view-save
    visit-submit visit-withdraw visits-together-propose visits-together-step
    """.split()
)
"""Routes that forms lead to, or links of a state that the round does not leave behind."""


def every_page_is_looked_at(walk: Walk) -> None:
    """Follow links; of each kind of page the first one is looked at.

    What was looked at before is asked for all the same: another persona finds other links there.
    """
    for persona in PERSONAS:
        page = walk.as_(persona)
        waiting = [BEGINNINGS.get(persona, "/")]
        followed: set[str] = set()
        while waiting and len(followed) < _AT_MOST:
            path = waiting.pop(0)
            kind = kind_of(path)
            if not kind or kind in followed:
                continue
            followed.add(kind)
            answer = page.context.request.get(path)
            if not answer.ok:
                walk.faults.append(f"{answer.status} {answer.url} ({persona})")
            if is_file(answer.headers):
                walk.seen.add(kind)
                continue
            if kind not in walk.seen:
                page.goto(path)
                walk.look_at(page)
            waiting += links_of(answer.text(), answer.url)


def is_file(headers: dict[str, str]) -> bool:
    """Tell whether an answer is to be kept rather than shown."""
    return "content-disposition" in headers or "text/html" not in headers["content-type"]


def kind_of(path: str) -> str:
    """Return the name of the page's route; "" where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def links_of(text: str, address: str) -> Iterator[str]:
    """Yield the addresses within this site that the links of a page lead to."""
    for link in re.findall(r"""<a\s[^>]*?href=["']([/?.][^"']*)""", text):
        found = urlsplit(urljoin(address, unescape(link)))
        yield f"{found.path}?{found.query}" if found.query else found.path


def every_other_page_was_reached(walk: Walk) -> None:
    """Nothing was built that no link leads to."""
    unseen = set(_names(get_resolver())) - walk.seen
    without_link = sorted(unseen - STEPS_AND_OTHER_STATES)
    with_link = sorted(STEPS_AND_OTHER_STATES - unseen)
    told = f"no link leads to {without_link}; links lead to {with_link}"
    assert (without_link, with_link) == ([], []), told


def _names(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield str(entry.name)
        elif entry.app_name != "api":
            yield from _names(entry)


STEPS = (every_page_is_looked_at, every_other_page_was_reached)
