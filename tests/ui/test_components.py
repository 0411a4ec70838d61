"""Components count and name what they are given."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from allocation.policy.algebra import Standing

from .pages import parsed, words


def component(name: str, **context: object):
    return parsed(render_to_string(f"components/{name}.html", context))


def missing(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "url": "#id", "source": ""} for text in texts]


def test_the_list_counts_what_the_law_needs_and_not_what_is_welcome():
    shown = component("missing_list", blocking=missing("a", "b"), expected=missing("c"), optional=missing("d"))
    assert words(shown.find(".//h2")) == "Nog te doen 3"
    assert shown.find("section").get("data-announce") == "Nog 3 punten te doen"
    assert len(shown.findall(".//li")) == 4


@pytest.mark.parametrize("context", [{}, {"optional": missing("d")}, {"blocking": [], "expected": []}])
def test_a_list_with_nothing_needed_says_all_is_filled_in(context):
    shown = component("missing_list", **context)
    assert words(shown.find(".//h2")) == "Alles is ingevuld"
    assert len(shown.findall(".//li")) == len(context.get("optional", []))


@pytest.mark.parametrize("lists", [("blocking",), ("expected",)])
def test_one_thing_left_is_never_all_filled_in(lists):
    shown = component("missing_list", **{name: missing("a") for name in lists})
    assert words(shown.find(".//h2")) == "Nog te doen 1"


def test_the_list_replaces_itself_only_in_the_answer_to_a_save():
    assert component("missing_list").find("section").get("hx-swap-oob") is None
    assert component("missing_list", oob=True).find("section").get("hx-swap-oob") == "true"


def test_a_step_is_said_in_words_beside_its_sign():
    steps = [
        {"label": "Leerling", "url": "/a", "done": True},
        {"label": "Toetsgegevens", "url": "/b", "current": True, "done": True},
        {"label": "Onderbouwing", "url": "/c", "attention": True},
        {"label": "Controleren", "url": ""},
    ]
    shown = component("steps", steps=steps)
    assert [words(item) for item in shown.xpath(".//*[@class='portal-steps__name']")] == [
        "Leerling (klaar)",
        "Toetsgegevens",
        "Onderbouwing (nog niet compleet)",
        "Controleren",
    ]
    assert words(shown.xpath(".//*[@aria-current='step']//*[@class='portal-steps__name']")[0]) == "Toetsgegevens"
    assert shown.xpath(".//a/@href") == ["/a", "/c"]


def test_a_table_gives_every_cell_its_column_also_on_a_phone():
    columns = [{"label": "Leerling"}, {"label": "Stand"}, {"label": "Dagen", "end": True}]
    rows = [[{"text": "Noor", "url": "/noor"}, {"badge": "filed"}, {"text": "15"}]]
    shown = component("data_table", caption="Werkvoorraad", columns=columns, rows=rows)
    assert words(shown.find(".//tbody//th")) == "Noor"
    assert shown.xpath(".//tbody//td/@data-label") == ["Stand", "Dagen"]


def test_a_row_that_misses_a_cell_is_noticed():
    with pytest.raises(ValueError, match="zip"):
        component("data_table", columns=[{"label": "a"}, {"label": "b"}], rows=[[{"text": "1"}]])


def test_a_finding_shows_value_bound_standing_and_source():
    row = {
        "what": "IQ",
        "value": "85–95",
        "bound": "75 tot en met 90",
        "standing": Standing.UNDECIDED,
        "source": "Ub 2.46",
    }
    shown = component("findings_table", caption="Criteria", rows=[row])
    assert [words(cell) for cell in shown.xpath(".//tbody//*[self::th or self::td]")] == [
        "IQUb 2.46",
        "85–95",
        "75 tot en met 90",
        "niet zeker",
    ]


def test_history_stands_in_dutch_time():
    item = {
        "title": "ingediend",
        "at": dt.datetime(2026, 11, 3, 23, 30, tzinfo=dt.UTC),
        "by": "Marco Jansen",
        "note": "",
    }
    assert words(component("timeline", items=[item])) == "Ingediend 4 november 2026, 00:30 · Marco Jansen"


@pytest.mark.parametrize(("state", "bar"), [("waiting", 1), ("running", 1), ("done", 0), ("failed", 0)])
def test_a_bar_moves_only_while_there_is_work(state, bar):
    shown = component("progress", id="brieven", label="Brieven", percent=40, state=state, text="Bezig")
    assert len(shown.findall(".//progress")) == bar
    assert shown.find("div").get("hx-get") is None


@pytest.mark.parametrize(("level", "kind"), [(20, "info"), (25, "success"), (30, "warning"), (40, "error")])
def test_a_message_of_every_level_has_a_look(level, kind):
    shown = component("messages", messages=[Message(level, "Leerling: opgeslagen.")])
    assert f"utrecht-alert--{kind}" in shown.xpath(".//*[@role='status']/div/@class")[0]


def test_what_a_component_shows_is_escaped():
    nasty = "<script>alert(1)</script>"
    for name, context in {
        "alert": {"kind": "info", "title": nasty, "text": nasty},
        "timeline": {"items": [{"title": nasty, "note": nasty, "by": nasty}]},
        "document_list": {"documents": [{"name": nasty, "kind": nasty, "size": 1, "url": "#"}]},
        "summary_list": {"heading": nasty, "rows": [{"label": nasty, "value": nasty}]},
        "missing_list": {"blocking": [{"text": nasty, "source": nasty}]},
        "progress": {"id": "x", "label": nasty, "text": nasty, "state": "running", "percent": 1},
    }.items():
        assert "<script" not in render_to_string(f"components/{name}.html", context).lower()
