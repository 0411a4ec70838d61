"""The table of roles, and what the database holds of it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from schools.access import ACTION_NAMES, ALLOWED, ROLE_NAMES, SCHOOL_ROLES, SWV_ROLES, SYSTEM_ROLES, Action, Role
from schools.models import Membership, Swv, User
from schools.roles_page import roles_page

SINCE = dt.date(2026, 1, 1)
# What changes something: nobody who only reads may have one of these.
CHANGES = frozenset(action for action in Action if not action.startswith("view_"))


def test_the_page_with_roles_is_what_the_code_says() -> None:
    written = (settings.BASE_DIR / "docs" / "rollen.md").read_text(encoding="utf-8")
    assert written == roles_page(), "Run: python3 manage.py print_roles --write"


def test_every_role_and_every_action_has_a_dutch_name_and_a_row() -> None:
    assert set(ROLE_NAMES) == set(ALLOWED) == set(Role)
    assert set(ACTION_NAMES) == set(Action)
    assert len(set(ACTION_NAMES.values())) == len(Action)
    assert frozenset(Role) == SCHOOL_ROLES | SWV_ROLES | SYSTEM_ROLES


def test_nothing_in_the_table_is_done_by_nobody() -> None:
    assert set().union(*ALLOWED.values()) == set(Action)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.CONTROLLER, Role.ASSESSOR])
def test_who_only_reads_changes_nothing(role: Role) -> None:
    assert not ALLOWED[role] & CHANGES


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.FUNCTIONAL_ADMIN])
def test_who_works_with_numbers_or_rules_sees_no_dossier_and_no_score(role: Role) -> None:
    assert not ALLOWED[role] & {Action.VIEW_INBOX, Action.VIEW_DOSSIER, Action.VIEW_SCORES, Action.VIEW_LETTERS}


def test_only_a_decider_decides_and_only_a_school_files() -> None:
    assert {role for role in Role if Action.DECIDE in ALLOWED[role]} == {Role.DECIDER}
    assert {role for role in Role if Action.FILE_REQUEST in ALLOWED[role]} == SCHOOL_ROLES | SYSTEM_ROLES


@pytest.mark.django_db
def test_an_auditor_without_an_end_is_refused_by_the_form_and_by_the_database() -> None:
    user, swv = User.objects.create_user("auditor@swv.example", name="Femke"), _swv()
    endless = Membership(user=user, role=Role.AUDITOR, swv=swv, valid_from=SINCE)
    with pytest.raises(ValidationError, match="altijd een einddatum"):
        endless.full_clean()
    with pytest.raises(IntegrityError, match="membership_temporary_role_ends"), transaction.atomic():
        endless.save()
    endless.valid_until = dt.date(2027, 1, 1)
    endless.full_clean()
    endless.save()


@pytest.mark.django_db
def test_nobody_can_be_a_system() -> None:
    user = User.objects.create_user("systeem@school.example", name="Systeem")
    for place in ({"swv": _swv()}, {}):
        with pytest.raises(IntegrityError, match="membership_organisation_fits_role"), transaction.atomic():
            Membership.objects.create(user=user, role=Role.API_CLIENT, valid_from=SINCE, **place)


def _swv() -> Swv:
    return Swv.objects.create(code="VO9901", name="SWV")
