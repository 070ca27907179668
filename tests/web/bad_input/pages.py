"""A page's forms as a person meets them: what may be filled in, what stands there, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "br", "img", "link", "meta", "hr", "wbr"}
_LISTED = {"radio", "checkbox", "select"}


@dataclass
class Field:
    """One name of a form, with all its inputs."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    maximum: int | None = None
    smallest: str = ""
    is_wrong: bool = False
    described_by: set[str] = field(default_factory=set)

    @property
    def is_choice(self) -> bool:
        return self.kind in _LISTED


@dataclass
class FormShown:
    """A form of a page."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)


class Page(HTMLParser):
    """The forms of a page, and the text of everything that has an id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[FormShown] = []
        self.questions: list[
            FormShown
        ] = []  # filters and searches: what they ask stands in the address
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._form: FormShown | None = None
        self._groups: list[set[str]] = []
        self._select: Field | None = None
        self._area: Field | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append((tag, given.get("id", "")))
        if tag == "form":
            self._form = FormShown(given.get("action", ""))
            is_posted = given.get("method", "").lower() == "post"
            (self.forms if is_posted else self.questions).append(self._form)
        elif tag == "fieldset":
            self._groups.append(set(given.get("aria-describedby", "").split()))
        elif tag in {"input", "select", "textarea"} and self._form is not None:
            self._input(tag, given)
        elif tag == "option" and self._select is not None and "selected" in given:
            self._select.values.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "form":
            self._form = None
        elif tag == "fieldset":
            self._groups.pop()
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._leave_area()

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data
        if self._area is not None:
            self._area.values = [self._area.values[0] + data]

    def _leave_area(self) -> None:
        """Drop the line break that HTML lets stand before a text, as browsers do."""
        if self._area is not None:
            self._area.values = [self._area.values[0].removeprefix("\n")]
        self._area = None

    def _input(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text") if tag == "input" else tag
        if name in {"", "csrfmiddlewaretoken"} or self._form is None:
            return
        found = self._form.fields.setdefault(name, Field(name, kind))
        found.is_wrong |= given.get("aria-invalid") == "true"
        found.described_by |= set(given.get("aria-describedby", "").split())
        for group in self._groups:
            found.described_by |= group
        if given.get("maxlength"):
            found.maximum = int(given["maxlength"])
        found.smallest = given.get("min", "")
        if kind in {"radio", "checkbox"}:
            if "checked" in given:
                found.values.append(given.get("value", "on"))
        elif tag == "input":
            found.values.append(given.get("value", ""))
        elif tag == "select":
            self._select = found
        else:
            found.values.append("")
            self._area = found

    def form(self, path: str, action: str, names: set[str]) -> FormShown | None:
        """Return the form that posts there and asks for these names."""
        for form in self.forms:
            if (form.action or path).partition("?")[0] == action and names <= set(form.fields):
                return form
        return None

    def fault(self, asked: Field) -> str:
        """Return what is written beside a field that is marked as wrong, "" for nothing."""
        if not asked.is_wrong:
            return ""
        beside = [self.texts.get(name, "") for name in sorted(asked.described_by)]
        return " ".join(text.strip() for text in beside if "错误：" in text)
