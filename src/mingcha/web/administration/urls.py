"""Addresses of the administration."""

from __future__ import annotations

from django.urls import path

from mingcha.web.administration import (
    audit,
    calendar,
    deliveries,
    jobs,
    organisation,
    parameters,
    regions,
    tabs,
    tokens,
    users,
)

urlpatterns = [
    path("", tabs.administration, name="administration"),
    path("departments/", organisation.department_list, name="departments"),
    path("departments/new/", organisation.department_new, name="department-new"),
    path("departments/<int:pk>/", organisation.department_detail, name="department"),
    path("departments/<int:pk>/edit/", organisation.department_edit, name="department-edit"),
    path("departments/<int:pk>/units/new/", organisation.unit_new, name="unit-new"),
    path("units/<int:pk>/edit/", organisation.unit_edit, name="unit-edit"),
    path("regions/", regions.region_list, name="regions"),
    path("regions/new/", regions.region_new, name="region-new"),
    path("regions/load/", regions.region_load, name="region-load"),
    path("regions/take/", regions.region_take, name="region-take"),
    path("regions/<slug:code>/", regions.region_detail, name="region"),
    path("regions/<slug:code>/edit/", regions.region_edit, name="region-edit"),
    path("regions/<slug:code>/move/", regions.region_move, name="region-move"),
    path("regions/<slug:code>/restore/", regions.region_restore, name="region-restore"),
    path("regions/<slug:code>/replace/", regions.region_replace, name="region-replace"),
    path("parameters/", parameters.parameter_list, name="parameters"),
    path("parameters/<str:key>/", parameters.parameter_detail, name="parameter"),
    path("parameters/values/<int:pk>/clear/", parameters.parameter_clear, name="parameter-clear"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:day>/clear/", calendar.day_clear, name="day-clear"),
    path("jobs/", jobs.job_list, name="jobs"),
    path("deliveries/", deliveries.delivery_list, name="deliveries"),
    path("deliveries/<int:pk>/retry/", deliveries.delivery_retry, name="delivery-retry"),
    path("users/", users.user_list, name="users"),
    path("users/new/", users.user_new, name="user-new"),
    path("users/<int:pk>/", users.user_detail, name="user"),
    path("users/<int:pk>/roles/<slug:verb>/", users.user_role, name="user-role"),
    path("users/<int:pk>/<slug:verb>/", users.user_step, name="user-step"),
    path("tokens/", tokens.token_list, name="tokens"),
    path("tokens/new/", tokens.token_new, name="token-new"),
    path("tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("events/", audit.event_list, name="events"),
    path("check/", audit.audit_check, name="audit-check"),
    path("sign-ins/", audit.sign_ins, name="sign-ins"),
]
