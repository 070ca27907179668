"""The publication's jobs."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from mingcha.accounts.models import User
from mingcha.core.errors import Refusal
from mingcha.foundation.jobs import Progress, job
from mingcha.orgs.models import Department
from mingcha.publication.actions.draws import open_deferred_draw
from mingcha.publication.actions.lists import publish_item_list, publish_object_list
from mingcha.publication.actions.results import publish_result, release_result
from mingcha.publication.selectors.duties import publishable, sealed_until_later
from mingcha.publication.selectors.joint import releases_to_publish
from mingcha.tasks.models import ObjectTask

_log = logging.getLogger(__name__)
_REFUSED = "result %s of task %s: %s"


@job("publication.item_list")
def publish_list(_: Progress, *, department: int, publisher: int) -> None:
    """Publish a department's list; many items put in force together make one version."""
    by = User.objects.get(pk=publisher)
    publish_item_list(by=by, department=Department.objects.get(pk=department))


@job("publication.object_list")
def publish_objects(_: Progress, *, department: int, publisher: int) -> None:
    """Publish a department's objects as they are when the job begins."""
    by = User.objects.get(pk=publisher)
    publish_object_list(by=by, department=Department.objects.get(pk=department))


@job("publication.results")
def publish_due_results(progress: Progress, *, publisher: int) -> None:
    """Publish what is reviewed; each result in a transaction of its own, so that it can go on.

    They go in the order of codes: the order in which they appear tells nothing of the draw. Parts
    of joint results that wait for another department's are released. One that cannot be published,
    because somebody asked meanwhile that it is not, does not keep the others.
    """
    by = User.objects.get(pk=publisher)
    waiting = list(publishable(by).order_by("object__code").values_list("pk", flat=True))
    progress.total(len(waiting))
    for done, pk in enumerate(waiting, start=1):
        row = ObjectTask.objects.filter(pk=pk, state="approved").first()
        if row is not None:  # else somebody published it meanwhile
            try:
                release_result(by=by, object_task=row)
            except Refusal as refusal:
                _log.warning(_REFUSED, row.pk, row.task_id, refusal.message)
        progress.done(done)


@app.periodic(cron="15 * * * *")
@app.task(name="publication.released", queueing_lock="publication.released")
def publish_released(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Publish released parts whose last day has come, or that wait for nobody any more.

    Each in the name of who released it. One that cannot be published, because that person may no
    more, does not keep the others; it is a matter to do for its department again.
    """
    for release in releases_to_publish().order_by("object_task__object__code"):
        row = ObjectTask.objects.filter(pk=release.object_task_id, state="approved").first()
        by = User.objects.get(username=release.released_by)
        if row is not None:  # else it was published together with another one
            try:
                publish_result(by=by, object_task=row)
            except Refusal as refusal:
                _log.warning(_REFUSED, row.pk, row.task_id, refusal.message)
                release.delete()


@app.periodic(cron="*/5 * * * *")
@app.task(name="publication.open_deferred", queueing_lock="publication.open_deferred")
def open_due_draws(timestamp: int) -> None:  # noqa: ARG001 - what a periodic task is given
    """Open deferred draws whose time has come, in the name of who drew them."""
    for draw in sealed_until_later():
        open_deferred_draw(by=User.objects.get(username=draw.drawn_by), draw=draw)
