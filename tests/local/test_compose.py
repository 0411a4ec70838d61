"""docker-compose.yml: the production shape, without a secret in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from swv_portal.local.checks import PYTHON
from swv_portal.local.place import ROOT

FILE = ROOT / "docker-compose.yml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text())["services"]
SECRET = re.compile(r"(PASSWORD|SECRET_KEY)$")


def test_it_follows_the_compose_specification() -> None:
    command = [PYTHON, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is not on this machine")
def test_docker_compose_reads_it(tmp_path: Path) -> None:
    names = set(re.findall(r"\$\{(\w+):\?\}", FILE.read_text()))
    shutil.copy(FILE, tmp_path)
    environment = {**os.environ, **dict.fromkeys(names, "x")}
    done = subprocess.run(
        ["docker-compose", "config", "-q"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"web", "worker", "beat", "migrate", "postgres", "valkey"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_part_runs_as_an_ordinary_user(name: str) -> None:
    assert SERVICES[name]["user"] not in ("", "root", "0", "0:0")
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_every_part_that_stays_tells_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_from_outside_and_may_not_be_empty(name: str) -> None:
    for key, value in SERVICES[name]["environment"].items():
        if SECRET.search(key):
            assert re.fullmatch(r"\$\{\w+:\?\}", value), key


def test_only_migrations_know_the_owner_of_the_tables() -> None:
    knows = [name for name, one in SERVICES.items() if "DATABASE_OWNER_URL" in one["environment"]]
    assert knows == ["migrate"]


def test_database_and_broker_are_not_on_the_network_of_the_machine() -> None:
    assert [name for name, one in SERVICES.items() if "ports" in one] == ["web"]
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8000:8000"]
