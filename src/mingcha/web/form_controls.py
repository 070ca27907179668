"""Form fields as the pages show them: classes of the inputs, and links from faults to inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.forms.forms import BaseForm
    from django.utils.safestring import SafeString

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checks"),
    (forms.RadioSelect, "checks"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
CLASSES = {"checkbox": "", "checks": "", "select": "form-select"}
DATE_TYPES: tuple[
    tuple[type[forms.DateTimeInput | forms.DateInput | forms.TimeInput], str, str], ...
] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


@dataclass(frozen=True)
class ErrorLink:
    """One line of an error summary."""

    target: str
    label: str
    message: str


def kind(field: BoundField) -> str:
    """checkbox, checks (radios too), select, textarea, file or input."""
    widget = field.field.widget
    return next((name for widget_type, name in KINDS if isinstance(widget, widget_type)), "input")


def control(field: BoundField) -> SafeString:
    """The input with the classes of its kind; dates get the browser's own picker."""
    widget = field.field.widget
    for widget_type, input_type, written in DATE_TYPES:
        if isinstance(widget, widget_type) and widget.input_type in ("text", input_type):
            widget.input_type, widget.format = input_type, written
            break
    classes = f"{widget.attrs.get('class', '')} {CLASSES.get(kind(field), 'form-control')}".strip()
    return field.as_widget(attrs={"class": classes} if classes else {})


def error_links(form: BaseForm) -> list[ErrorLink]:
    """Faults of the form as a whole first, then of each field in the form's order."""
    whole = [ErrorLink("", "", str(message)) for message in form.non_field_errors()]
    return whole + [
        ErrorLink(_first_input(field), str(field.label), str(message))
        for field in form
        for message in field.errors
    ]


def _first_input(field: BoundField) -> str:
    return f"{field.auto_id}_0" if kind(field) == "checks" else str(field.id_for_label)
