"""What `manage.py check` refuses of the settings for attached files."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def attached_files_are_not_served_from_their_folder(**kwargs: Any) -> list[CheckMessage]:
    """A web server that hands out files asks nobody who may read them."""
    if settings.ATTACHMENTS_URL:
        return []
    folder = Path(settings.ATTACHMENTS_DIR).resolve()
    sources: list[Any] = [settings.STATIC_ROOT, settings.MEDIA_ROOT, *settings.STATICFILES_DIRS]
    served = [Path(source).resolve() for source in sources if source]
    if not any(folder == source or folder in source.parents or source in folder.parents for source in served):
        return []
    text = f"RIKTNING_ATTACHMENTS_DIR is {folder}, where files are served to whoever asks."
    return [Error(text, hint="Choose a folder of its own, outside static files.", id="files.E001")]


@register(Tags.security)
def virus_scanner_has_an_address(**kwargs: Any) -> list[CheckMessage]:
    if not settings.CLAMD_URL:
        return []
    address = urlsplit(settings.CLAMD_URL)
    if (address.scheme == "tcp" and address.hostname) or (address.scheme == "unix" and address.path):
        return []
    text = "RIKTNING_CLAMD_URL is neither tcp://host:3310 nor unix:///path/to/socket."
    return [Error(text, id="files.E002")]
