"""Logging in with an account elsewhere, at an invented provider on this machine: who, never what one may."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from schools.models import Membership, User
from swv_portal.settings.federation import buttons_of, form_targets, providers_of

from .apps import gets_an_app

SECRET = "een-geheim-van-minstens-32-tekens-lang"


class Provider(BaseHTTPRequestHandler):
    """Answers what an OIDC provider answers; `claims` is who just logged in there."""

    claims: dict[str, Any] = {}
    asked: list[dict[str, list[str]]] = []

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known"):
            return self._say(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/me",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        return self._say(self.claims)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append(parse_qs(body))
        here = f"http://127.0.0.1:{self.server.server_port}"
        told = {**self.claims, "iss": here, "aud": "portaal", "exp": int(time.time()) + 60, "iat": int(time.time())}
        self._say({"access_token": "a", "token_type": "Bearer", "id_token": jwt.encode(told, SECRET, "HS256")})

    def _say(self, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def provider(settings: Any) -> Iterator[type[Provider]]:
    """The provider, running, and the portal set up to use it as Entree Federatie."""
    server = HTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environ = {
        "OIDC_SERVER_URL": f"http://127.0.0.1:{server.server_port}",
        "OIDC_CLIENT_ID": "portaal",
        "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_NAME": "Entree Federatie",
        "OIDC_PERSON_CLAIM": "nlEduPersonRealId",
    }
    settings.SOCIALACCOUNT_PROVIDERS = providers_of(environ)
    settings.FEDERATION_BUTTONS = buttons_of(settings.SOCIALACCOUNT_PROVIDERS)
    Provider.claims, Provider.asked = {}, []
    yield Provider
    server.shutdown()
    server.server_close()


def person(user: User | None = None, **more: Any) -> dict[str, Any]:
    """What Entree Federatie tells of somebody."""
    told = {
        "sub": "x1",
        "nlEduPersonRealId": "m.hoekstra@beekdal",
        "email": user.email if user else "vreemd@elders.demo",
        "email_verified": True,
        "nlEduPersonHomeOrganizationId": "99BA",
        "nlEduPersonHomeOrganizationBranchId": "99BA00",
        "eduPersonAffiliation": "employee",
        "eckId": "mag-niet-bewaard",
        "picture": "ook-niet",
    }
    return {**told, **more}


def come_in(browser: Client, *, process: str = "login") -> Any:
    """Press the button, log in there, come back."""
    answer = browser.post(f"/inloggen/oidc/federatie/login/?process={process}")
    asked = parse_qs(urlsplit(answer.url).query)
    assert asked["code_challenge_method"] == ["S256"]
    return browser.get("/inloggen/oidc/federatie/login/callback/", {"code": "c", "state": asked["state"][0]})


def is_in(browser: Client) -> bool:
    return browser.get("/account").status_code == 200


def test_marit_comes_in_by_the_address_the_federation_verified(marit, provider):
    provider.claims = person(marit, email=marit.email.upper())
    browser = Client()
    assert "Inloggen met Entree Federatie" in browser.get("/inloggen").content.decode()
    come_in(browser)
    assert is_in(browser)
    linked = SocialAccount.objects.get(user=marit)
    assert linked.uid == "m.hoekstra@beekdal"
    assert "eckId" not in linked.extra_data
    assert "picture" not in linked.extra_data


def test_afterwards_the_link_counts_and_not_the_address(marit, provider):
    provider.claims = person(marit)
    come_in(Client())
    provider.claims = person(email="nieuw@beekdal.demo")
    browser = Client()
    come_in(browser)
    assert is_in(browser)
    assert "nieuw@beekdal.demo" not in str(list(User.objects.values_list("email", flat=True)))


@pytest.mark.parametrize("verified", [False, None, "true"])
def test_an_address_nobody_verified_is_nobody(marit, provider, verified):
    provider.claims = person(marit, email_verified=verified)
    browser = Client()
    page = come_in(browser).content.decode()
    assert "U maakt zelf geen account" in page
    assert not is_in(browser)
    assert not SocialAccount.objects.exists()


def test_a_stranger_gets_no_account_and_no_role(people, provider):
    accounts, roles = User.objects.count(), Membership.objects.count()
    provider.claims = person()
    browser = Client()
    come_in(browser)
    assert not is_in(browser)
    assert (User.objects.count(), Membership.objects.count()) == (accounts, roles)


def test_coming_in_gives_no_role_whatever_the_school_says(marit, provider):
    before = list(marit.memberships.values())
    provider.claims = person(marit, nlEduPersonHomeOrganizationBranchId="99KP00", eduPersonAffiliation="staff")
    come_in(Client())
    assert list(marit.memberships.values()) == before


def test_an_account_without_a_role_is_not_linked(marit, provider):
    marit.memberships.all().delete()
    provider.claims = person(marit)
    browser = Client()
    come_in(browser)
    assert not is_in(browser)


def test_the_second_step_stays(ineke, provider):
    gets_an_app(ineke)
    provider.claims = person(ineke)
    browser = Client()
    assert come_in(browser).url == "/inloggen/tweede-stap"
    assert not is_in(browser)


def test_an_swv_that_trusts_no_address_lets_people_link_themselves(marit, provider, settings, log_in):
    settings.FEDERATION_LINK_BY_EMAIL = "never"
    provider.claims = person(marit)
    browser = Client()
    come_in(browser)
    assert not is_in(browser)
    inside = log_in(marit)
    come_in(inside, process="connect")
    assert SocialAccount.objects.get().user == marit
    come_in(browser)
    assert is_in(browser)
    inside.post(f"/account/koppelingen/{SocialAccount.objects.get().pk}/verwijderen")
    assert not SocialAccount.objects.exists()


def test_nothing_set_means_no_button_and_no_door(people, client):
    assert "of</p>" not in client.get("/inloggen").content.decode()
    assert client.post("/inloggen/oidc/federatie/login/").status_code == 404


def test_the_content_policy_lets_the_form_lead_there_and_nowhere_else():
    assert form_targets({"OIDC_SERVER_URL": "https://entree.example/oidc/x"}) == ["https://entree.example"]
    assert form_targets({}) == []
