"""Addresses of the draw and of what comes of it; ``pk`` is the draw's."""

from __future__ import annotations

from django.urls import path

from mingcha.web.ceremony import (
    assistants,
    comparison,
    invitations,
    notices,
    record,
    replacements,
    screen,
    teams,
    views,
)

urlpatterns = [
    path("", views.draw_list, name="draws"),
    path("<int:pk>/", views.draw_page, name="draw"),
    path("<int:pk>/open/", views.open_commitments, name="draw-open"),
    path("<int:pk>/commit/", views.commit, name="draw-commit"),
    path("<int:pk>/reveal/", views.reveal, name="draw-reveal"),
    path("<int:pk>/public-value/", views.public_value, name="draw-public-value"),
    path("<int:pk>/invitations/", invitations.invitation_list, name="draw-invitations"),
    path(
        "<int:pk>/invitations/<int:number>/renew/",
        invitations.invitation_renew,
        name="draw-invitation-renew",
    ),
    path(
        "<int:pk>/invitations/<int:number>/withdraw/",
        invitations.invitation_withdraw,
        name="draw-invitation-withdraw",
    ),
    path("<int:pk>/state/", views.state, name="draw-state"),
    path("<int:pk>/screen/", screen.screen, name="draw-screen"),
    path("<int:pk>/record/", record.record_page, name="draw-record"),
    path("<int:pk>/record.docx", record.record_file, name="draw-record-file"),
    path("<int:pk>/parts/<int:department>/", comparison.part, name="draw-part"),
    path("<int:pk>/parts/<int:department>/confirm/", comparison.confirm, name="draw-part-confirm"),
    path("<int:pk>/not-mine/<int:row>/", comparison.not_mine, name="draw-not-mine"),
    path("<int:pk>/teams/", teams.team_list, name="draw-teams"),
    path("<int:pk>/teams/<int:row>/", teams.assign, name="draw-assign"),
    path("<int:pk>/teams/<int:row>/assistants/", assistants.assistant_list, name="draw-assistants"),
    path(
        "<int:pk>/teams/<int:row>/assistants/<int:assistant>/remove/",
        assistants.assistant_remove,
        name="draw-assistant-remove",
    ),
    path("<int:pk>/experts/", assistants.expert_lots, name="draw-experts"),
    path("<int:pk>/teams/recuse/<int:member>/", replacements.recuse, name="draw-recuse"),
    path("<int:pk>/teams/leave/<int:member>/", replacements.officer_leaves, name="draw-officer"),
    path("<int:pk>/replacements/", replacements.replacement_list, name="draw-replacements"),
    path("<int:pk>/replacements/<int:number>/", replacements.decide, name="draw-replacement"),
    path("<int:pk>/replacements/object/<int:row>/", replacements.object_leaves, name="draw-leave"),
    path("<int:pk>/teams/confirm/", teams.confirm, name="draw-teams-confirm"),
    path("<int:pk>/issue/", teams.issue, name="draw-issue"),
    path("<int:pk>/notices/<int:object>/", notices.notice, name="draw-notice"),
    path("<int:pk>/notices/<int:object>/again/", notices.notice_again, name="draw-notice-again"),
    path("<int:pk>/lists/<int:department>/", notices.object_list, name="draw-list"),
    path(
        "<int:pk>/lists/<int:department>/notices/<slug:form>/",
        notices.notices_file,
        name="draw-notices-file",
    ),
    path("<int:pk>/<slug:verb>/", views.draw_step, name="draw-step"),
]
