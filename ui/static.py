"""The stylesheets are written one component to a file and sent as one."""

import re
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/riktning.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\);\n')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashes and compresses, after putting the imported files of SHEET where the imports stand.

    A browser reading the source tree follows the same imports, so both see the same rules. A file
    that is not there (the serif, on a machine without npm) is left out.
    """

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Any:
        if SHEET in paths and not dry_run:
            paths[SHEET] = (self._bundle(), SHEET)
        yield from super().post_process(paths, dry_run, **options)

    def _bundle(self) -> FileSystemStorage:
        with self.open(SHEET) as sheet:
            text = IMPORT.sub(self._read, sheet.read().decode())
        self.delete(SHEET)
        self._save(SHEET, ContentFile(text.encode()))
        return self

    def _read(self, match: re.Match[str]) -> str:
        name = f"css/{match['path']}" if not match["path"].startswith("../") else match["path"][3:]
        if not self.exists(name):
            return ""
        with self.open(name) as part:
            return str(part.read().decode())
