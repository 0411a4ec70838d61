"""Two database roles: `swv_owner` changes tables, `swv_app` only works with what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dj_database_url

CHANGES_TABLES = frozenset({"migrate", "sqlmigrate", "pgtrigger"})


def database_for(argv: list[str], *, services: Mapping[str, str], default: Any) -> Any:
    """The database settings for a command: the owner's for those that change tables, the portal's own for the rest."""
    command = argv[1] if argv[1:] else ""
    owner = services.get("DATABASE_OWNER_URL") if command in CHANGES_TABLES else None
    url = owner or services.get("DATABASE_URL")
    return {**default, **dj_database_url.parse(url)} if url else default
