from django.urls import path

from allocation.completeness import Step

from . import (
    access_log_views,
    assignment_views,
    decision_views,
    designation_views,
    document_views,
    edition_views,
    framework_views,
    move_views,
    sample_views,
    step_views,
    views,
)

urlpatterns = [
    path("routewijzer", move_views.route_guide, name="route_guide"),
    path("werkvoorraad", views.inbox, name="inbox"),
    path("aanvragen/nieuw", views.new_request, name="request_new"),
    path("aanvragen/nieuw/oso", document_views.upload_dossier, name="request_new_oso"),
    path("aanvragen/<uuid:request_id>", views.dossier, name="request"),
    path("aanvragen/<uuid:request_id>/overgenomen", document_views.taken_over, name="request_taken_over"),
    path("aanvragen/<uuid:request_id>/leerling", step_views.step, {"step": Step.PUPIL}, name="request_pupil"),
    path("aanvragen/<uuid:request_id>/toetsgegevens", step_views.step, {"step": Step.TESTS}, name="request_tests"),
    path(
        "aanvragen/<uuid:request_id>/onderbouwing", step_views.step, {"step": Step.REASONING}, name="request_reasoning"
    ),
    path("aanvragen/<uuid:request_id>/documenten", document_views.documents, name="request_documents"),
    path("aanvragen/<uuid:request_id>/controleren", document_views.check, name="request_check"),
    path("aanvragen/<uuid:request_id>/bewaren/<slug:step>", step_views.autosave, name="request_autosave"),
    path("aanvragen/<uuid:request_id>/verwijderen", views.discard, name="request_discard"),
    path("aanvragen/<uuid:request_id>/intrekken", decision_views.withdraw, name="request_withdraw"),
    path("aanvragen/<uuid:request_id>/aanvullen", decision_views.ask_additions, name="request_additions"),
    path("aanvragen/<uuid:request_id>/besluit", decision_views.decide, name="request_decide"),
    path("aanvragen/<uuid:request_id>/beoordelaars", assignment_views.assign, name="request_assign"),
    path(
        "aanvragen/<uuid:request_id>/beoordelaars/<int:assignment_id>/beeindigen",
        assignment_views.end_assignment,
        name="assignment_end",
    ),
    path("aanvragen/<uuid:request_id>/inzage", access_log_views.of_dossier, name="access_log"),
    path("leerlingen/<uuid:student_id>/inzage", access_log_views.of_pupil, name="access_log_pupil"),
    path("aanvragen/<uuid:request_id>/brieven/opnieuw", decision_views.retry_letters, name="request_letters_retry"),
    path("aanvragen/<uuid:request_id>/brieven", views.letters_progress, name="request_letters"),
    path("aanvragen/<uuid:request_id>/brieven/<slug:addressee>.pdf", views.letter, name="letter"),
    # A path of its own, so that a proxy can serve what schools upload from another host name.
    path("bestanden/<uuid:request_id>/<uuid:document_id>", views.download, name="document"),
    path(
        "aanvragen/<uuid:request_id>/documenten/<uuid:document_id>/verwijderen",
        document_views.remove_document,
        name="document_remove",
    ),
    path("aanwijzingen/aflopend", designation_views.ending, name="ending_designations"),
    path("aanwijzingen/<uuid:decision_id>/verlengen", designation_views.renew, name="designation_renew"),
    path("kaders", framework_views.overview, name="frameworks"),
    path("kaders/nieuw", framework_views.new, name="framework_new"),
    path("kaders/<uuid:framework_id>", framework_views.framework, name="framework"),
    path("kaders/<uuid:framework_id>/gevolgen", framework_views.compare, name="framework_what_if"),
    path(
        "kaders/<uuid:framework_id>/gevolgen/stand", framework_views.compare_progress, name="framework_what_if_progress"
    ),
    path("kaders/<uuid:framework_id>/gevolgen/opnieuw", framework_views.compare_again, name="framework_what_if_retry"),
    path("kaders/<uuid:framework_id>/steekproef", sample_views.sample, name="framework_sample"),
    path("kaders/<uuid:framework_id>/gronden", framework_views.grounds, name="framework_grounds"),
    path("kaders/<uuid:framework_id>/besturen/<int:board_id>", framework_views.consent, name="framework_consent"),
    path("kaders/<uuid:framework_id>/publiceren", framework_views.publish, name="framework_publish"),
    path("kaders/<uuid:framework_id>/verwijderen", framework_views.discard, name="framework_discard"),
    path("kaders/<uuid:framework_id>/vervangen", framework_views.supersede, name="framework_supersede"),
    path("kaders/<uuid:framework_id>/beeindigen", framework_views.end, name="framework_end"),
    path("instrumenten", edition_views.editions, name="editions"),
    path("instrumenten/<uuid:edition_id>", edition_views.edition, name="edition"),
    path("instrumenten/<uuid:edition_id>.yaml", edition_views.edition_file, name="edition_file"),
    path("instrumenten/<slug:school_year>", edition_views.edition_built_in, name="edition_built_in"),
    path("instrumenten/<slug:school_year>.yaml", edition_views.edition_built_in_file, name="edition_built_in_file"),
]
