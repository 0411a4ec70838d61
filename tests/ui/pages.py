"""Reading rendered HTML in the tests of the screens."""

from __future__ import annotations

from lxml import html


def parsed(text: str) -> html.HtmlElement:
    """The fragment as a tree with one root."""
    return html.fragment_fromstring(text, create_parent="div")


def words(element: html.HtmlElement) -> str:
    """The text as one line."""
    return " ".join(element.text_content().split())
