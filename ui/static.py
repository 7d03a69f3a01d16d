"""The stylesheets are written one component to a file; what every page needs is sent as one."""

import re
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = "css/"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\);\n')
FOR_PEOPLE = re.compile(r"\s*/\*.*?\*/|\s*\n\s*", re.DOTALL)  # comments, and how lines are set


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashes and compresses our sheets, after putting imported files where their imports stand.

    A browser reading the source tree follows the same imports, so both see the same rules. A file
    that is not there (the serif, on a machine without npm) is left out. Comments stay at home.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Looked up once: what is collected anew is another release, and other processes."""
        if settings.DEBUG or force:
            return str(super().url(name, force))
        if name not in self._addresses:
            self._addresses[name] = str(super().url(name))
        return self._addresses[name]

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        sheets = [path for path in paths if path.startswith(OURS) and path.endswith(".css")]
        for sheet in [] if dry_run else sheets:
            self._make_ready(sheet)
            paths[sheet] = (self, sheet)
        yield from super().post_process(paths, dry_run, **options)

    def _make_ready(self, sheet: str) -> None:
        text = FOR_PEOPLE.sub("\n", IMPORT.sub(self._imported, self._read(sheet))).strip()
        self.delete(sheet)
        self._save(sheet, ContentFile(text.encode()))

    def _imported(self, match: re.Match[str]) -> str:
        name = f"{OURS}{match['path']}" if not match["path"].startswith("../") else match["path"][3:]
        return self._read(name) if self.exists(name) else ""

    def _read(self, name: str) -> str:
        with self.open(name) as file:
            return str(file.read().decode())
