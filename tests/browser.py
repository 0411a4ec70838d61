"""A real Chromium for the screens: Debian's own, no requests elsewhere, nothing on the console, axe for everyone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from swv_portal.local.system_packages import apt_line, chromium_path

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1"})


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium; in CI it must be there, elsewhere the browser tests skip without it."""
    path = chromium_path()
    if path is None:
        missing = f"no Chromium found; {apt_line(['chromium'])}"
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*QUIET, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A Dutch user in the Netherlands."""
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


@pytest.fixture
def page(page: Page) -> Iterator[Page]:
    """A page that fails its test on a request to another host, a console error, or a breach of the content policy."""
    problems: list[str] = []
    watch(page, problems)
    page.set_default_timeout(10_000)
    yield page
    assert not problems, "\n".join(problems)


def watch(page: Page, problems: list[str]) -> None:
    """Note everything a page does that it should not. A breach of the policy shows as a console error."""

    def console(message: Any) -> None:
        if message.type == "error" and not _expected_refusal(message.text):
            problems.append(f"console: {message.text}")

    def request(asked: Any) -> None:
        address = urlsplit(asked.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname not in LOCAL_HOSTS:
            problems.append(f"request to another host: {asked.url}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(f"script: {error}"))
    page.on("request", request)


def _expected_refusal(text: str) -> bool:
    """Chromium logs every answer of 400 and over as an error; a test that provokes one looks at the page itself."""
    return text.startswith("Failed to load resource: the server responded with a status of 4")


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Call with a page: fails with the rule, the element and the advice for everything axe objects to."""

    def check(page: Page) -> None:
        options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": AXE_TAGS}}
        found = Axe().run(page, options=options).response["violations"]
        told = [
            f"{one['id']} ({one['impact']}): {one['help']}\n    " + "\n    ".join(node["html"] for node in one["nodes"])
            for one in found
        ]
        assert not found, f"{page.url}\n" + "\n".join(told)

    return check
