"""Rules over all templates and static files: nothing inline, nothing from elsewhere, everything explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import Template

ROOT = Path(__file__).resolve().parents[2]
LETTERS = ROOT / "templates" / "letters"
UI = ROOT / "swv_portal" / "ui"

SCREENS = sorted(
    path
    for folder in (ROOT / "templates", UI / "templates")
    for path in folder.rglob("*.html")
    if LETTERS not in path.parents
)
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
STATIC = sorted(path for path in (UI / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"})

FORBIDDEN = {
    "style attribute": r"<[^>]*\sstyle\s*=",
    "style element": r"<style[\s>]",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "event handler": r"<[^>]*\son[a-z]+\s*=",
    "hx-on": r"\shx-on",
    "javascript address": r"javascript:",
    "other host": r"""(?:src|href|action|hx-get|hx-post)\s*=\s*["'](?:https?:)?//""",
}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SCREENS, ids=name)
def test_a_screen_holds_nothing_the_security_policy_forbids(path):
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", SCREENS, ids=name)
def test_a_screen_compiles(path):
    Template(path.read_text())


@pytest.mark.parametrize("sample", ["<p style='x'>", "<script>1</script>", '<a onclick="x">', '<img src="//x.nl/a">'])
def test_the_scan_sees_what_it_must_see(sample):
    assert any(re.search(pattern, sample, re.IGNORECASE) for pattern in FORBIDDEN.values())


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_says_what_it_is_and_takes(path):
    assert re.match(r"(\{% load [\w ]+ %\})?\{% comment %\}\s*\S.{20,}", path.read_text(), re.DOTALL)


@pytest.mark.parametrize("path", STATIC, ids=name)
def test_a_static_file_asks_nothing_from_another_host(path):
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "//" not in re.sub(r"^\s*//.*$|;\s*//.*$", "", text, flags=re.MULTILINE)
    assert "eval(" not in text
    assert "Function(" not in text


# Names from NL Design System that carry meaning and need no rule of their own.
WITHOUT_LOOK = {"utrecht-form-fieldset", "utrecht-form-field--checkbox"}


@pytest.mark.parametrize("path", SCREENS, ids=name)
def test_every_class_on_a_screen_has_a_look(path):
    css = "".join(sheet.read_text() for sheet in STATIC if sheet.suffix == ".css")
    classes = " ".join(re.findall(r'class="([^"]*)"', path.read_text()))
    used = re.findall(r"(?:portal|utrecht)-[\w-]*\w(?![\w-]*-?\{)(?!-)", re.sub(r"\{%.*?%\}", " ", classes))
    assert {one for one in used if f".{one}" not in css} <= WITHOUT_LOOK


@pytest.mark.parametrize("path", sorted((UI / "static").rglob("*.css")), ids=name)
def test_colours_and_sizes_come_from_the_tokens(path):
    if path.name in {"tokens.css", "print.css"}:
        return
    colours = re.findall(r"#[0-9a-f]{3,8}\b", re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL))
    assert set(colours) <= {"#fff"}
