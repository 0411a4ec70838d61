"""Doors of one's own account and of the second step, at Dutch addresses. Only what the portal opens of allauth."""

from __future__ import annotations

from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from django.urls import path
from django.views.generic import RedirectView

from . import account_views as own
from . import session_guard
from .second_factor import second_factor_needed

to_account = RedirectView.as_view(pattern_name="own_account")

urlpatterns = [
    path("account", own.own_account, name="own_account"),
    path("account/ingelogd/<int:pk>/beeindigen", own.end_session, name="session_end"),
    path("account/ingelogd/elders/beeindigen", own.end_all_other_sessions, name="sessions_end_others"),
    path("account/tweede-stap", second_factor_needed, name="second_factor_needed"),
    path("account/tweede-stap/overzicht", to_account, name="mfa_index"),
    path("account/tweede-stap/app", app.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-stap/app/loskoppelen", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/tweede-stap/sleutels", to_account, name="mfa_list_webauthn"),
    path("account/tweede-stap/sleutels/nieuw", keys.add_webauthn, name="mfa_add_webauthn"),
    path("account/tweede-stap/sleutels/<int:pk>/verwijderen", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/herstelcodes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/herstelcodes/nieuw", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/herstelcodes/downloaden", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sessie", session_guard.session_state, name="session_state"),
    path("sessie/verder", session_guard.session_go_on, name="session_go_on"),
    path("sessie/ingelogd", session_guard.session_resumed, name="session_resumed"),
    path("inloggen/tweede-stap", second_step.authenticate, name="mfa_authenticate"),
    path("bevestigen/code", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("bevestigen/sleutel", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
]
