"""All browser doors."""

from __future__ import annotations

from allauth.account import views as account
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, re_path

from schools.web.views import home


def health(request: HttpRequest) -> HttpResponse:
    """Whether the portal answers and reaches its database; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("gezond", content_type="text/plain; charset=utf-8")


# Only the doors of allauth that the portal opens, at Dutch addresses; accounts are made by an administrator.
ACCOUNT_DOORS = [
    path("inloggen", account.login, name="account_login"),
    path("uitloggen", account.logout, name="account_logout"),
    path("aanmelden", account.signup, name="account_signup"),
    path("account-gesloten", account.account_inactive, name="account_inactive"),
    path("bevestigen", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/wijzigen", account.password_change, name="account_change_password"),
    path("wachtwoord/vergeten", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/nieuw/klaar", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    path("", home, name="home"),
    path("gezond", health, name="health"),
    path("", include("allocation.web.urls")),
    path("", include("allocation.retention.web.urls")),
    path("", include("schools.web.urls")),
    path("", include("schools.web.account_urls")),
    path("", include("schools.web.people_urls")),
    path("", include("schools.web.federation_urls")),
    *ACCOUNT_DOORS,
    path("", include("swv_portal.ui.urls")),
]

handler400 = "swv_portal.ui.errors.bad_request"
handler403 = "swv_portal.ui.errors.forbidden"
handler404 = "swv_portal.ui.errors.not_found"
handler500 = "swv_portal.ui.errors.server_error"
