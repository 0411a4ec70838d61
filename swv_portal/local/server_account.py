"""The account the servers run as. PostgreSQL refuses to run as root, and rightly so."""

from __future__ import annotations

import os
import pwd
from functools import cache


@cache
def server_account() -> pwd.struct_passwd | None:
    """`postgres`, else `nobody`, when we are root; None (ourselves) when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("Er is geen account 'postgres' of 'nobody'. Start de opdracht als gewone gebruiker.")
