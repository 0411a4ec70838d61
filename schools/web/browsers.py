"""A browser in words that a person recognises: ‘Firefox op Windows’."""

from __future__ import annotations

# First match wins: Edge also says Chrome, Chrome also says Safari, Android also says Linux.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "een iPhone"), ("iPad", "een iPad"), ("Windows", "Windows"),
    ("Mac OS X", "een Mac"), ("CrOS", "een Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


def browser_name(user_agent: str) -> str:
    """The browser and the kind of machine, as far as they tell."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Een browser")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return f"{browser} op {system}" if system else browser
