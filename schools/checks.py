"""What `manage.py check --deploy` says about logging in."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from swv_portal.settings.federation import SAML_CAN


@register(Tags.security, deploy=True)
def second_factor_is_required(**kwargs: Any) -> list[Warning]:
    """An SWV sees test scores of children of many schools: a password alone is not enough there."""
    if settings.REQUIRE_SECOND_FACTOR:
        return []
    told = "People in an SWV role can log in without a second factor."
    return [Warning(told, hint="Remove REQUIRE_SECOND_FACTOR=0 from the environment.", id="schools.W001")]


@register(Tags.security, deploy=True)
def limits_are_shared(**kwargs: Any) -> list[Warning]:
    """Throttling counts in the cache: with a cache per process an attacker gets a fresh count at each."""
    if "locmem" not in settings.CACHES["default"]["BACKEND"]:
        return []
    told = "Log in limits are counted per process, not for the whole portal."
    return [Warning(told, hint="Set CACHE_URL or BROKER_URL to a Valkey server.", id="schools.W002")]


@register(Tags.security, deploy=True)
def saml_has_its_library(**kwargs: Any) -> list[Error]:
    """SAML needs native libraries that most portals do without, so they are an extra of their own."""
    if not os.environ.get("SAML_METADATA_URL") or SAML_CAN:
        return []
    return [Error("SAML_METADATA_URL is set, but python3-saml is not installed.", id="schools.E003")]
