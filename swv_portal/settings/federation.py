"""Logging in with an account of the school or the SWV itself, by OIDC or SAML. What to set: docs/beheer/inloggen.md.

It says who somebody is, never what they may do: roles come from invitations alone (schools.web.federation).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

SAML_CAN = find_spec("onelogin") is not None
APPS = [
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(["allauth.socialaccount.providers.saml"] if SAML_CAN else []),
]
# What is kept of the attributes: who somebody is at their organisation, and which one. Names as Entree Federatie has.
KEPT = (
    "sub", "uid", "nlEduPersonRealId", "nlEduPersonHomeOrganization", "nlEduPersonHomeOrganizationId",
    "nlEduPersonHomeOrganizationBranchId", "eduPersonAffiliation",
)  # fmt: skip


def providers_of(environ: Mapping[str, str]) -> dict[str, Any]:
    """The setting SOCIALACCOUNT_PROVIDERS, from the environment; empty when nothing is set."""
    found: dict[str, Any] = {}
    if environ.get("OIDC_SERVER_URL"):
        found["openid_connect"] = {"OAUTH_PKCE_ENABLED": True, "APPS": [_oidc(environ)]}
    if environ.get("SAML_METADATA_URL") and SAML_CAN:
        found["saml"] = {"APPS": [_saml(environ)]}
    return found


def buttons_of(providers: Mapping[str, Any]) -> list[dict[str, str]]:
    """What stands on the login page: a name, and where its form goes."""
    oidc = [(app["name"], f"/inloggen/oidc/{app['provider_id']}/login/") for app in _apps(providers, "openid_connect")]
    saml = [(app["name"], f"/inloggen/saml/{app['client_id']}/login/") for app in _apps(providers, "saml")]
    return [{"name": name, "url": url} for name, url in oidc + saml]


def form_targets(environ: Mapping[str, str]) -> list[str]:
    """Other hosts to which the form on the login page may lead: the content policy asks for their names."""
    urls = [environ.get(name, "") for name in ("OIDC_SERVER_URL", "OIDC_AUTHORIZE_URL", "SAML_SSO_URL")]
    parts = [urlsplit(url) for url in urls if url]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})


def _oidc(environ: Mapping[str, str]) -> dict[str, Any]:
    return {
        "provider_id": environ.get("OIDC_ID", "federatie"),
        "name": environ.get("OIDC_NAME", "uw schoolaccount"),
        "client_id": environ["OIDC_CLIENT_ID"],
        "secret": environ["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": environ["OIDC_SERVER_URL"], "uid_field": environ.get("OIDC_PERSON_CLAIM", "sub")},
    }


def _saml(environ: Mapping[str, str]) -> dict[str, Any]:
    mapping = {
        "uid": environ.get("SAML_PERSON_ATTRIBUTE", "nlEduPersonRealId"),
        "email": environ.get("SAML_EMAIL_ATTRIBUTE", "mail"),
        "first_name": "givenName",
        "last_name": "sn",
    }
    idp = {"entity_id": environ["SAML_ENTITY_ID"], "metadata_url": environ["SAML_METADATA_URL"]}
    return {
        "client_id": environ.get("SAML_ID", "federatie"),
        "name": environ.get("SAML_NAME", "uw schoolaccount"),
        "settings": {"attribute_mapping": mapping, "idp": idp, "advanced": {"want_assertion_signed": True}},
    }


def _apps(providers: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    apps: list[dict[str, Any]] = providers.get(kind, {}).get("APPS", [])
    return apps


SOCIALACCOUNT_ADAPTER = "schools.web.federation.FederationAdapter"
SOCIALACCOUNT_PROVIDERS = providers_of(os.environ)
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "oidc"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
FEDERATION_BUTTONS = buttons_of(SOCIALACCOUNT_PROVIDERS)
FEDERATION_EMAIL_CLAIM = os.environ.get("FEDERATION_EMAIL_CLAIM", "email")
# How the first log in finds the account: by an address the federation has verified ("verified"), by any address it
# sends because the contract says it vouches for them ("vouched"), or not at all: people link it themselves ("never").
FEDERATION_LINK_BY_EMAIL = os.environ.get("FEDERATION_LINK_BY_EMAIL", "verified")
