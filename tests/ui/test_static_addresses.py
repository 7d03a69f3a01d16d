"""Where a file lies is looked up once; what is not among those collected is told each time."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from pytest_django import Settings


def test_it_is_the_collected_file(settings: Settings) -> None:
    first, again = static("icon.svg"), static("icon.svg")
    settings.DEBUG = True

    assert first == again == f"/static/{staticfiles_storage.stored_name('icon.svg')}"
    assert first != static("icon.svg") == "/static/icon.svg"


def test_file_that_is_not_there_is_an_error_the_second_time_too() -> None:
    for _time in range(2):
        with pytest.raises(ValueError, match="nowhere"):
            static("nowhere.svg")
