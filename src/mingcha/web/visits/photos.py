"""Photos that come with an answer."""

from __future__ import annotations

from django.forms import BaseForm
from django.http import HttpRequest

from mingcha.inspections.actions.photos import add_photo
from mingcha.registers.models import CheckPoint
from mingcha.tasks.models import ObjectTask
from mingcha.web.answers import accepted
from mingcha.web.people import person

_MOST_READ = 64 << 20  # more is refused anyway, and need not be read into memory


def photos_kept(
    request: HttpRequest, form: BaseForm, row: ObjectTask, point: CheckPoint | None
) -> bool:
    """Attach the photos sent; one that is refused becomes an error at the field, the rest stays."""
    for upload in request.FILES.getlist("photo"):
        content, name = upload.read(_MOST_READ), str(upload.name)
        if not _kept(request, form, row, point, content, name):
            return False
    return True


def _kept(
    request: HttpRequest,
    form: BaseForm,
    row: ObjectTask,
    point: CheckPoint | None,
    content: bytes,
    name: str,
) -> bool:
    made = accepted(
        form,
        lambda: add_photo(
            by=person(request),
            object_task=row,
            content=content,
            file_name=name,
            check_point=point,
        ),
    )
    return made is not None
