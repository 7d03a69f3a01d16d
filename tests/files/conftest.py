import shutil

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def an_empty_folder(settings: LazySettings) -> None:
    """So that what is left behind can be counted."""
    shutil.rmtree(settings.ATTACHMENTS_DIR, ignore_errors=True)
