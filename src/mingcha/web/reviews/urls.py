"""Addresses of review, progress and deadlines."""

from __future__ import annotations

from django.urls import path

from mingcha.web.reviews import correcting, notice, team, together, views

urlpatterns = [
    path("", views.waiting, name="reviews"),
    path("progress/", views.progress, name="review-progress"),
    path("deadlines/", views.deadlines, name="review-deadlines"),
    path("together/", together.together, name="visits-together"),
    path("together/<int:pk>/<slug:verb>/", together.step, name="visits-together-step"),
    path("<int:pk>/together/<int:other>/", together.propose, name="visits-together-propose"),
    path("<int:pk>/", views.detail, name="review"),
    path("<int:pk>/notice/", notice.result_notice, name="review-notice"),
    path("<int:pk>/correct/", correcting.correct, name="review-correct"),
    path("<int:pk>/terminate/", team.terminate, name="review-terminate"),
    path("<int:pk>/team/<int:member>/", team.replace, name="review-replace"),
    path("<int:pk>/<slug:verb>/", views.step, name="review-step"),
]
