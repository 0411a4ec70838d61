"""The settings of a real installation: what the browser may do with cookies, and that secrets come from outside."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest

from swv_portal.local.checks import PYTHON
from swv_portal.local.place import ROOT
from tests.local.test_settings import NEEDED, manage

ASKED = [
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_DOMAIN",
    "SESSION_COOKIE_PATH",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY",
    "CSRF_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_DOMAIN",
    "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS",
    "SECURE_SSL_REDIRECT",
    "DEBUG",
    "ADMINS",
    "MEDIA_URL",
    "X_FRAME_OPTIONS",
    "SECURE_PROXY_SSL_HEADER",
    "MIDDLEWARE",
    "STYLEGUIDE",
]
OUTSIDE = re.compile(r"""(?:src|href|action|url\(|import)\s*[=(]?\s*["']?(?:https?:)?//[^"'\s)]+""", re.I)
SECRET = re.compile(r"(?:SECRET|PASSWORD|TOKEN|API_KEY)\w*\s*=\s*[\"'][^\"'{]{8,}[\"']")


@pytest.fixture(scope="module")
def production() -> dict[str, Any]:
    """The settings as production reads them, in a process of its own."""
    told = "import json; from django.conf import settings as s; print(json.dumps({k: getattr(s, k, None) for k in %r}))"
    done = subprocess.run(
        [PYTHON, "-c", told % (ASKED,)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "swv_portal.settings.production", **NEEDED},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_cookies_go_over_tls_only_to_this_host_and_not_to_scripts(production: dict[str, Any]) -> None:
    for cookie in ("SESSION", "CSRF"):
        assert production[f"{cookie}_COOKIE_SECURE"]
        assert production[f"{cookie}_COOKIE_HTTPONLY"]
        assert production[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        # The prefix makes the browser itself refuse a cookie of another host, of a subdomain or without TLS.
        assert production[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert production[f"{cookie}_COOKIE_DOMAIN"] is None
    assert production["SESSION_COOKIE_PATH"] == "/"


def test_the_browser_stays_on_tls_for_a_year(production: dict[str, Any]) -> None:
    assert production["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert production["SECURE_SSL_REDIRECT"]


def test_no_debug_pages_no_mails_with_values_no_public_folder(production: dict[str, Any]) -> None:
    assert production["DEBUG"] is False
    assert (production["ADMINS"], production["MEDIA_URL"]) == ([], "/")
    assert not production["STYLEGUIDE"]
    assert production["X_FRAME_OPTIONS"] == "DENY"


def test_django_has_no_remark_at_all() -> None:
    """All checks, not only those tagged security."""
    done = manage("check", "--deploy", "--fail-level", "WARNING", environment=NEEDED)
    assert done.returncode == 0, done.stderr


def test_no_page_style_or_script_of_ours_points_outside() -> None:
    """Beside this static look every browser test fails on a request to another host (tests/browser.py)."""
    files = [
        path
        for folder in ("templates", "swv_portal/ui/templates", "swv_portal/ui/static")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".css", ".js", ".svg"}
    ]
    assert len(files) > 50
    found = {str(path.relative_to(ROOT)): OUTSIDE.findall(path.read_text()) for path in files}
    assert not {name: hits for name, hits in found.items() if hits}


def test_no_secret_stands_in_the_settings() -> None:
    for name in ("base", "production", "accounts", "cache"):
        text = (ROOT / "swv_portal" / "settings" / f"{name}.py").read_text()
        assert not SECRET.search(text), name
