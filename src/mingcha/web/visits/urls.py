"""Addresses of the inspector's phone."""

from __future__ import annotations

from django.urls import path

from mingcha.web.visits import answering, calendar, closing, lists, recusals, visiting

urlpatterns = [
    path("", lists.today, name="visits"),
    path("calendar/", calendar.calendar, name="visit-calendar"),
    path("calendar.ics", calendar.calendar_download, name="visit-calendar-file"),
    path("tasks/", lists.tasks, name="visit-tasks"),
    path("records/", lists.records, name="visit-records"),
    path("me/", lists.me, name="visit-me"),
    path("me/recusals/", recusals.recusals, name="visit-recusals"),
    path("photos/<int:pk>/", lists.photo, name="visit-photo"),
    path("<int:pk>/", visiting.visit, name="visit"),
    path("<int:pk>/day/", visiting.book, name="visit-book"),
    path("<int:pk>/start/", visiting.start, name="visit-start"),
    path("<int:pk>/questions/", answering.questions, name="visit-questions"),
    path("<int:pk>/questions/<int:number>/", answering.question, name="visit-question"),
    path("<int:pk>/items/<int:item>/", answering.item, name="visit-item"),
    path("<int:pk>/conclusion/", closing.conclusion, name="visit-conclusion"),
    path("<int:pk>/confirm/", closing.confirm, name="visit-confirm"),
    path("<int:pk>/submit/", closing.submit, name="visit-submit"),
    path("<int:pk>/withdraw/", closing.withdraw, name="visit-withdraw"),
]
