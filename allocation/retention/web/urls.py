from django.urls import path

from . import pupil_views, views

urlpatterns = [
    path("bewaren", views.overview, name="retention"),
    path("bewaren/voorstellen", views.propose, name="retention_propose"),
    path("bewaren/termijnen", views.terms, name="retention_terms"),
    path("bewaren/lijsten/<uuid:run_id>", views.run, name="retention_run"),
    path("bewaren/lijsten/<uuid:run_id>/stand", views.progress, name="retention_progress"),
    path("bewaren/lijsten/<uuid:run_id>/goedkeuren", views.approve, name="retention_approve"),
    path("bewaren/lijsten/<uuid:run_id>/afkeuren", views.reject, name="retention_reject"),
    path("leerlingen/<uuid:student_id>", pupil_views.pupil, name="pupil"),
    path("leerlingen/<uuid:student_id>/gegevens.<slug:form>", pupil_views.hand_out, name="pupil_export"),
    path("leerlingen/<uuid:student_id>/verbeteren", pupil_views.correct, name="pupil_correct"),
    path("leerlingen/<uuid:student_id>/op-slot", pupil_views.restrict, name="pupil_restrict"),
    path("leerlingen/<uuid:student_id>/van-slot", pupil_views.unlock, name="pupil_unlock"),
    path("aanvragen/<uuid:request_id>/vasthouden", pupil_views.hold, name="request_hold"),
    path("aanvragen/<uuid:request_id>/loslaten", pupil_views.release, name="request_release"),
]
