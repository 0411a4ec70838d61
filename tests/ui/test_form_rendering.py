"""A form says what it wants, what is wrong, and to whom, also to someone who cannot see it."""

from __future__ import annotations

from django import forms

from swv_portal.ui.forms import FieldGroup

from .pages import parsed, words


class Request(forms.Form):
    """A request for an invented pupil."""

    track = forms.ChoiceField(label="Soort", choices=[("lwoo", "lwoo"), ("pro", "pro")], widget=forms.RadioSelect)
    iq = forms.CharField(
        label="IQ",
        help_text="Bijvoorbeeld 85-95",
        widget=forms.TextInput(attrs={"class": "utrecht-textbox--w10", "placeholder": "85"}),
    )
    note = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    topics = forms.MultipleChoiceField(
        label="Besproken", choices=[("a", "de aanvraag")], required=False, widget=forms.CheckboxSelectMultiple
    )
    informed = forms.BooleanField(label="Ouders weten het")
    file = forms.FileField(label="Bestand", required=False, widget=forms.FileInput(attrs={"data-max-bytes": 20}))
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


class Draft(forms.Form):
    """A step that may be saved half-filled."""

    dle = forms.CharField(label="DLE", required=False)
    wish = forms.CharField(label="Wens", required=False)
    dl = forms.CharField(label="DL", required=False)

    optional_fields = frozenset({"wish"})
    groups = (FieldGroup("Begrijpend lezen", ("dle", "dl"), help_text="In maanden", row=True),)


def field(form: forms.Form, name: str):
    return parsed(form[name].as_field_group())


def test_help_and_error_are_tied_to_the_text_box_and_stand_before_it():
    block = field(Request({"iq": ""}), "iq")
    box = block.find(".//input")
    described = box.get("aria-describedby").split()
    assert described == ["id_iq_helptext", "id_iq_error"]
    assert words(block.get_element_by_id("id_iq_helptext")) == "Bijvoorbeeld 85-95"
    assert box.get("aria-invalid") == "true"
    order = [element.get("id") for element in block.iter() if element.get("id")]
    assert order == ["id_iq_helptext", "id_iq_error", "id_iq"]


def test_a_field_without_error_is_not_called_invalid():
    box = field(Request({"iq": "85"}), "iq").find(".//input")
    assert box.get("aria-invalid") is None
    assert box.get("aria-describedby") == "id_iq_helptext"


def test_the_label_belongs_to_the_box_and_no_placeholder_stands_in_for_it():
    block = field(Request(), "iq")
    assert block.find(".//label").get("for") == block.find(".//input").get("id") == "id_iq"
    assert block.find(".//input").get("placeholder") is None


def test_the_width_asked_by_the_widget_stays():
    assert field(Request(), "iq").find(".//input").get("class") == "utrecht-textbox utrecht-textbox--w10"


def test_optional_fields_say_so_and_required_fields_have_no_star():
    assert words(field(Request(), "note").find(".//label")) == "Toelichting (niet verplicht)"
    assert words(field(Request(), "iq").find(".//label")) == "IQ"


def test_a_step_that_may_be_saved_half_filled_names_its_optional_fields_itself():
    assert words(field(Draft(), "dle").find(".//label")) == "DLE"
    assert words(field(Draft(), "wish").find(".//label")) == "Wens (niet verplicht)"


def test_radio_options_share_a_legend_and_the_error_describes_the_whole_group():
    block = field(Request({}), "track")
    group = block.find(".//fieldset")
    assert words(group.find("legend")) == "Soort"
    assert group.get("aria-describedby") == "id_track_error"
    options = block.findall(".//input")
    assert [option.get("class") for option in options] == ["utrecht-radio-button"] * 2
    assert all(option.get("aria-invalid") is None for option in options)
    assert [label.get("for") for label in block.findall(".//label")] == [option.get("id") for option in options]


def test_several_choices_are_checkboxes_in_look_too():
    assert field(Request(), "topics").find(".//input").get("class") == "utrecht-checkbox"


def test_a_single_checkbox_has_its_label_behind_it():
    block = field(Request(), "informed")
    assert block.xpath(".//input/following-sibling::label")[0].get("for") == "id_informed"


def test_the_file_box_carries_its_largest_size():
    box = field(Request(), "file").find(".//input")
    assert box.get("data-max-bytes") == "20"
    assert "portal-upload" in box.getparent().get("class")


def test_a_hidden_field_is_only_an_input():
    page = parsed(str(Request()))
    assert page.xpath(".//input[@name='secret']/@class") == []
    assert len(page.xpath(".//input[@name='secret']")) == 1


def test_grouped_fields_stand_under_one_legend_at_the_place_of_the_first():
    page = parsed(str(Draft()))
    group = page.find(".//fieldset")
    assert words(group.find("legend")) == "Begrijpend lezen"
    assert group.xpath(".//input/@name") == ["dle", "dl"]
    assert page.xpath(".//input/@name") == ["dle", "dl", "wish"]


def test_typed_text_comes_back_escaped_and_whole():
    typed = '<b onmouseover="x">85-95</b> & "ongeveer"'
    assert field(Request({"iq": typed}), "iq").find(".//input").get("value") == typed
    assert "<b" not in Request({"iq": typed})["iq"].as_field_group()
