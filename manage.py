#!/usr/bin/env python3
"""The one door for commands. `python3 manage.py test` sets up everything it needs by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Prepare the environment when the command needs it, then do what Django always does."""
    from swv_portal.local import bootstrap

    bootstrap.use_project_python(ROOT, sys.argv)
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    settings = "swv_portal.settings.test" if command == "test" else "swv_portal.settings.local"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if command == "test":
        from swv_portal.local.run_tests import run

        sys.exit(run(ROOT, sys.argv[2:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
