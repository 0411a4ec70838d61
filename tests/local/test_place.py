"""Where data and sockets lie, and who may read them."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from swv_portal.local.checks import PYTHON
from swv_portal.local.place import ROOT, Place, environment, passing_place, passwords
from swv_portal.local.services import only_one, remove_leftovers

SOCKET = "/.s.PGSQL.5432.lock"
LONGEST_SOCKET_PATH = 107


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = Place(data=tmp_path / "data", run=tmp_path / "data" / "run")
    place.make()
    return place


def in_a_process(code: str, changes: Mapping[str, str]) -> str:
    """Local settings as another command would find them."""
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "SECRET_KEY", "PRIVATE_ROOT"}
    clean = {name: value for name, value in os.environ.items() if name not in hidden}
    clean |= {"DJANGO_SETTINGS_MODULE": "swv_portal.settings.local", **changes}
    return subprocess.run(
        [PYTHON, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.parametrize("temp", ["/tmp", "/tmp/" + "lang" * 40])
def test_the_socket_fits_in_what_the_kernel_allows(temp: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", temp)
    assert len(f"{passing_place('test').run}{SOCKET}") < LONGEST_SOCKET_PATH


def test_passwords_are_random_lasting_and_only_ours(place: Place) -> None:
    first = passwords(place)
    assert passwords(place) == first
    assert len({first.superuser, first.owner, first.app, first.secret_key}) == 4
    assert (place.data / "passwords.json").stat().st_mode & 0o777 == 0o600


def test_only_we_and_the_server_reach_the_socket(place: Place) -> None:
    assert place.run.stat().st_mode & 0o777 == 0o700


def test_a_socket_folder_of_someone_else_is_refused(place: Place, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.symlink_to(place.run)
    with pytest.raises(PermissionError, match="andere gebruiker"):
        Place(data=place.data, run=trap).make()


def test_settings_need_no_database_and_start_nothing(tmp_path: Path) -> None:
    code = "import django; django.setup(); from django.conf import settings; print(bool(settings.SECRET_KEY))"
    assert in_a_process(code, {"SWV_DATA": str(tmp_path / "absent")}) == "True"
    assert not (tmp_path / "absent").exists()


def test_settings_find_the_services_of_the_demo(place: Place) -> None:
    passwords(place)
    code = "from django.conf import settings; one = settings.DATABASES['default']; print(one['USER'], one['NAME'])"
    assert in_a_process(code, {"SWV_DATA": str(place.data)}) == "swv_app swv_portal"


def test_a_database_named_by_the_environment_goes_first(place: Place) -> None:
    passwords(place)
    code = "from django.conf import settings; print(settings.DATABASES['default']['HOST'])"
    asked = {"SWV_DATA": str(place.data), "DATABASE_URL": "postgres://jan@db.example/elders"}
    assert in_a_process(code, asked) == "db.example"


def test_portal_and_owner_are_different_roles(place: Place) -> None:
    known = environment(place)
    assert "//swv_app:" in known["DATABASE_URL"]
    assert "//swv_owner:" in known["DATABASE_OWNER_URL"]


def test_two_commands_do_not_share_a_place(place: Place) -> None:
    with only_one(place), pytest.raises(SystemExit, match=rf"draaien al \(proces {os.getpid()}\)"), only_one(place):
        pytest.fail("the second one got in")


def test_what_a_killed_run_left_is_cleaned_up_and_a_living_one_is_not(tmp_path: Path) -> None:
    ours, dead = os.getpid(), 2**22 + 1
    for pid in (ours, dead):
        (tmp_path / f"swv-portal-test-abc-{pid}").mkdir()
    mine = tmp_path / f"swv-portal-test-abc-{ours}"
    remove_leftovers(Place(data=mine, run=mine / "run"))
    assert [folder.name for folder in tmp_path.iterdir()] == [mine.name]
