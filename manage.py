#!/usr/bin/env python3
"""The one command. `demo`, `test`, `bench` and `services` see to their own environment; everything else is Django's."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Make sure the right interpreter with the right packages runs, then hand over to Django."""
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "swv_portal.settings.local")
    from swv_portal.local import bootstrap  # standard library only: the packages may not be there yet

    bootstrap.enter(argv=sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
