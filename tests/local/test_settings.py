"""Production refuses to start half configured, and passes Django's own examination."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from swv_portal.local.checks import PYTHON
from swv_portal.local.place import ROOT
from swv_portal.settings.roles import database_for

NEEDED = {
    "SECRET_KEY": "k2-9v" * 12,
    "ALLOWED_HOSTS": "portaal.example",
    "DATABASE_URL": "postgres://swv_app@db/swv_portal",
    "BROKER_URL": "redis://broker/0",
    "PRIVATE_ROOT": "/srv/private",
}
SERVICES = {"DATABASE_URL": "postgres://swv_app@db/swv", "DATABASE_OWNER_URL": "postgres://swv_owner@db/swv"}


def manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "swv_portal.settings.production", **environment}
    command = [PYTHON, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=known, capture_output=True, text=True, check=False)


def test_django_finds_nothing_against_our_production() -> None:
    done = manage("check", "--deploy", "--tag", "security", "--fail-level", "WARNING", environment=NEEDED)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("missing", NEEDED)
def test_production_does_not_start_without(missing: str) -> None:
    done = manage("check", environment={name: value for name, value in NEEDED.items() if name != missing})
    assert done.returncode != 0
    assert f"Zet {missing} in de omgeving" in done.stderr


def test_invented_pupils_cannot_get_into_production() -> None:
    done = manage("load_demo", environment=NEEDED)
    assert "Unknown command: 'load_demo'" in done.stderr


@pytest.mark.parametrize(
    ("command", "role"), [("migrate", "swv_owner"), ("runserver", "swv_app"), ("shell", "swv_app"), ("", "swv_app")]
)
def test_only_what_changes_tables_works_as_the_owner(command: str, role: str) -> None:
    found = database_for(["manage.py", command], services=SERVICES, default={"CONN_MAX_AGE": 60})
    assert found["USER"] == role


def test_every_static_file_a_stylesheet_names_exists(settings: object, tmp_path: Path) -> None:
    """The storage of production stops at a reference to nothing."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()
