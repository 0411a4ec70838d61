"""An SWV wears its own colour; everyone else sees the portal's."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from schools.models import Swv

pytestmark = pytest.mark.urls("tests.ui.urls")


@pytest.mark.django_db
def test_the_colour_of_the_swv_arrives_as_a_stylesheet_dark_enough_to_read():
    waterland = Swv.objects.create(code="VO2799", name="SWV Waterland", accent_colour="#ffd500")
    response = Client().get(reverse("house_style", args=[waterland.pk]))
    assert response["Content-Type"] == "text/css"
    assert response.content.decode() == ":root { --portal-accent: #796400; }\n"


@pytest.mark.django_db
def test_a_stranger_swv_has_no_style():
    assert Client().get(reverse("house_style", args=[0])).status_code == 404


@pytest.mark.parametrize(("swv", "links"), [(7, 1), (None, 0)])
def test_only_who_works_for_an_swv_gets_its_style(swv, links):
    assert render_to_string("base.html", {"house_style_swv": swv}).count("/huisstijl/7.css") == links
