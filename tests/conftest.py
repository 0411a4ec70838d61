"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with official samples and cases; tests that need it skip, with the reason, when it is absent."""
    folder = Path(os.environ.get("SWV_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"needs the folder with official samples and cases, not found at {folder}")
    return folder
