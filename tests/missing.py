"""What a test needs and a machine may not have: without it the test is skipped, and where nothing may be
skipped (`RIKTNING_NO_SKIPS=1`, as in .ci/run) it fails.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from django.conf import settings

TOOLS = Path(settings.BASE_DIR) / "var" / "for-tests"


def missing(what: str, to_install: str) -> NoReturn:
    said = f"{what} is missing. To install it: {to_install}"
    if os.environ.get("RIKTNING_NO_SKIPS") == "1":
        pytest.fail(said)
    pytest.skip(said)


def tool(name: str, *, run_by: str = "", to_install: str = "") -> Path:
    """One of `portal.setup.for_tests`, and the program that it is run by."""
    if run_by and not shutil.which(run_by):
        missing(run_by, to_install)
    if not (TOOLS / name).exists():
        missing(name, "make setup, which fetches it through npm")
    return TOOLS / name
