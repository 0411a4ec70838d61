"""Every table with personal data says how long it is kept; without that it does not pass."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from allocation.models import Request
from allocation.retention import declarations
from allocation.retention.declarations import DECLARED, Stage, holds_personal_data

APPS = ("schools", "allocation", "licenses", "retention", "audit")


def undeclared() -> set[str]:
    """The tables with personal data that say nothing."""
    found = [model for name in APPS for model in apps.get_app_config(name).get_models()]
    return {model._meta.label for model in found if holds_personal_data(model) and not declarations.declared(model)}


def test_every_table_with_personal_data_says_how_long_it_is_kept() -> None:
    assert undeclared() == set(), "declare these in allocation/retention/declarations.py"


@pytest.mark.parametrize("label", sorted(label for label, one in DECLARED.items() if one.stage is not Stage.STAYS))
def test_a_table_about_pupils_that_says_nothing_is_refused(label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = undeclared()
    rest = {name: one for name, one in DECLARED.items() if name != label}
    monkeypatch.setattr(declarations, "DECLARED", rest)
    assert undeclared() - others == ({label} if holds_personal_data(apps.get_model(label)) else set())


def test_a_table_with_a_date_of_birth_or_free_text_counts_as_personal() -> None:
    class Visit(models.Model):
        birth_date = models.DateField()

        class Meta:
            app_label = "tests_retention"

    class Remark(models.Model):
        said = models.TextField()

        class Meta:
            app_label = "tests_retention"

    class Series(models.Model):
        year = models.IntegerField()

        class Meta:
            app_label = "tests_retention"

    assert [holds_personal_data(one) for one in (Visit, Remark, Series)] == [True, True, False]


def test_a_declaration_names_a_table_and_fields_that_exist() -> None:
    for label, one in DECLARED.items():
        model = apps.get_model(label)
        assert all(model._meta.get_field(name) for name in one.emptied)
        assert one.why if one.stage is Stage.STAYS else one.path or model is Request
        if one.of_pupil:
            str(model._default_manager.filter(**{one.of_pupil: "0" * 32}).query)


def test_children_go_before_what_they_hang_on() -> None:
    order = list(DECLARED)
    for label, one in DECLARED.items():
        for field in apps.get_model(label)._meta.concrete_fields:
            parent = field.remote_field.model._meta.label if field.remote_field else ""
            gone = parent in DECLARED and DECLARED[parent].stage is not Stage.STAYS
            if gone and one.stage is not Stage.STAYS:
                assert order.index(label) < order.index(parent), f"{label} must stand before {parent}"
