"""The help texts: one file for a family of pages in ``templates/help``, named after its first route.

A file has a title, the line ``routes:`` with the pages it is for, and sections of paragraphs and
lists. What stands in 【】 is the words of a button on one of these pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

FOLDER = Path(settings.ROOT) / "templates" / "help"
BUTTON = re.compile(r"【([^】]+)】")
_ITEM = re.compile(r"(- |\d+\. )(.+)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line), or a list; ``kind`` is the element that holds the lines."""

    kind: str
    lines: list[SafeString]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Help:
    """One text."""

    name: str
    title: str
    routes: tuple[str, ...]
    sections: list[Section]
    buttons: frozenset[str]


@cache
def texts() -> dict[str, Help]:
    """Return the texts by name."""
    return {file.stem: _read(file) for file in sorted(FOLDER.glob("*.md"))}


@cache
def by_route() -> dict[str, Help]:
    """Return the text of each page."""
    return {route: text for text in texts().values() for route in text.routes}


def _read(file: Path) -> Help:
    text = file.read_text("utf-8")
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title, routes = (line.partition(" ")[2] for line in head.split("\n") if line)
    sections = [_section(part) for part in parts]
    buttons = frozenset(BUTTON.findall(text))
    return Help(file.stem, title, tuple(routes.split()), sections, buttons)


def _section(part: str) -> Section:
    title, *lines = (line.strip() for line in part.split("\n") if line.strip())
    blocks = [
        Block(kind, [_words(line) for line in group]) for kind, group in groupby(lines, key=_kind)
    ]
    return Section(title, blocks)


def _kind(line: str) -> str:
    found = _ITEM.match(line)
    return "p" if found is None else "ul" if found[1] == "- " else "ol"


def _words(line: str) -> SafeString:
    found = _ITEM.match(line)
    pieces = BUTTON.split(found[2] if found else line)
    marked = [("<b>", "</b>") if at % 2 else ("", "") for at in range(len(pieces))]
    return format_html_join(
        "",
        "{}{}{}",
        ((SafeString(a), each, SafeString(b)) for each, (a, b) in zip(pieces, marked, strict=True)),
    )
