"""Doors for logging in with an account elsewhere."""

from __future__ import annotations

from allauth.socialaccount import views as social
from django.urls import include, path
from django.views.generic import RedirectView

from swv_portal.settings.federation import SAML_CAN

from .federation import unlink

urlpatterns = [
    path("inloggen/elders/gestopt", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("inloggen/elders/mislukt", social.login_error, name="socialaccount_login_error"),
    path("inloggen/elders/nieuw", social.signup, name="socialaccount_signup"),
    path("account/koppelingen", RedirectView.as_view(pattern_name="own_account"), name="socialaccount_connections"),
    path("account/koppelingen/<int:pk>/verwijderen", unlink, name="federation_unlink"),
    path("inloggen/", include("allauth.socialaccount.providers.openid_connect.urls")),
]
if SAML_CAN:
    urlpatterns.append(path("inloggen/", include("allauth.socialaccount.providers.saml.urls")))
