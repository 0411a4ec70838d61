"""The list at the top names every error and leads to its field."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from swv_portal.ui.error_summary import error_links, summary_title

from .pages import parsed, words


class Person(forms.Form):
    """Two fields and a rule over both."""

    name = forms.CharField(label="Naam")
    role = forms.ChoiceField(label="Welke rol?", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)

    def clean(self) -> None:
        """Nobody is called Jan here."""
        if self.cleaned_data.get("name") == "Jan":
            raise ValidationError("Kies een andere naam of een andere rol.")


def summary(form: forms.BaseForm | None):
    return parsed(render_to_string("components/error_summary.html", {"form": form}))


def test_every_link_leads_to_something_that_can_take_focus():
    form = Person({})
    page = parsed(str(form))
    ids = {element.get("id") for element in page.iter() if element.tag == "input"}
    targets = {link.get("href").removeprefix("#") for link in summary(form).findall(".//a")}
    assert targets == {"id_name", "id_role_0"}
    assert targets <= ids


def test_the_summary_is_an_alert_that_takes_focus():
    box = summary(Person({})).xpath(".//*[@role='alert']")[0]
    assert box.get("tabindex") == "-1"
    assert box.get("autofocus") is not None
    assert words(box.find(".//h2")) == "Controleer 2 velden"


def test_an_error_of_the_whole_form_has_no_link():
    shown = summary(Person({"name": "Jan", "role": "a"}))
    assert words(shown.find(".//h2")) == "Dit is niet gelukt"
    assert words(shown.find(".//li")) == "Kies een andere naam of een andere rol."
    assert shown.find(".//a") is None


def test_one_wrong_field_is_singular_however_many_errors_it_has():
    form = Person({"name": "Noor"})
    form.is_valid()
    form.add_error("role", "Nog iets.")
    assert summary_title(error_links(form)) == "Controleer 1 veld"


def test_a_question_keeps_its_question_mark():
    lines = [link.line for link in error_links(Person({}))]
    assert lines == ["Naam: Dit veld is verplicht.", "Welke rol? Dit veld is verplicht."]


def test_nothing_stands_on_a_page_without_errors():
    for form in (None, Person(), Person({"name": "Noor", "role": "a"})):
        assert not words(summary(form))


def test_several_forms_share_one_summary():
    assert len(error_links([Person({}, prefix="a"), Person({}, prefix="b")])) == 4
    formset = forms.formset_factory(Person, min_num=1, validate_min=True, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"}
    assert {link.anchor for link in error_links(formset(data))} >= {"id_form-0-name", "id_form-0-role_0"}
